import { isReference, type UrlPassword, urlPasswords } from "../../data/secret-values";
import { isWeakSecret } from "../../data/weak-secrets";
import { fileKinds } from "../../files/forms";
import { entropyOf, isMadeUp } from "../../files/secrets/entropy";
import type { SourceFile } from "../../files/source";
import { codeKinds } from "../../project/variables/scan";
import type { ProjectView } from "../../project/view";
import { span } from "../../text/span";
import { defineRule, type Fix, type Severity } from "../rule";
import { placesOfOthers, secretComments, staysHere } from "./reach";
import { canReadEnvironment, literalAround, moveToEnvironment, variableFor } from "./to-environment";

/**
 * Variables of containers belong to the rules for Compose and Dockerfiles. A password that everybody tries first
 * matters where the address is that of production, one that somebody drew by lot everywhere.
 */
export const connectionString = defineRule({
  id: "secrets/connection-string",
  on: fileKinds,
  severity: "error",
  title: "Keep passwords out of addresses in the repository",
  why: "Whoever reads the code can log in to the database or the mail server, and the password cannot be changed without a commit. Logs and error pages print whole addresses as well.",
  references: [
    "https://12factor.net/config",
    "https://cheatsheetseries.owasp.org/cheatsheets/Secrets_Management_Cheat_Sheet.html",
  ],
  equivalents: [],
  alsoSilencedBy: secretComments,
  mentions: ["://"],
  fix: "review",
  examples: [
    {
      path: "src/db.js",
      bad: `import { Pool } from 'pg';

export const pool = new Pool({ connectionString: 'postgres://shop:«tulip-92-quay»@db.internal/shop' });
`,
      good: `import { Pool } from 'pg';

export const pool = new Pool({ connectionString: process.env.DATABASE_URL });
`,
      with: { ".env.example": "DATABASE_URL=\n" },
    },
    {
      title: "Redis, with a password alone",
      path: "app/cache.py",
      bad: `import os

from redis import Redis

cache = Redis.from_url("redis://:«tulip-92-quay»@cache.internal:6379/0")
`,
      good: `import os

from redis import Redis

cache = Redis.from_url(os.environ["REDIS_URL"])
`,
      with: { ".env.example": "REDIS_URL=\n" },
    },
  ],
  *check({ file, project }) {
    const found = [...addressesIn(file.text)];
    if (found.length === 0 || staysHere(file, project)) return;
    const isElsewhere = placesOfOthers(file);
    for (const address of found) {
      const severity = severityOf(address, file);
      const at = span(address.start, address.end);
      if (severity === undefined || isElsewhere(at, true)) continue;
      const { user, host } = address;
      const who = user === "" ? `\`${host}\`` : `\`${user}\` at \`${host}\``;
      const message = `The password of ${who} stands in this address, for everybody who reads the file.`;
      yield { at, message, severity, fixes: fixesFor(address, file, project) };
    }
  },
});

interface Address extends UrlPassword {
  readonly scheme: string;
  readonly host: string;
  /** Of the whole address. */
  readonly from: number;
  readonly to: number;
}

const schemes =
  /(?:^|[^A-Za-z0-9+.-])((?:postgres(?:ql)?|cockroachdb|mysql|mariadb|mongodb|rediss?|valkeys?|amqps?|mssql|sqlserver|oracle|clickhouse|elasticsearch|couchbases?|neo4j|bolt|smtps?|imaps?|ldaps?|ftps?|sftp|https?|wss?|nats|kafka|mqtts?)(?:\+[a-z0-9_]{2,20})?)$/i;
const MAX_SCHEME = 40;
/** A file with more of them was generated. */
const MAX_ADDRESSES = 2_000;

function* addressesIn(text: string): Generator<Address> {
  let count = 0;
  for (const found of urlPasswords(text)) {
    if (++count > MAX_ADDRESSES) return;
    const colon = found.start - found.user.length - "://:".length;
    const scheme = schemes.exec(text.slice(Math.max(0, colon - MAX_SCHEME), colon))?.[1];
    if (scheme === undefined) continue;
    const rest = /^[^\s"'`<>\\]{0,500}/.exec(text.slice(found.end + 1, found.end + 501))?.[0] ?? "";
    const host = /^(?:\[[\da-f:]{2,40}\]|[\w.-]{1,253})/i.exec(rest)?.[0];
    if (host === undefined) continue;
    yield { ...found, scheme, host, from: colon - scheme.length, to: found.end + 1 + rest.length };
  }
}

/** How much the password matters here; undefined where it is none, or where nobody minds. */
function severityOf({ user, password, host, from }: Address, file: SourceFile): Severity | undefined {
  if (isPlaceholder(user, password, host)) return undefined;
  const isWeak = isWeakSecret(password, [user, host]) || entropyOf(password) < 2;
  const isLocal = /^(?:localhost|127\.[\d.]+|0\.0\.0\.0|\[::1?\]|host\.docker\.internal)$/i.test(host);
  if (file.role !== "prod") return isWeak || isLocal ? undefined : "warning";
  if (isLocal) return file.is("dotenv") && !isWeak ? "warning" : undefined;
  if (isDocumentation(file, from)) return isWeak ? undefined : "warning";
  return isWeak && isFallback(file.text, from) ? "warning" : "error";
}

const isCode: ReadonlySet<string> = new Set(codeKinds.filter((kind) => kind !== "yaml"));

const loginWords =
  /^(?:anonymous|user|username|usr|usuario|u|me|name|login|admin|foo|bar|scott|someuser|myuser|db_?user|dbuser|your[-_]?\w{0,20}|x|xx|xxx|key|apikey|token)$/i;
const passwordWords =
  /^(?:pass|password|passwd|pwd|pw|p|secret|token|api_?key|tiger|foo|bar|baz|x|hunter2|my_?pass(?:word)?|some_?pass(?:word)?|db_?pass(?:word)?|user_?pass(?:word)?|your[-_]?\w{0,20}|changeme|\w{0,20}here)$/i;
const exampleHosts =
  /(?:^|\.)(?:host|hostname|server|example|example\.(?:com|org|net)|test|invalid|domain\.com|myhost|yourhost|your-?\w{0,20}|my-?server|db_?host|proxy|ip|url)$/i;

/** Whether the address shows how addresses look: by its words, by capitals, or because a variable fills it in. */
function isPlaceholder(user: string, password: string, host: string): boolean {
  if (/[${}<>()[\]|*•…«»]|^%(?:s|d|r|\(|[A-Z_]{2,40}%)|\.\.\.|^\+|\+$/.test(user + password)) return true;
  // Names that no machine on the internet has.
  if (/(?:^|\.)(?:example(?:\.(?:com|org|net))?|invalid|test)$/i.test(host)) return true;
  if (/^[A-Z][A-Z_]{1,40}$/.test(password) || isMadeUp(password) || isReference(password)) return true;
  if (!passwordWords.test(password)) return exampleHosts.test(host) && isWeakSecret(password);
  return loginWords.test(user) || exampleHosts.test(host) || /^[A-Z_]{2,40}$/.test(user);
}

/** Whether the place is prose: comments and docstrings show how addresses look. */
function isDocumentation(file: SourceFile, at: number): boolean {
  const line = file.lines.lineText(file.lines.lineAt(at));
  if (!isCode.has(file.kind)) return /^\s*#/.test(line);
  return /^\s*(?:#|\/\/|\*|\/\*|<!--)|>>> /.test(line);
}

/** Whether the address only counts while nobody sets the variable. */
function isFallback(text: string, at: number): boolean {
  const before = text.slice(Math.max(0, at - 120), at);
  return /(?:\|\||\?\?|\bgetenv\(|environ\.get\(|\bdefault\s{0,4}=|\benv\w{0,10}\(|\b\w{1,20}Env\w{0,10}\(|\bENV\.fetch\(|\?:|\bcmp\.Or\(|[dD]efault:"|:-)[^;\n]{0,80}$/.test(
    before,
  );
}

const variables: readonly (readonly [RegExp, string])[] = [
  [/^redis|^valkey/i, "REDIS_URL"],
  [/^mongo/i, "MONGODB_URI"],
  [/^amqp/i, "AMQP_URL"],
  [/^smtp/i, "SMTP_URL"],
  [/^(?:https?|wss?)/i, "SERVICE_URL"],
];

function fixesFor({ scheme, from, to }: Address, file: SourceFile, project: ProjectView): Fix[] {
  const literal = canReadEnvironment(file) ? literalAround(file, span(from, to)) : undefined;
  if (!literal || isFallback(file.text, from)) return [];
  const usual = variables.find(([pattern]) => pattern.test(scheme))?.[1] ?? "DATABASE_URL";
  const name = variableFor(file, literal, usual);
  const fix = moveToEnvironment(file, project, literal, /(?:UR[LI]|DSN)$/.test(name) ? name : usual);
  return fix ? [fix] : [];
}
