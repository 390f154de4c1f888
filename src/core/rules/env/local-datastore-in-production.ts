import type { SourceFile } from "../../files/source";
import type { VariableDefinition } from "../../project/variables/definition";
import type { ProjectView } from "../../project/view";
import { span } from "../../text/span";
import { localPlaces } from "../local-places";
import { defineRule, type Problem } from "../rule";
import { hostingOf, losesFiles } from "./hosting";
import { productionValues, settingKinds } from "./production";

export const localDatastoreInProduction = defineRule({
  id: "env/local-datastore-in-production",
  on: [...settingKinds],
  severity: "error",
  title: "Give production a datastore that is there",
  why: "In a container localhost is the container itself, where no database runs, and a database in a file of the container is gone with the next release.",
  references: [
    "https://docs.docker.com/compose/how-tos/networking/",
    "https://devcenter.heroku.com/articles/sqlite3",
  ],
  equivalents: [],
  fix: "none",
  examples: [
    {
      bad: "DATABASE_URL=postgres://app@«localhost»:5432/parcels\n",
      good: "DATABASE_URL=postgres://app@db.parcels.internal:5432/parcels\n",
      fix: null,
      with: { Dockerfile: "FROM node:22\nCMD node server.js\n" },
    },
    {
      title: "a file that a platform throws away",
      path: "app.json",
      bad: '{ "env": { "DATABASE_URL": "«sqlite:///db.sqlite3»" } }\n',
      good: '{ "env": { "DATABASE_URL": { "required": true } } }\n',
      fix: null,
    },
  ],
  *check({ file, project }) {
    for (const { definition, isSure } of productionValues(file, project)) {
      const { name, value, valueAt, source } = definition;
      if (source === "build-arg") continue;
      const problem = localHost(file, definition, isSure, project) ?? localFile(file, definition, project);
      if (problem) yield problem;
      else if (
        valueAt &&
        isAddress.test(name) &&
        leadsElsewhere(value ?? file.text.slice(valueAt.start, valueAt.end))
      ) {
        yield { proves: valueAt, message: `${name} points at a datastore of its own.` };
      }
    }
  },
});

/** A host that is the container itself. In Compose files that is the matter of compose/localhost-in-env. */
function localHost(
  file: SourceFile,
  { name, value, valueAt, isFallback }: VariableDefinition,
  isSure: boolean,
  project: ProjectView,
): Problem | undefined {
  if (value === undefined || !valueAt || file.is("compose") || !isSure) return undefined;
  const [place] = localPlaces(name, value, value).filter(({ stores }) => stores.length > 0);
  const hosting = place && hostingOf(file, project);
  if (!place || hosting === "machine") return undefined;
  const written = file.text.slice(valueAt.start, valueAt.end);
  const shift = written.indexOf(value);
  const at = shift < 0 ? valueAt : span(valueAt.start + shift + place.from, valueAt.start + shift + place.to);
  return {
    at,
    message:
      hosting === "container"
        ? `${name} points at the container itself, where no datastore runs.`
        : `${name} points at the machine that the app runs on: in a container no datastore runs there.`,
    severity: hosting === "unknown" || isFallback ? "warning" : "error",
  };
}

/** A database in a file that is gone when the container is replaced. */
function localFile(
  file: SourceFile,
  definition: VariableDefinition,
  project: ProjectView,
): Problem | undefined {
  const { name, value, valueAt } = definition;
  if (value === undefined || !valueAt || !isDatabaseFile(name, value.trim())) return undefined;
  if (losesFiles(file, definition, project) !== true) return undefined;
  return {
    at: valueAt,
    message: `${name} is a file in the container: with the next release its data are gone.`,
    severity: "warning",
  };
}

function isDatabaseFile(name: string, value: string): boolean {
  if (/:memory:|mode=memory|^\/litefs\/|libsql:/.test(value)) return false;
  if (/^sqlite3?(?:\+\w{1,20})?:\/\/\/?[^/?\s]/.test(value))
    return !/^sqlite3?(?:\+\w{1,20})?:\/{4}(?:data|litefs|mnt|var\/data|persist)/.test(value);
  return (
    /DATABASE|(?:^|_)DB(?:_|$)|SQLITE/.test(name) &&
    /^(?:file:)?(?:\.{0,2}\/)?[\w./-]{1,200}\.(?:db|sqlite3?)(?:\?|$)/.test(value)
  );
}

const isAddress = /^(?:DATABASE|REDIS|MONGO\w{0,8})_UR[IL]$/;

/** Whether an address names a host other than this one; its user and password may come from variables. */
function leadsElsewhere(address: string): boolean {
  const plain = address.replaceAll(/\$\{[^{}]{0,200}\}/g, "$");
  return (
    /^[a-z][a-z0-9+]{2,30}:\/\/(?:[^\s/@]{0,300}@)?[\w[]/.test(plain) &&
    !/sqlite|localhost|127\.0\.0\.1/.test(plain)
  );
}
