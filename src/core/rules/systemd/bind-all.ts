import type { ExecWord } from "../../files/systemd/exec";
import { localUpstreams } from "../../project/local-upstreams";
import { replacement } from "../../text/edits";
import type { Span } from "../../text/span";
import { defineRule } from "../rule";
import { appServiceOf } from "./app";

export const systemdBindAll = defineRule({
  id: "systemd/bind-all",
  on: "systemd",
  severity: "warning",
  title: "Let the application listen on this machine only",
  why: "A proxy on the same machine hands requests over, but the application answers everybody: who asks its port directly passes by TLS, limits, headers and whatever the proxy keeps out.",
  references: ["https://docs.gunicorn.org/en/stable/deploy.html", "https://uvicorn.dev/deployment/"],
  equivalents: [],
  fix: "review",
  examples: [
    {
      path: "deploy/shop.service",
      bad: "[Service]\nUser=shop\nExecStart=/srv/shop/.venv/bin/uvicorn app.main:app --host «0.0.0.0» --port 8005\n",
      good: "[Service]\nUser=shop\nExecStart=/srv/shop/.venv/bin/uvicorn app.main:app --host 127.0.0.1 --port 8005\n",
      with: {
        "nginx/shop.conf":
          "server {\n    listen 443 ssl;\n    location / {\n        proxy_pass http://127.0.0.1:8005;\n    }\n}\n",
      },
    },
  ],
  *check({ file, project }) {
    const app = appServiceOf(file);
    const found = app && bindOf(app.exec.words);
    if (!found || found.port === undefined) return;
    const proxy = project.fact(localUpstreams).get(found.port);
    if (found.isLocal) {
      yield { proves: found.at, message: `Port ${found.port} is open on this machine only.` };
    } else if (proxy !== undefined) {
      const { address } = found;
      yield {
        at: address.start === address.end ? found.at : address,
        message: `${proxy} asks port ${found.port} on this machine, but everybody else can as well.`,
        fixes: [{ title: "Listen on 127.0.0.1", kind: "review", edits: [replacement(address, "127.0.0.1")] }],
      };
    }
  },
});

interface Bind {
  /** The word that holds the address. */
  readonly at: Span;
  readonly address: Span;
  readonly isLocal: boolean;
  readonly port: number | undefined;
}

const addressOptions =
  /^(?:--host|--bind|--listen|--address|--hostname|--server-address|--server\.address|-b|-H|-h|-a|-l)$/;
const withPort = /^(?:[a-z]{1,5}:\/\/)?(0\.0\.0\.0|\[::\]|::|\*|127\.0\.0\.1|localhost|\[::1\]|):(\d{1,5})$/;
const alone = /^(?:0\.0\.0\.0|\[?::\]?|127\.0\.0\.1|localhost|::1)$/;

/** The address that a server is told to listen on. */
function bindOf(words: readonly ExecWord[]): Bind | undefined {
  const port = portIn(words);
  for (const [i, word] of words.entries()) {
    const equals = word.text.startsWith("-") ? word.text.indexOf("=") : -1;
    const isValue = addressOptions.test(words[i - 1]?.text ?? "");
    const isOption = equals > 0 && addressOptions.test(word.text.slice(0, equals));
    const value = isOption ? word.text.slice(equals + 1) : word.text;
    const match = withPort.exec(value);
    // `:8000` is an address only where an address is expected.
    const address = match ? (match[1] ?? "") : (isValue || isOption) && alone.test(value) ? value : undefined;
    if (address === undefined || (address === "" && !isValue && !isOption)) continue;
    const start = word.span.end - value.length + value.indexOf(address);
    // A quoted word does not stand in the file as it is read.
    if (word.span.end - word.span.start !== word.text.length) return undefined;
    return {
      at: word.span,
      address: { start, end: start + address.length },
      isLocal: /^(?:127|localhost|\[?::1)/.test(address),
      port: match ? Number(match[2]) : port,
    };
  }
  return undefined;
}

function portIn(words: readonly ExecWord[]): number | undefined {
  for (const [i, { text }] of words.entries()) {
    const value = /^--(?:port|server\.port)=(\d{1,5})$/.exec(text)?.[1];
    if (value !== undefined) return Number(value);
    if (/^(?:--port|-p|--server\.port)$/.test(text) && /^\d{1,5}$/.test(words[i + 1]?.text ?? ""))
      return Number(words[i + 1]?.text);
  }
  return undefined;
}
