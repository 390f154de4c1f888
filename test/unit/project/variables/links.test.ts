import assert from "node:assert/strict";
import {
  describeVariable,
  variableDefinitions,
  variableReferences,
} from "../../../../src/core/project/variable-links";
import { projectOf } from "../../../support/project";

const files: Readonly<Record<string, string>> = {
  "api/main.py":
    'import os\nurl = os.environ["DATABASE_URL"]\nname = os.getenv("SITE_NAME", "x")\nlost = os.getenv("LOST_KEY")\n',
  ".env.production":
    "DATABASE_URL=postgres://app:tulip-92@db/app\nSITE_NAME=Parcels and more\nSECRET_KEY=kX9-tulip-quay-81\n",
  ".env.example": "# Where the data are\nDATABASE_URL=\n# SITE_NAME=\n",
  "compose.yaml":
    "services:\n  api:\n    build: api\n    environment:\n      DATABASE_URL: ${DATABASE_URL:?}\n",
};

function placeOf(path: string, text: string): [string, number] {
  return [path, (files[path] ?? "").indexOf(text) + 1];
}

describe("links between the places of a variable", () => {
  const { view } = projectOf(files).watch();
  const shown = (links: ReturnType<typeof variableDefinitions>) =>
    links?.places.map(({ kind, path }) => `${kind} ${path}`);

  it("leads from code to where the variable is set and explained", () => {
    const links = variableDefinitions(view, ...placeOf("api/main.py", "DATABASE_URL"));
    assert.deepEqual(shown(links), [
      "definition .env.production",
      "definition compose.yaml",
      "description .env.example",
    ]);
    assert.equal(files["api/main.py"]?.slice(links?.at.start, links?.at.end), "DATABASE_URL");
  });

  it("leads to code where nothing sets it", () => {
    assert.deepEqual(shown(variableDefinitions(view, ...placeOf("api/main.py", "LOST_KEY"))), [
      "read api/main.py",
    ]);
  });

  it("finds all references, from wherever it is asked", () => {
    const expected = [
      "read api/main.py",
      "use compose.yaml",
      "definition .env.production",
      "definition compose.yaml",
      "description .env.example",
    ];
    for (const path of [".env.example", ".env.production", "compose.yaml", "api/main.py"])
      assert.deepEqual(shown(variableReferences(view, ...placeOf(path, "DATABASE_URL"))), expected, path);
  });

  it("knows nothing of other words", () => {
    assert.equal(variableReferences(view, "api/main.py", 1), undefined);
    assert.equal(variableReferences(view, "nowhere.py", 1), undefined);
  });

  it("tells where a variable is set, explained and read, and shows no secret", () => {
    const summary = describeVariable(view, ...placeOf("api/main.py", "DATABASE_URL"));
    assert.deepEqual(summary, {
      name: "DATABASE_URL",
      at: summary?.at,
      isRequired: true,
      isOfTool: false,
      set: [
        { path: ".env.production", line: 0, note: "a value that is not shown" },
        { path: "compose.yaml", line: 4, note: "environment of api" },
      ],
      explained: [{ path: ".env.example", line: 1, note: "Where the data are" }],
      read: [
        { path: "api/main.py", line: 1, note: undefined },
        { path: "compose.yaml", line: 4, note: "put in" },
      ],
    });
    const secret = describeVariable(view, ...placeOf(".env.production", "SECRET_KEY"));
    assert.doesNotMatch(JSON.stringify(secret), /tulip/);
    const plain = describeVariable(view, ...placeOf("api/main.py", "SITE_NAME"));
    assert.deepEqual(
      plain?.set.map(({ note }) => note),
      ["`Parcels and more`"],
    );
    assert.equal(plain?.isRequired, false);
  });
});
