import { clientPrefixOf } from "../../data/environment-names";
import type { SourceFile } from "../../files/source";
import { folderOf } from "../../project/services";
import { variables } from "../../project/variables";
import { definitionsIn } from "../../project/variables/definitions";
import { isWithin } from "../../project/variables/example-entry";
import { placesIn, placesOf, type VariablePlace } from "../../project/variables/places";
import { isViteConfig, publicPrefixOf } from "../../project/variables/vite-prefixes";
import type { ProjectView } from "../../project/view";
import { replacement, type TextEdit } from "../../text/edits";
import { defineRule, type Fix, type Problem } from "../rule";
import { settingKinds } from "./production";
import { publishedSecret, secretValue, serverName } from "./public-names";
import { speaksFor } from "./reading";

export const publicPrefixSecret = defineRule({
  id: "env/public-prefix-secret",
  on: [...settingKinds, "workflow", "javascript", "vue", "svelte"],
  severity: "error",
  title: "Keep secrets out of names that bundlers publish",
  why: "A bundler writes what such a variable holds into the scripts of the page, where everybody can read it. Taking the secret out later does not take it back.",
  references: [
    "https://vite.dev/guide/env-and-mode#env-variables",
    "https://nextjs.org/docs/app/guides/environment-variables#bundling-environment-variables-for-the-browser",
  ],
  equivalents: [],
  mentions: [
    "NEXT_PUBLIC_",
    "NUXT_PUBLIC_",
    "EXPO_PUBLIC_",
    "REACT_APP_",
    "VUE_APP_",
    "NG_APP_",
    "GATSBY_",
    "VITE_",
    "PUBLIC_",
    "envPrefix",
  ],
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
    if (isViteConfig(file) && file.text.includes("envPrefix")) yield* ofOwnPrefix(file, project);
    if (!mayPublish(file)) return;
    const seen = new Set<string>();
    let harmless: VariablePlace | undefined;
    let isClean = true;
    const { byName, helpers } = project.fact(variables);
    for (const place of placesIn(file, helpers)) {
      const { name, kind } = place;
      if (clientPrefixOf(name) === undefined) continue;
      const prefix = publicPrefixOf(name, file.path, project);
      const grade = prefix === undefined ? undefined : publishedSecret(name);
      if (prefix === undefined || grade === undefined) {
        harmless ??= prefix === undefined ? undefined : place;
        continue;
      }
      isClean = false;
      if (seen.has(name)) continue;
      const variable = byName.get(name);
      // Code speaks once for all code.
      if (kind === "read" && (!variable || speaksFor(variable)?.path !== file.path)) continue;
      seen.add(name);
      yield problemOf(place, prefix, grade, project);
    }
    for (const problem of secretsIn(file, seen, project)) {
      isClean = false;
      yield problem;
    }
    if (isClean && harmless && file.role === "prod") {
      yield { proves: harmless.at, message: "What bundlers publish by its name here is no secret." };
    }
  },
});

function problemOf(
  { path, at, name }: VariablePlace,
  prefix: string,
  grade: "sure" | "likely",
  project: ProjectView,
): Problem {
  return {
    path,
    at,
    message: `${prefix} puts ${name} into the page, where everybody can read it${grade === "sure" ? "" : ", and it looks like a secret"}.`,
    ...(grade === "sure" ? {} : { severity: "warning" }),
    fixes: renaming(name, serverName(name, prefix), path, project),
  };
}

/** What code of the page reads under a prefix that the configuration of Vite names. Spoken of once, where it is read. */
function* ofOwnPrefix(file: SourceFile, project: ProjectView): Iterable<Problem> {
  const { byName } = project.fact(variables);
  const folder = folderOf(file.path);
  for (const { name, reads } of byName.values()) {
    if (clientPrefixOf(name) !== undefined) continue;
    const read = reads.find(({ side, path }) => side === "client" && isWithin(path, folder));
    const prefix = read && publicPrefixOf(name, read.path, project);
    const grade = prefix === undefined ? undefined : publishedSecret(name, prefix);
    if (!read || prefix === undefined || grade === undefined) continue;
    const place = placesOf(project, name, ["read"]).find(({ path }) => path === read.path);
    if (place) yield problemOf(place, prefix, grade, project);
  }
}

/** Whether the text has a name in it that bundlers publish: most files need no closer look. */
function mayPublish({ text }: SourceFile): boolean {
  return /\b(?:NEXT_PUBLIC|NUXT_PUBLIC|EXPO_PUBLIC|REACT_APP|VUE_APP|NG_APP|GATSBY|VITE|PUBLIC)_/.test(text);
}

/** Values that are secrets, whatever their name says. */
function* secretsIn(file: SourceFile, seen: ReadonlySet<string>, project: ProjectView): Iterable<Problem> {
  for (const { name, value, valueAt } of definitionsIn(file)) {
    if (value === undefined || !valueAt || seen.has(name)) continue;
    if (clientPrefixOf(name) === undefined || publicPrefixOf(name, file.path, project) === undefined)
      continue;
    const what = secretValue(value);
    if (what !== undefined)
      yield { at: valueAt, message: `${name} goes into the page, and it holds ${what}: revoke it.` };
  }
}

/** The fix for a finding in the file at `own`. */
function renaming(name: string, wanted: string, own: string, project: ProjectView): Fix[] {
  const { byName } = project.fact(variables);
  const places = placesOf(project, name);
  // Two variables would become one.
  if (places.length === 0 || byName.has(wanted)) return [];
  const byPath = new Map<string, TextEdit[]>();
  for (const { path, at } of places.filter((place) => isSpelled(place, project))) {
    byPath.set(path, [...(byPath.get(path) ?? []), replacement(at, wanted)]);
  }
  const also = [...byPath].filter(([path]) => path !== own).map(([path, edits]) => ({ path, edits }));
  const where = byPath.size === 1 ? "" : ` in ${byPath.size} files`;
  return [
    {
      title: `Rename it to ${wanted}${where}: only the server gets it then`,
      kind: "review",
      edits: byPath.get(own) ?? [],
      ...(also.length > 0 ? { also } : {}),
    },
  ];
}

function isSpelled({ path, at, name }: VariablePlace, project: ProjectView): boolean {
  return project.file(path)?.text.slice(at.start, at.end) === name;
}
