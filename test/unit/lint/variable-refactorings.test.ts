import assert from "node:assert/strict";
import { moveSecret, refactoringsAt } from "../../../src/core/lint/variable-refactorings";
import { applyEdits } from "../../../src/core/text/edits";
import { projectOf } from "../../support/project";

type Files = Readonly<Record<string, string>>;

/** The files after the refactoring at `|` in `path`, and its title. */
function refactored(
  files: Files,
  path: string,
  pick = 0,
): { readonly title: string; readonly files: Files } | undefined {
  const offset = (files[path] ?? "").indexOf("|");
  const plain = { ...files, [path]: (files[path] ?? "").replace("|", "") };
  const { view } = projectOf(plain).watch();
  const refactoring = refactoringsAt(view, path, offset)[pick];
  if (!refactoring) return undefined;
  const result: Record<string, string> = { ...plain };
  for (const change of refactoring.changes) {
    result[change.path] =
      "create" in change ? change.create : applyEdits(result[change.path] ?? "", change.edits);
  }
  return { title: refactoring.title, files: result };
}

describe("adding a variable to the example file", () => {
  it("puts it beside its family", () => {
    const done = refactored(
      { "api/main.py": 'import os\nos.environ["SMTP_|PORT"]\n', ".env.example": "SMTP_HOST=\n\nA_KEY=\n" },
      "api/main.py",
    );
    assert.equal(done?.title, "Add SMTP_PORT to .env.example");
    assert.equal(done?.files[".env.example"], "SMTP_HOST=\n# used in api/main.py:2\nSMTP_PORT=\n\nA_KEY=\n");
  });

  it("creates the file where there is none", () => {
    const done = refactored({ "a.ts": "use(process.env.API_|KEY);\n" }, "a.ts");
    assert.equal(done?.files[".env.example"], "# used in a.ts:1\nAPI_KEY=\n");
  });

  it("works from a file that sets the variable, without its value", () => {
    const done = refactored({ ".env": "API_|KEY=tulip\n", ".env.example": "OTHER_KEY=\n" }, ".env");
    assert.equal(done?.files[".env.example"], "OTHER_KEY=\nAPI_KEY=\n");
  });

  it("is not offered for what is listed", () => {
    assert.equal(
      refactored({ "a.ts": "use(process.env.API_|KEY);\n", ".env.example": "# API_KEY=\n" }, "a.ts"),
      undefined,
    );
  });
});

describe("moving a secret to the environment", () => {
  it("works in Go, Ruby and PHP", () => {
    const example = { ".env.example": "" };
    const go = refactored(
      { "main.go": 'package main\n\nfunc main() {\n\tsmtpPassword := "tulip-|quay-81"\n}\n', ...example },
      "main.go",
    );
    assert.equal(
      go?.files["main.go"],
      'package main\n\nimport "os"\n\nfunc main() {\n\tsmtpPassword := os.Getenv("SMTP_PASSWORD")\n}\n',
    );
    const ruby = refactored({ "a.rb": "mail(smtp_password: 'tulip-|quay-81')\n", ...example }, "a.rb");
    assert.equal(ruby?.files["a.rb"], "mail(smtp_password: ENV.fetch('SMTP_PASSWORD'))\n");
    const php = refactored(
      { "a.php": '<?php\n$a = ["smtp_password" => "tulip-|quay-81"];\n', ...example },
      "a.php",
    );
    assert.equal(php?.files["a.php"], '<?php\n$a = ["smtp_password" => getenv("SMTP_PASSWORD")];\n');
    for (const done of [go, ruby, php]) assert.equal(done?.files[".env.example"], "SMTP_PASSWORD=\n");
  });

  it("is not offered where only a constant may stand", () => {
    const cases: Readonly<Record<string, string>> = {
      "a.go": 'package a\n\nconst (\n\tsmtpPassword = "tulip-|quay-81"\n)\n',
      "a.php": "<?php\nclass A {\n  private string $smtp_password = 'tulip-|quay-81';\n}\n",
      "a.rb": 'a = { "smtp_password|": 1 }\n',
    };
    for (const [path, text] of Object.entries(cases))
      assert.equal(refactored({ [path]: text }, path), undefined);
  });

  it("works in Python", () => {
    const done = refactored(
      { "app/mail.py": 'smtp_password = "tulip-|quay-81"\n', ".env.example": "" },
      "app/mail.py",
    );
    assert.equal(done?.title, "Move this secret to the environment as SMTP_PASSWORD");
    assert.equal(done?.files["app/mail.py"], 'import os\n\nsmtp_password = os.environ["SMTP_PASSWORD"]\n');
    assert.equal(done?.files[".env.example"], "SMTP_PASSWORD=\n");
  });

  it("works in JavaScript", () => {
    const done = refactored(
      { "src/a.js": "const config = { apiSecret: 'tulip-|quay-81' };\n", "package.json": "{}" },
      "src/a.js",
    );
    assert.equal(done?.files["src/a.js"], "const config = { apiSecret: process.env.API_SECRET };\n");
    assert.equal(done?.files[".env.example"], "API_SECRET=\n");
  });

  it("works in Compose", () => {
    const done = refactored(
      {
        "compose.yaml":
          "services:\n  api:\n    build: .\n    environment:\n      JWT_SECRET: tulip-|quay-81\n",
        ".env.example": "JWT_SECRET=\n",
      },
      "compose.yaml",
    );
    assert.equal(
      done?.files["compose.yaml"],
      "services:\n  api:\n    build: .\n    environment:\n      JWT_SECRET: ${JWT_SECRET:?set JWT_SECRET in .env}\n",
    );
  });

  it("is not offered for what is no secret, nor for what comes from elsewhere", () => {
    for (const [path, text] of [
      ["a.py", 'title = "Par|cels"\n'],
      ["a.py", '# password = "tul|ip"\n'],
      ["a.py", 'password = os.environ["PASS|WORD"]\n'],
      ["compose.yaml", "services:\n  api:\n    environment:\n      JWT_SECRET: ${JWT_|SECRET}\n"],
      ["a.js", "const password = `tulip${|x}`;\n"],
    ] as const) {
      const offset = text.indexOf("|");
      const { view } = projectOf({ [path]: text.replace("|", "") }).watch();
      assert.equal(moveSecret(view, path, offset), undefined, text);
    }
  });
});
