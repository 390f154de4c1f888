import type { ScriptForm } from "../../files/script/form";
import type { SourceFile } from "../../files/source";
import { type Entry, pathOf, stringOf, type Value } from "../../files/syntax/value";
import { replacement } from "../../text/edits";
import { slice } from "../../text/span";
import { defineRule, type Fix, type Problem, type Report } from "../rule";
import { truthOf } from "./options";
import { type LocatedRecord, recordsOf } from "./records";

const SWITCH = "NODE_TLS_REJECT_UNAUTHORIZED";
const forAll = [
  "semgrep bypass-tls-verification",
  "codeql js/disabling-certificate-validation",
  "njsscan node_tls_reject",
];

/** Options that switch the check off, and the value that does not. */
const options: Readonly<Record<string, string>> = {
  rejectUnauthorized: "true",
  strictSSL: "true",
  SSL_VERIFYPEER: "1",
};

/** What is sure to speak TLS by its name; of other functions nobody knows what they do with their options. */
const speaksTls = /https?\b|\btls\b|request|agent|socket|axios|\bgot\b|needle|fetch|superagent/i;
const keepsData =
  /pool|client|sequelize|knex|datasource|connect|createConnection|mongoose|redis|postgres|typeorm/i;

/**
 * The check is switched off for one connection, or for all of the process. Databases of platforms that give out
 * certificates of their own are told softly: there it takes the platform's certificate first.
 */
export const nodeTlsVerificationDisabled = defineRule({
  id: "node/tls-verification-disabled",
  on: ["javascript", "dotenv"],
  severity: "warning",
  title: "Check the certificates of the servers you call",
  why: "Without the check anybody on the way can pose as the other server, read what is sent to it and answer in its place.",
  references: [
    "https://nodejs.org/api/tls.html#tlsconnectoptions-callback",
    "https://nodejs.org/api/cli.html#node_tls_reject_unauthorizedvalue",
    "https://cwe.mitre.org/data/definitions/295.html",
  ],
  equivalents: [...forAll, "njsscan node_curl_ssl_verify_disable"],
  alsoSilencedBy: ["sonar S4830"],
  mentions: {
    javascript: ["NODE_TLS_REJECT_UNAUTHORIZED", "rejectUnauthorized", "strictSSL", "SSL_VERIFYPEER"],
  },
  fix: "review",
  examples: [
    {
      title: "one connection",
      bad: `import https from "node:https";

const agent = new https.Agent({ rejectUnauthorized: «false» });
`,
      good: `import https from "node:https";

const agent = new https.Agent({ rejectUnauthorized: true });
`,
    },
    {
      title: "all connections",
      bad: `process.env.NODE_TLS_REJECT_UNAUTHORIZED = «'0'»;
`,
      good: `process.env.NODE_TLS_REJECT_UNAUTHORIZED = '1';
`,
    },
  ],
  *check({ file }) {
    if (file.is("dotenv")) yield* inEnvironment(file);
    else if (file.is("javascript")) yield* inScript(file.form);
  },
});

function* inEnvironment({ form }: SourceFile<"dotenv">): Generator<Report> {
  const set = form.get(SWITCH);
  if (set?.value === "0") yield { at: set.valueAt, ...everywhere([replacement(set.valueAt, "1")]) };
}

function* inScript(form: ScriptForm): Generator<Report> {
  if (form.mentions(SWITCH)) yield* switchedOff(form);
  const isMentioned = Object.keys(options).some((name) => form.mentions(name));
  for (const located of isMentioned ? recordsOf(form) : [])
    for (const entry of located.record.entries) {
      const right =
        entry.name !== undefined && Object.hasOwn(options, entry.name) ? options[entry.name] : undefined;
      if (right === undefined || !isOff(entry.value, form) || form.isDevelopmentOnly(entry.at.start))
        continue;
      yield problem(entry, right, located, form);
    }
}

function* switchedOff(form: ScriptForm): Generator<Report> {
  for (const { target, value } of form.assignments) {
    if (target.kind !== "member" || target.name !== SWITCH || !/env$/.test(pathOf(target.object) ?? ""))
      continue;
    const text = stringOf(value) ?? (value.kind === "number" ? String(value.value) : undefined);
    if (text !== "0" || form.isDevelopmentOnly(value.at.start)) continue;
    const written = slice(form.text, value.at);
    yield { at: value.at, ...everywhere([replacement(value.at, written.replace("0", "1"))]) };
  }
}

function everywhere(edits: Fix["edits"]): Omit<Problem, "at"> {
  return {
    severity: "error",
    message: `\`${SWITCH}\` switches the check of certificates off for every connection of the process.`,
    equivalents: forAll,
    fixes: [{ title: "Check certificates again", kind: "review", edits }],
  };
}

function problem(entry: Entry, right: string, located: LocatedRecord, form: ScriptForm): Report {
  const { call, path } = located;
  const callee = call ? slice(form.text, call.callee.at) : undefined;
  const isServer = /createServer|createSecureServer/.test(callee ?? "");
  const isDatabase =
    path.some((key) => /^(ssl|tls)$/i.test(key)) && (callee === undefined || keepsData.test(callee));
  const isKnown = callee === undefined || speaksTls.test(callee);
  const isShort = entry.nameAt?.start === entry.value.at.start;
  const name = entry.name ?? "";
  return {
    at: entry.value.at,
    severity: isServer || isDatabase || isLocal(located) ? "info" : "warning",
    message: messageFor(name, isServer, isDatabase),
    equivalents: equivalentsOf(name, isKnown),
    fixes: [
      {
        title: isDatabase
          ? "Check the certificate; one of its own belongs into `ca`"
          : "Check the certificate",
        kind: "review",
        edits: [replacement(entry.value.at, isShort ? `${name}: ${right}` : right)],
      },
    ],
  };
}

function messageFor(name: string, isServer: boolean, isDatabase: boolean): string {
  if (isServer)
    return `With \`${name}\` switched off the server takes clients with any certificate, or none.`;
  if (isDatabase)
    return `The connection to the database is encrypted, but \`${name}\` lets anybody pose as the database.`;
  return `\`${name}\` is switched off: anybody on the way can pose as the server that is called.`;
}

function equivalentsOf(name: string, isKnown: boolean): readonly string[] {
  if (name === "SSL_VERIFYPEER") return ["njsscan node_curl_ssl_verify_disable"];
  if (name === "strictSSL") return [];
  return isKnown ? forAll.slice(0, 2) : forAll.slice(0, 1);
}

function isOff(value: Value, form: ScriptForm): boolean {
  const given = form.resolve(value);
  return given.kind === "number" ? given.value === 0 : truthOf(given, form) === false;
}

/** What is called on the machine itself passes nobody on the way. */
function isLocal({ record }: LocatedRecord): boolean {
  return record.entries.some(
    ({ name, value }) =>
      /^(host|hostname)$/.test(name ?? "") &&
      /^(localhost|127\.\d+\.\d+\.\d+|::1)$/.test(stringOf(value) ?? ""),
  );
}
