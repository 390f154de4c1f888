import { isTestVariable, isToolVariable } from "../../data/environment-names";
import { type Variable, type Variables, variables } from "../../project/variables";
import { examplesFor, isWithin, newExampleIn } from "../../project/variables/example-entry";
import { placesIn } from "../../project/variables/places";
import type { ProjectView } from "../../project/view";
import { defineRule } from "../rule";
import { isMinor, speaksFor } from "./reading";

/** Fewer are remembered without a list. */
const ENOUGH = 3;

export const exampleMissing = defineRule({
  id: "env/example-missing",
  on: "project",
  severity: "warning",
  title: "Keep a list of all variables in the repository",
  why: "Nobody can set what nobody knows of. Without an example file the variables of the app are found one by one, each by something that does not work.",
  references: ["https://12factor.net/config"],
  equivalents: [],
  fix: "safe",
  examples: [
    {
      files: {
        "main.py":
          'import os\n\nurl = os.environ["«DATABASE_URL»"]\nkey = os.environ["SECRET_KEY"]\nname = os.getenv("SITE_NAME", "Parcels")\n',
      },
      good: {
        "main.py":
          'import os\n\nurl = os.environ["DATABASE_URL"]\nkey = os.environ["SECRET_KEY"]\nname = os.getenv("SITE_NAME", "Parcels")\n',
        ".env.example":
          "# Required, an address; used in main.py\nDATABASE_URL=\n\n# Required; used in main.py\nSECRET_KEY=\n\n# Used in main.py\nSITE_NAME=\n",
      },
    },
  ],
  *check({ project }) {
    const model = project.fact(variables);
    for (const [home, own] of byPackage(model)) {
      if (examplesFor(model, home === "" ? "a" : `${home}/a`).length > 0) {
        const shown = placeIn(home, own, project);
        const message = "The variables of the app are listed in an example file.";
        if (shown) yield { proves: shown.at, path: shown.path, message };
        continue;
      }
      const unknown = own.filter(({ descriptions }) => descriptions.length === 0);
      const place = unknown.length < ENOUGH ? undefined : placeIn(home, unknown, project);
      const main = place && project.file(place.path);
      if (!place || !main) continue;
      const path = newExampleIn(home);
      const names = unknown.map(({ name }) => name);
      yield {
        path: place.path,
        at: place.at,
        message: `${names.slice(0, 3).join(", ")}${names.length > 3 ? ` and ${names.length - 3} more` : ""} are read, and no example file lists them.`,
        fixes: [
          {
            title: `Create ${path} with ${names.length} variables`,
            kind: "safe",
            edits: [],
            also: [{ path, create: contentOf(unknown, main.eol) }],
          },
        ],
      };
    }
  },
});

/** The variables that the code of each package reads. */
function byPackage(model: Variables): ReadonlyMap<string, readonly Variable[]> {
  const found = new Map<string, Variable[]>();
  for (const variable of model.byName.values()) {
    if (isToolVariable(variable.name) || isTestVariable(variable.name)) continue;
    const files = variable.reads.filter(({ role, isBuild }) => role === "prod" && !isBuild);
    for (const home of new Set(files.map((file) => file.home))) {
      const known = found.get(home);
      if (known) known.push(variable);
      else found.set(home, [variable]);
    }
  }
  return found;
}

/** Where the first of the variables that cannot be missing is read. */
function placeIn(home: string, all: readonly Variable[], project: ProjectView) {
  const { helpers } = project.fact(variables);
  const within = all.filter((variable) => isWithin(speaksFor(variable)?.path ?? "", home));
  const [first] = within.toSorted((a, b) => Number(isMinor(a)) - Number(isMinor(b)));
  const path = first && speaksFor(first)?.path;
  const file = path === undefined ? undefined : project.file(path);
  return file && placesIn(file, helpers).find(({ name, kind }) => name === first?.name && kind === "read");
}

/** Variables of one family beside each other, each with where it is read and what it holds. */
function contentOf(all: readonly Variable[], eol: string): string {
  const families = new Map<string, string[]>();
  for (const variable of all) {
    const family = variable.name.split("_")[0] ?? "";
    const lines = [`# ${noteOn(variable)}`, `${variable.name}=`];
    families.set(family, [...(families.get(family) ?? []), ...lines]);
  }
  return [...families.values()].map((lines) => lines.join(eol) + eol).join(eol);
}

function noteOn(variable: Variable): string {
  const { name } = variable;
  const holds = /_(?:URL|URI|ORIGIN|DSN|ENDPOINT)$/.test(name)
    ? "an address"
    : /_(?:PORT|TIMEOUT|SECONDS|MINUTES|DAYS|LIMIT|COUNT|SIZE|WORKERS|TTL)$/.test(name)
      ? "a number"
      : /^(?:ENABLE|DISABLE|USE|IS|HAS)_|(?:^|_)(?:DEBUG|ENABLED|DISABLED)$/.test(name)
        ? "true or false"
        : /_(?:HOSTS|ORIGINS|EMAILS|DOMAINS|LIST)$/.test(name)
          ? "a list"
          : undefined;
  const said = [...(isMinor(variable) ? [] : ["required"]), ...(holds === undefined ? [] : [holds])].join(
    ", ",
  );
  const text = `${said === "" ? "" : `${said}; `}used in ${speaksFor(variable)?.path}`;
  return text[0]?.toUpperCase() + text.slice(1);
}
