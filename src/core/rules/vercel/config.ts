import type { JsonForm, JsonObject, JsonProperty } from "../../files/json";
import { removeProperty } from "../../files/json-edits";
import type { SourceFile } from "../../files/source";
import type { TextEdit } from "../../text/edits";
import { literalMessage, literalsFor, withoutLine, withoutProperty } from "../platform/literals";
import { defineRule, type Fix, type Problem } from "../rule";
import type { AssignedValue } from "../secrets/assigned-values";
import { secretComments } from "../secrets/reach";

export const vercelConfig = defineRule({
  id: "vercel/config",
  on: ["json", "toml"],
  severity: "error",
  title: "Write a Vercel configuration that Vercel still understands",
  why: "References to secrets that were taken away and old fields beside new ones stop the deployment; a secret in the file is one for everybody.",
  references: [
    "https://vercel.com/docs/project-configuration",
    "https://vercel.com/docs/environment-variables",
  ],
  equivalents: [],
  alsoSilencedBy: secretComments,
  fix: "review",
  examples: [
    {
      path: "vercel.json",
      bad: '{\n  "cleanUrls": true,\n  "env": { "MAIL_FROM": "hello@parcels.example", "MAIL_KEY": «"@mail-key"» }\n}\n',
      good: '{\n  "cleanUrls": true,\n  "env": { "MAIL_FROM": "hello@parcels.example" }\n}\n',
    },
    {
      title: "a secret in TOML",
      path: "vercel.toml",
      bad: '[env]\nMAIL_FROM = "hello@parcels.example"\nMAIL_API_KEY = "«tulip-quay-81-harbour»"\n',
      good: '[env]\nMAIL_FROM = "hello@parcels.example"\n',
    },
    {
      title: "a field that is gone",
      path: "vercel.json",
      bad: '{\n  «"name"»: "parcels",\n  "cleanUrls": true\n}\n',
      good: '{\n  "cleanUrls": true\n}\n',
    },
  ],
  *check({ file }) {
    if (file.is("toml")) {
      if (/(?:^|\/)vercel\.toml$/.test(file.path)) yield* secretsInToml(file);
      return;
    }
    if (!file.is("json") || !/(?:^|\/)vercel\.json$/.test(file.path)) return;
    const { root } = file.form;
    if (root?.kind !== "object") return;
    const problems = [...retiredSecrets(file.form), ...deprecated(root), ...mixed(root), ...secrets(file)];
    yield* problems;
    const first = root.properties.find(({ key }) => key !== "$schema");
    if (problems.length === 0 && first && file.form.clean)
      yield { proves: first.keyAt, message: "Vercel understands the configuration." };
  },
});

function* environments(form: JsonForm): Generator<JsonObject> {
  for (const env of [form.get("env"), form.get("build", "env")]) if (env?.kind === "object") yield env;
}

/** `"@name"` stood for a secret of the account, which there are none any more. */
function* retiredSecrets(form: JsonForm): Generator<Problem> {
  for (const env of environments(form)) {
    for (const property of env.properties) {
      const { key, value } = property;
      if (value.kind !== "scalar" || typeof value.value !== "string" || !/^@[a-z0-9_-]+$/i.test(value.value))
        continue;
      yield {
        at: value.at,
        message: `${key} refers to ${value.value}, a kind of secret that Vercel has taken away: the deployment stops here.`,
        fixes: [remove(`Remove ${key}: set it in the project's settings first`, env, property)],
      };
    }
  }
}

const gone: Readonly<Record<string, string>> = {
  name: "The project has its name from Vercel.",
  alias: "Domains are set in the project.",
};

function* deprecated(root: JsonObject): Generator<Problem> {
  for (const property of root.properties) {
    const { key, keyAt } = property;
    const instead = Object.hasOwn(gone, key) ? gone[key] : undefined;
    if (instead === undefined) continue;
    yield {
      at: keyAt,
      severity: "warning",
      tag: "deprecated",
      message: `\`${key}\` is deprecated. ${instead}`,
      fixes: [remove(`Remove \`${key}\``, root, property)],
    };
  }
}

/** Old fields, and what Vercel refuses beside them. */
const conflicts: readonly (readonly [old: string, RegExp])[] = [
  ["builds", /^functions$/],
  ["routes", /^(?:rewrites|redirects|headers|cleanUrls|trailingSlash)$/],
];

function* mixed(root: JsonObject): Generator<Problem> {
  for (const [old, pattern] of conflicts) {
    const property = root.properties.find(({ key }) => key === old);
    const other = root.properties.find(({ key }) => pattern.test(key));
    if (!property || !other) continue;
    yield {
      at: property.keyAt,
      severity: "warning",
      message: `\`${old}\` and \`${other.key}\` cannot stand beside each other: Vercel refuses the file.`,
    };
  }
}

function* secrets(file: SourceFile<"json">): Generator<Problem> {
  for (const literal of literalsFor("vercel", file)) {
    const edit = [...environments(file.form)].flatMap((env) => withoutProperty(env, literal.at) ?? [])[0];
    yield {
      at: literal.at,
      message: committed(literal),
      fixes: edit ? [review(removal(literal), edit)] : [],
    };
  }
}

function* secretsInToml(file: SourceFile<"toml">): Generator<Problem> {
  for (const literal of literalsFor("vercel", file)) {
    const edit = withoutLine(file.text, literal.at);
    yield {
      at: literal.at,
      message: committed(literal),
      fixes: edit ? [review(removal(literal), edit)] : [],
    };
  }
}

function committed(literal: AssignedValue): string {
  return literalMessage(literal, "the settings of the project hold variables");
}

function removal({ name }: AssignedValue): string {
  return `Remove ${name}: set it in the project's settings first`;
}

function review(title: string, edit: TextEdit): Fix {
  return { title, kind: "review", edits: [edit] };
}

function remove(title: string, owner: JsonObject, property: JsonProperty): Fix {
  return review(title, removeProperty(owner, property));
}
