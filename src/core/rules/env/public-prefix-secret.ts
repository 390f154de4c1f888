import { clientPrefixOf } from "../../data/environment-names";
import type { SourceFile } from "../../files/source";
import { variables } from "../../project/variables";
import { definitionsIn } from "../../project/variables/definitions";
import { placesIn, placesOf, type VariablePlace } from "../../project/variables/places";
import type { ProjectView } from "../../project/view";
import { replacement, type TextEdit } from "../../text/edits";
import { defineRule, type Fix, type Problem } from "../rule";
import { settingKinds } from "./production";
import { publishedSecret, secretValue, serverName } from "./public-names";
import { speaksFor } from "./reading";

export const publicPrefixSecret = defineRule({
  id: "env/public-prefix-secret",
  on: [...settingKinds, "workflow", "javascript"],
  severity: "error",
  title: "Keep secrets out of names that bundlers publish",
  why: "A bundler writes what such a variable holds into the scripts of the page, where everybody can read it. Taking the secret out later does not take it back.",
  references: [
    "https://vite.dev/guide/env-and-mode#env-variables",
    "https://nextjs.org/docs/app/guides/environment-variables#bundling-environment-variables-for-the-browser",
  ],
  equivalents: [],
  fix: "review",
  examples: [
    {
      files: {
        ".env.production": "«VITE_STRIPE_SECRET_KEY»=\nVITE_API_URL=https://api.parcels.example\n",
        "src/pay.ts": 'charge(import.meta.env.«VITE_STRIPE_SECRET_KEY», "order");\n',
      },
      good: {
        ".env.production": "STRIPE_SECRET_KEY=\nVITE_API_URL=https://api.parcels.example\n",
        "src/pay.ts": 'charge(import.meta.env.STRIPE_SECRET_KEY, "order");\n',
      },
    },
  ],
  *check({ file, project }) {
    if (!mayPublish(file)) return;
    const seen = new Set<string>();
    const { byName, helpers } = project.fact(variables);
    for (const { name, at, kind } of placesIn(file, helpers)) {
      const grade = publishedSecret(name);
      if (grade === undefined || seen.has(name)) continue;
      const variable = byName.get(name);
      // Code speaks once for all code.
      if (kind === "read" && (!variable || speaksFor(variable)?.path !== file.path)) continue;
      seen.add(name);
      const prefix = clientPrefixOf(name) ?? "";
      yield {
        at,
        message: `${prefix} puts ${name} into the page, where everybody can read it${grade === "sure" ? "" : ", and it looks like a secret"}.`,
        ...(grade === "sure" ? {} : { severity: "warning" }),
        fixes: renaming(name, file, project),
      };
    }
    yield* secretsIn(file, seen);
  },
});

/** Whether the text has a name in it that bundlers publish: most files need no closer look. */
function mayPublish({ text }: SourceFile): boolean {
  return /\b(?:NEXT_PUBLIC|NUXT_PUBLIC|EXPO_PUBLIC|REACT_APP|VUE_APP|NG_APP|GATSBY|VITE|PUBLIC)_/.test(text);
}

/** Values that are secrets, whatever their name says. */
function* secretsIn(file: SourceFile, seen: ReadonlySet<string>): Iterable<Problem> {
  for (const { name, value, valueAt } of definitionsIn(file)) {
    if (value === undefined || !valueAt || seen.has(name) || clientPrefixOf(name) === undefined) continue;
    const what = secretValue(value);
    if (what !== undefined)
      yield { at: valueAt, message: `${name} goes into the page, and it holds ${what}: revoke it.` };
  }
}

function renaming(name: string, file: SourceFile, project: ProjectView): Fix[] {
  const wanted = serverName(name);
  const { byName } = project.fact(variables);
  const places = placesOf(project, name);
  // Two variables would become one.
  if (places.length === 0 || byName.has(wanted)) return [];
  const byPath = new Map<string, TextEdit[]>();
  for (const { path, at } of places.filter((place) => isSpelled(place, project))) {
    byPath.set(path, [...(byPath.get(path) ?? []), replacement(at, wanted)]);
  }
  const also = [...byPath].filter(([path]) => path !== file.path).map(([path, edits]) => ({ path, edits }));
  const where = byPath.size === 1 ? "" : ` in ${byPath.size} files`;
  return [
    {
      title: `Rename it to ${wanted}${where}: only the server gets it then`,
      kind: "review",
      edits: byPath.get(file.path) ?? [],
      ...(also.length > 0 ? { also } : {}),
    },
  ];
}

function isSpelled({ path, at, name }: VariablePlace, project: ProjectView): boolean {
  return project.file(path)?.text.slice(at.start, at.end) === name;
}
