import type { Stage } from "../../files/dockerfile/stage";
import type { Span } from "../../text/span";
import { probeUrlIn } from "./probe";
import type { Run } from "./runs";

/** A place beside the start command that names the port of the server. */
export interface PortClaim {
  readonly kind: "expose" | "variable" | "check" | "service";
  /** As part of a sentence: `EXPOSE says 3000`. */
  readonly says: string;
  readonly port: number;
  /** The digits; undefined for a claim of another file. */
  readonly at: Span | undefined;
  /** What to write before the digits that replace the text at `at`. */
  readonly prefix: string;
}

/** What EXPOSE, PORT, the health check and Compose files say about the port of the one server of a stage. */
export function claimsOf({ stage, services }: Run): readonly PortClaim[] {
  const claims = [exposed(stage), variable(stage), asked(stage), ...services.map(published)];
  return claims.filter((claim) => claim !== undefined);
}

/** The port that EXPOSE names, when it is the only one. */
function exposed(stage: Stage): PortClaim | undefined {
  const all = stage.allInChain("EXPOSE").flatMap(({ ports }) => ports);
  const [only] = all;
  if (!only?.port || all.length > 1 || only.protocol.toLowerCase() !== "tcp") return undefined;
  const digits = String(only.port);
  if (!only.word.text.startsWith(digits)) return undefined;
  const { start } = only.word.span;
  const at = { start, end: start + digits.length };
  return { kind: "expose", says: `EXPOSE names ${only.port}`, port: only.port, at, prefix: "" };
}

/** The port in `ENV PORT=8000`, where the last one is a number. */
function variable(stage: Stage): PortClaim | undefined {
  const pairs = stage.allInChain("ENV").flatMap(({ pairs }) => pairs);
  const value = pairs.findLast(({ key }) => key === "PORT")?.value;
  const match = value && /^(["']?)(\d{1,5})\1$/.exec(value.text);
  if (!value || !match) return undefined;
  const quote = match[1]?.length ?? 0;
  const at = { start: value.span.start + quote, end: value.span.end - quote };
  return { kind: "variable", says: `PORT is ${match[2]}`, port: Number(match[2]), at, prefix: "" };
}

/** The port that the health check asks: 80 where its address names none. */
function asked(stage: Stage): PortClaim | undefined {
  const command = stage.effects.healthcheck?.check.command;
  const url = command && probeUrlIn(command);
  // Of several ports, one may be there for this.
  if (!url || stage.allInChain("EXPOSE").flatMap(({ ports }) => ports).length > 1) return undefined;
  if (url.portAt === undefined) {
    const at = { start: url.hostAt.end, end: url.hostAt.end };
    return { kind: "check", says: "the health check asks port 80", port: 80, at, prefix: ":" };
  }
  const digits = /^\d+$/.test(url.port ?? "") ? Number(url.port) : undefined;
  return digits === undefined
    ? undefined
    : {
        kind: "check",
        says: `the health check asks port ${digits}`,
        port: digits,
        at: url.portAt,
        prefix: "",
      };
}

/** The container port that a Compose service publishes, when it is the only one. */
function published(service: Run["services"][number]): PortClaim | undefined {
  if (service.some(({ start }) => start !== undefined)) return undefined;
  const ports = [...new Set(service.flatMap(({ ports = [] }) => ports))];
  const [port] = ports;
  const name = service[0]?.name ?? "";
  return port === undefined || ports.length > 1
    ? undefined
    : { kind: "service", says: `the service ${name} publishes ${port}`, port, at: undefined, prefix: "" };
}
