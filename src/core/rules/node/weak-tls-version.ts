import type { ScriptForm } from "../../files/script/form";
import { type Entry, entryNamed, lastNameOf, stringOf, type Value } from "../../files/syntax/value";
import { replacement } from "../../text/edits";
import { defineRule, type Fix, type Report } from "../rule";
import { recordsOf } from "./records";
import { inline, leftOut, leftToNode, named, newest, saysNode, sonar } from "./tls-options";

const oldVersion = /^(SSLv[23]|TLSv1|TLSv1\.0|TLSv1\.1)$/;
const oldProtocol = /^(SSLv[23]|D?TLSv1(_1)?)_(client_|server_)?method$/;

/**
 * Node takes TLS 1.2 and newer by itself since version 12. Where the workspace does not say which Node it runs on,
 * servers that leave the versions to it are told in passing.
 */
export const nodeWeakTlsVersion = defineRule({
  id: "node/weak-tls-version",
  on: "javascript",
  severity: "warning",
  title: "Speak TLS 1.2 or newer",
  why: "SSL, TLS 1.0 and TLS 1.1 are broken or retired: browsers refuse them, and who listens in can force connections down to them.",
  references: [
    "https://nodejs.org/api/tls.html#tlscreatesecurecontextoptions",
    "https://datatracker.ietf.org/doc/html/rfc8996",
    "https://cwe.mitre.org/data/definitions/327.html",
  ],
  equivalents: [inline, named, sonar],
  deviations: {
    [inline]: "Silent where the workspace names a version of Node, whose default is TLS 1.2.",
    [named]: "Silent where the workspace names a version of Node, whose default is TLS 1.2.",
  },
  mentions: [
    "minVersion",
    "maxVersion",
    "secureProtocol",
    "secureOptions",
    "DEFAULT_MIN_VERSION",
    "DEFAULT_MAX_VERSION",
    "createServer",
    "createSecureServer",
  ],
  fix: "review",
  examples: [
    {
      bad: `import https from "node:https";

https.createServer({ key, cert, minVersion: «"TLSv1"» }, app).listen(443);
`,
      good: `import https from "node:https";

https.createServer({ key, cert, minVersion: "TLSv1.2" }, app).listen(443);
`,
    },
    {
      title: "a protocol by its old name",
      bad: `const https = require('https');

https.get({ host: 'api.example.com', «secureProtocol: 'TLSv1_method'» }, read);
`,
      good: `const https = require('https');

https.get({ host: 'api.example.com', minVersion: 'TLSv1.2' }, read);
`,
    },
  ],
  *check({ file, project }) {
    const { form, path } = file;
    const isAbout = /minVersion|maxVersion|secureProtocol|secureOptions|DEFAULT_M(IN|AX)_VERSION/.test(
      form.text,
    );
    const creates = /https?2?\b[^\n]{0,40}\.create(Secure)?Server\(/.test(form.text);
    if (!isAbout && !creates) return;
    if (isAbout) yield* versions(form);
    if (saysNode(path, project)) return;
    const judged = isAbout
      ? recordsOf(form).filter(({ record }) => entryNamed(record.entries, "secureOptions"))
      : [];
    for (const { record, call } of judged) yield* leftOut(record, call, form);
    for (const call of form.calls) yield* leftToNode(call, form);
  },
});

/** Versions that are asked for by name. */
function* versions(form: ScriptForm): Generator<Report> {
  for (const { target, value } of form.assignments) {
    const isDefault = /^DEFAULT_M(IN|AX)_VERSION$/.test(lastNameOf(target) ?? "");
    if (isDefault && oldVersion.test(stringOf(value) ?? "") && !form.isDevelopmentOnly(value.at.start))
      yield old(value, form);
  }
  for (const { record } of recordsOf(form))
    for (const entry of record.entries) {
      if (form.isDevelopmentOnly(entry.at.start)) continue;
      const text = stringOf(form.resolve(entry.value)) ?? "";
      if (/^(min|max)Version$/.test(entry.name ?? "") && oldVersion.test(text))
        yield old(entry.value, form, entry);
      if (entry.name === "secureProtocol" && oldProtocol.test(text))
        yield {
          at: entry.at,
          message: `\`${text}\` speaks a version of TLS or SSL that is retired.`,
          equivalents: [sonar],
          fixes: [fixOf(replacement(entry.at, `minVersion: ${newest(form)}`))],
        };
    }
}

function old(value: Value, form: ScriptForm, entry?: Entry): Report {
  const isShort = entry?.nameAt !== undefined && entry.nameAt.start === value.at.start;
  const code = isShort ? `${entry?.name}: ${newest(form)}` : newest(form);
  return {
    at: value.at,
    message: `${stringOf(form.resolve(value))} is retired: ask for TLS 1.2 or newer.`,
    equivalents: [sonar],
    fixes: [fixOf(replacement(value.at, code))],
  };
}

function fixOf(edit: Fix["edits"][number]): Fix {
  return { title: "Ask for TLS 1.2", kind: "review", edits: [edit] };
}
