import { scriptIndex } from "../../files/dockerfile/command";
import type { ExposedPort, InstructionOf } from "../../files/dockerfile/instruction";
import type { Stage } from "../../files/dockerfile/stage";
import type { SourceFile } from "../../files/source";
import { replacement } from "../../text/edits";
import type { Span } from "../../text/span";
import { defineRule, type Fix, type Problem } from "../rule";
import { everyInstruction } from "./every-instruction";
import { commentAbove } from "./move-comment";
import { removal } from "./remove";

type Expose = InstructionOf<"EXPOSE">;

const range = ["hadolint DL3011", "trivy DS-0008"];
const ssh = ["trivy DS-0004", "checkov CKV_DOCKER_1"];
const format = ["buildkit ExposeInvalidFormat"];
const casing = ["buildkit ExposeProtoCasing"];

export const exposeFormat = defineRule({
  id: "dockerfile/expose-format",
  on: "dockerfile",
  severity: "error",
  title: "Expose ports of the container that exist",
  why: "A port that is none stops the build. A host port or an address in EXPOSE looks as if it published something, which only `docker run` and Compose can.",
  references: [
    "https://docs.docker.com/reference/dockerfile/#expose",
    "https://docs.docker.com/reference/build-checks/expose-invalid-format/",
    "https://docs.docker.com/reference/build-checks/expose-proto-casing/",
  ],
  equivalents: [...range, ...ssh, ...format, ...casing],
  fix: "safe",
  examples: [
    {
      title: "a port of the host",
      bad: "FROM node:24\nEXPOSE «8080:3000»\n",
      good: "FROM node:24\nEXPOSE 3000\n",
    },
    { title: "the protocol", bad: "FROM node:24\nEXPOSE 53/«UDP»\n", good: "FROM node:24\nEXPOSE 53/udp\n" },
    {
      title: "no such port",
      bad: "FROM node:24\nEXPOSE 3000 «80000»\n",
      good: "FROM node:24\nEXPOSE 3000\n",
    },
    { title: "SSH", bad: "FROM node:24\nEXPOSE «22» 3000\n", good: "FROM node:24\nEXPOSE 3000\n" },
  ],
  *check({ file }) {
    for (const { instruction, stage, isTrigger } of everyInstruction(file.form)) {
      if (instruction.kind !== "EXPOSE") continue;
      for (const [i, port] of instruction.ports.entries()) {
        if (port.word.text.startsWith("#")) {
          yield trailingComment(i, instruction, isTrigger, file);
          break;
        }
        const problem = judge(port, stage);
        if (!problem) continue;
        const { repair, ...rest } = problem;
        const fix = repair ?? (isTrigger ? undefined : deletion(i, instruction, file));
        yield { ...rest, fixes: fix ? [fix] : [] };
      }
    }
  },
});

/** Docker knows comments on lines of their own only. */
function trailingComment(
  index: number,
  instruction: Expose,
  isTrigger: boolean,
  file: SourceFile<"dockerfile">,
): Problem {
  const { args, ports } = instruction;
  const comment = ports[index]?.word;
  const before = ports[index - 1]?.word;
  const end = args.span.end;
  const fixes: Fix[] = [];
  if (comment && before && !isTrigger) {
    const edits = [
      commentAbove(file, instruction, args.text.slice(comment.start)),
      replacement({ start: before.span.end, end }, ""),
    ];
    fixes.push({ title: "Move the comment above", kind: "safe", edits });
  }
  return {
    at: { start: comment?.span.start ?? end, end },
    message: "Behind EXPOSE a comment is taken for ports: the build stops here.",
    equivalents: [],
    fixes,
  };
}

interface Judged extends Problem {
  /** What puts it right; otherwise the port can only go. */
  readonly repair?: Fix;
}

function judge({ word }: ExposedPort, stage: Stage | undefined): Judged | undefined {
  const { text, span } = word;
  if (/[$`\\]/.test(text)) return undefined;
  const quote = /^["']/.test(text) && text.at(-1) === text[0] && text.length > 1 ? 1 : 0;
  const inner = text.slice(quote, text.length - quote);
  if (/["']/.test(inner) || inner === "") return undefined;
  const slash = inner.lastIndexOf("/");
  const protocol = slash < 0 ? undefined : inner.slice(slash + 1);
  const mapping = slash < 0 ? inner : inner.slice(0, slash);
  const isWhole = span.end - span.start === text.length;
  /** The place of a part of `inner`. */
  const place = (start: number, end: number): Span =>
    isWhole ? { start: span.start + quote + start, end: span.start + quote + end } : span;

  const colon = mapping.lastIndexOf(":");
  const port = mapping.slice(colon + 1);
  const wrong = wrongPort(port);
  if (colon >= 0) {
    const problem: Judged = {
      at: span,
      severity: "warning",
      message: `EXPOSE takes ports of the container only: \`${inner}\` does not publish it on the host.`,
      equivalents: format,
    };
    if (!isWhole || wrong !== undefined) return problem;
    const edits = [replacement(place(0, colon + 1), "")];
    return { ...problem, repair: { title: `Expose \`${inner.slice(colon + 1)}\``, kind: "safe", edits } };
  }
  if (wrong !== undefined) return { at: span, message: wrong, equivalents: range };
  if (protocol !== undefined && !/^(?:tcp|udp|sctp)$/.test(protocol)) {
    return wrongProtocol(protocol, place(slash + 1, inner.length), isWhole);
  }
  return port === "22" && protocol !== "udp" ? sshPort(span, stage) : undefined;
}

/** Why `port`, a number or two with a dash between them, is none. */
function wrongPort(port: string): string | undefined {
  const match = /^(\d+)(?:-(\d+))?$/.exec(port);
  if (!match) return `\`${port}\` is no port: the build stops here.`;
  const first = Number(match[1]);
  const last = Number(match[2] ?? match[1]);
  if (first > 65_535 || last > 65_535)
    return `Ports end at 65535, so \`${port}\` is none: the build stops here.`;
  return last < first ? `\`${port}\` runs backwards: the build stops here.` : undefined;
}

function wrongProtocol(protocol: string, at: Span, isWhole: boolean): Judged {
  const lower = protocol.toLowerCase();
  if (!/^(?:tcp|udp|sctp)$/.test(lower))
    return { at, message: `\`${protocol}\` is no protocol: tcp, udp and sctp are.`, equivalents: [] };
  const message = `Protocols are written in lower case: \`${lower}\`.`;
  const repair: Fix = { title: `Write \`${lower}\``, kind: "safe", edits: [replacement(at, lower)] };
  return { at, severity: "info", message, equivalents: casing, ...(isWhole ? { repair } : {}) };
}

function sshPort(at: Span, stage: Stage | undefined): Judged {
  return {
    at,
    // An image that runs an SSH server does so on purpose.
    severity: stage && runsSsh(stage) ? "info" : "warning",
    message: "Port 22 is that of SSH: `docker exec` opens a shell in a container without a server in it.",
    equivalents: ssh,
  };
}

function runsSsh({ effects }: Stage): boolean {
  return [effects.entrypoint?.command, effects.cmd?.command].some((command) => {
    if (!command) return false;
    if (command.form === "shell") return /\bsshd\b/.test(command.text.text);
    const argv = command.strings.map(({ value }) => value);
    return /\bsshd\b/.test(argv[0] ?? "") || /\bsshd\b/.test(argv[scriptIndex(argv)] ?? "");
  });
}

/** Takes the port with the given index out, and the instruction with it when it is the only one. */
function deletion(index: number, instruction: Expose, file: SourceFile<"dockerfile">): Fix | undefined {
  const [before, port, after] = [index - 1, index, index + 1].map((i) => instruction.ports[i]?.word);
  if (!port) return undefined;
  const title = `Delete \`${port.text}\``;
  const place: Span | undefined = before
    ? { start: before.span.end, end: port.span.end }
    : after && { start: port.span.start, end: after.span.start };
  return { title, kind: "review", edits: [place ? replacement(place, "") : removal(file, instruction)] };
}
