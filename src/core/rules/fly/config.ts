import type { SourceFile } from "../../files/source";
import { type TomlEntry, type TomlTable, type TomlValue, tomlEntries, tomlStrings } from "../../files/toml";
import { insertion, replacement, type TextEdit } from "../../text/edits";
import { indentAt } from "../../text/lines";
import { literalMessage, literalsFor, withoutLine } from "../platform/literals";
import { defineRule, type Fix, type Problem } from "../rule";
import { secretComments } from "../secrets/reach";
import { similarName } from "../similar-name";

/** Ports are compared with the Dockerfile by `dockerfile/port-agrees`. */
export const flyConfig = defineRule({
  id: "fly/config",
  on: "toml",
  severity: "error",
  title: "Write a fly.toml that deploys, with HTTPS and no secrets",
  why: "A strategy that Fly does not know stops the deployment; plain HTTP and secrets in the file are served to whoever asks.",
  references: ["https://fly.io/docs/reference/configuration/", "https://fly.io/docs/apps/secrets/"],
  equivalents: [],
  alsoSilencedBy: secretComments,
  fix: "review",
  examples: [
    {
      path: "fly.toml",
      bad: 'app = "parcels"\n\n[deploy]\n  strategy = «"blue-green"»\n',
      good: 'app = "parcels"\n\n[deploy]\n  strategy = "bluegreen"\n',
    },
    {
      title: "HTTP stays HTTP",
      path: "fly.toml",
      bad: "«[http_service]»\n  internal_port = 8000\n",
      good: "[http_service]\n  internal_port = 8000\n  force_https = true\n",
    },
    {
      title: "a secret",
      path: "fly.toml",
      bad: '[env]\n  LOG_LEVEL = "info"\n  JWT_SECRET = "«kX9-tulip-quay-81-harbour»"\n',
      good: '[env]\n  LOG_LEVEL = "info"\n',
    },
  ],
  *check({ file }) {
    if (!/(?:^|\/)fly[\w.-]*\.toml$/.test(file.path)) return;
    const problems = [...strategy(file), ...https(file), ...machines(file), ...secrets(file)];
    yield* problems;
    const service = file.form.tables.find(({ path }) => path.join(".") === "http_service");
    if (problems.length === 0 && service && file.form.clean)
      yield { proves: service.span, message: "Fly serves the app over HTTPS." };
  },
});

const strategies = ["canary", "rolling", "immediate", "bluegreen"];

function* strategy({ form }: SourceFile<"toml">): Generator<Problem> {
  const value = entryOf(tomlEntries(form, "deploy"), "strategy")?.value;
  if (value?.kind !== "string") return;
  const name = value.text.toLowerCase();
  if (!strategies.includes(name)) {
    const plain = name.replaceAll(/[^a-z]/g, "");
    const near = strategies.find((one) => one === plain) ?? similarName(name, strategies);
    yield {
      at: value.span,
      message: `Fly knows no strategy ${value.text}; there are ${strategies.join(", ")}.`,
      fixes: near === undefined ? [] : [review(`Write ${near}`, replacement(value.contentSpan, near))],
    };
    return;
  }
  const mounts = form.tables.some(({ path }) => path[0] === "mounts" || path[0] === "mount");
  const groups = form.tables.some(({ path }) => path[0] === "processes");
  if (name !== "canary" || !mounts || groups) return;
  yield {
    at: value.span,
    message: "A canary has no volume to mount: Fly refuses this strategy for an app with mounts.",
    fixes: [
      review("Deploy one machine after the other (rolling)", replacement(value.contentSpan, "rolling")),
    ],
  };
}

function* https(file: SourceFile<"toml">): Generator<Problem> {
  if (!file.form.clean) return;
  for (const table of file.form.tables) {
    const isService = table.path.join(".") === "http_service" && !table.isArray;
    if (isService || isPlainHttp(table)) yield* plainHttp(table, file);
  }
}

/** Port 80 of a service in the older form: `[[services.ports]]`. */
function isPlainHttp({ path, entries }: TomlTable): boolean {
  if (path.join(".") !== "services.ports") return false;
  const port = entryOf(entries, "port")?.value;
  const handlers = tomlStrings(entryOf(entries, "handlers")?.value);
  return port?.kind === "scalar" && port.text === "80" && handlers.some(({ text }) => text === "http");
}

function* plainHttp(table: TomlTable, { text, eol }: SourceFile<"toml">): Generator<Problem> {
  const entry = entryOf(table.entries, "force_https");
  if (entry?.value?.kind === "scalar" && entry.value.text === "true") return;
  const message = "Requests over plain HTTP are answered instead of being sent to HTTPS.";
  const severity = "warning" as const;
  if (entry?.value) {
    const fixes = [review("Force HTTPS", replacement(entry.value.span, "true"))];
    yield { at: entry.value.span, severity, message, fixes };
    return;
  }
  const last = table.entries.at(-1);
  const end = lineEnd(text, last ? (last.value?.span.end ?? last.keySpan.end) : table.span.end);
  const indent = indentAt(text, last ? last.keySpan.start : table.span.start);
  const edit = insertion(end, `${eol}${indent}force_https = true`);
  yield { at: table.span, severity, message, fixes: [review("Force HTTPS", edit)] };
}

function* machines({ form }: SourceFile<"toml">): Generator<Problem> {
  const entries = tomlEntries(form, "http_service");
  const least = entryOf(entries, "min_machines_running")?.value;
  if (least?.kind !== "scalar" || least.text !== "0" || !stops(entryOf(entries, "auto_stop_machines")?.value))
    return;
  yield {
    at: least.span,
    severity: "info",
    message: "All machines stop when nobody asks: the next visitor waits until one has started.",
    fixes: [review("Keep one machine running (it is paid for all the time)", replacement(least.span, "1"))],
  };
}

function stops(value: TomlValue | undefined): boolean {
  if (value?.kind === "scalar") return value.text === "true";
  return value?.kind === "string" && /^(?:stop|suspend)$/.test(value.text);
}

function* secrets(file: SourceFile<"toml">): Generator<Problem> {
  for (const literal of literalsFor("fly", file)) {
    const edit = withoutLine(file.text, literal.at);
    const title = `Remove ${literal.name}: run \`fly secrets set ${literal.name}=…\` first`;
    const message = literalMessage(literal, "`fly secrets` keeps it out of the repository");
    yield { at: literal.at, message, fixes: edit ? [review(title, edit)] : [] };
  }
}

function entryOf(entries: readonly TomlEntry[], key: string): TomlEntry | undefined {
  return entries.find((entry) => entry.key.join(".") === key);
}

function review(title: string, edit: TextEdit): Fix {
  return { title, kind: "review", edits: [edit] };
}

/** The end of the line that holds `at`, its comment included. */
function lineEnd(text: string, at: number): number {
  return at + (/^[^\r\n]*/.exec(text.slice(at, at + 500))?.[0].length ?? 0);
}
