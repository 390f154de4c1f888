import { headersAt, hidesUpstream, isUncertain, type NginxHeader } from "../../files/nginx/effective";
import type { NginxDirective } from "../../files/nginx/form";
import type { NginxLevel } from "../../files/nginx/level";
import { passHosts } from "../../files/nginx/pass";
import {
  contentLevels,
  forwards,
  isHttpServer,
  isOnlyLocal,
  passesOn,
  socketsOf,
} from "../../files/nginx/server";
import { roleOf } from "../../files/role";
import { type HeaderModel, headers } from "../../project/headers/model";
import type { LocatedProvider } from "../../project/headers/nginx";
import { nginxBehind, nginxSites, proxyInFrontOf } from "../../project/headers/nginx-sites";
import { unreadBehind } from "../../project/unread-apps";
import type { ProjectView } from "../../project/view";
import type { FileRuleContext, Proof } from "../rule";
import { mayAnswerWithPage } from "./content-kind";
import type { ExpectedHeader } from "./security-headers";

/** What is known of one header of one server: who sends it, or that nobody does. */
export type HeaderVerdict =
  | { readonly kind: "sent"; readonly proof: Proof }
  /** `doubt`: what may send it all the same, as the end of a sentence that starts with "unless". */
  | { readonly kind: "missing"; readonly doubt: string | undefined };

/**
 * Whether the responses of `server` carry `header`, from this server or from a layer in front of it or behind it.
 * Undefined where the question does not arise: the server has no responses that need it, another proxy of the workspace
 * is the one to send it, or it is sent around and lost on the way, which is another rule's matter.
 */
export function verdictOn(
  server: NginxLevel,
  header: ExpectedHeader,
  { file, project }: FileRuleContext<"nginx">,
): HeaderVerdict | undefined {
  if (!server.block || !isHttpServer(server) || !isAsked(server, header, file.path, project))
    return undefined;
  const content = [...contentLevels(server)].filter((level) => header.concerns(level, project));
  const lacking = content.filter((level) => !carries(level, header) && !isAround(level, header));
  if (lacking.length === 0) {
    const proof = proofIn(content, header);
    return proof && { kind: "sent", proof };
  }
  const received = receives(server, lacking, header, project);
  const other = otherSender(header, received, file.path, project);
  if (other) {
    return {
      kind: "sent",
      proof: { proves: other.at, path: other.path, message: `${other.path} sends it.` },
    };
  }
  const hidden =
    isUncertain(server) || lacking.every(isUncertain) ? hiddenAt(lacking[0] ?? server) : undefined;
  if (hidden) return { kind: "missing", doubt: `${hidden} does: it is not in the workspace` };
  const opaque = opaqueFor(received, file.path, project);
  if (opaque !== undefined) return { kind: "missing", doubt: `${opaque} does: it computes its headers` };
  const unread = received ? unreadBehind(lacking.flatMap(passHosts), project) : undefined;
  return { kind: "missing", doubt: unread && `${unread} does: what it sends is not read` };
}

/** What answers plain HTTP counts where nothing around it ends TLS: neither this file nor a proxy in front. */
function isAsked(server: NginxLevel, header: ExpectedHeader, path: string, project: ProjectView): boolean {
  if (socketsOf(server).tls) return true;
  if (header.tlsOnly || isOnlyLocal(server)) return false;
  return project.fact(nginxSites).get(path)?.tls !== true && proxyInFrontOf(path, project) === undefined;
}

function carries(level: NginxLevel, header: ExpectedHeader): boolean {
  return sentAt(level, header) !== undefined;
}

function sentAt(level: NginxLevel, header: ExpectedHeader): NginxHeader | undefined {
  const sent = headersAt(level).filter(({ name }) => header.names.includes(name));
  return sent.find((one) => one.name === header.name && header.fulfils(one)) ?? sent.find(header.fulfils);
}

function isAround(level: NginxLevel, header: ExpectedHeader): boolean {
  for (let at = level.parent; at; at = at.parent) if (carries(at, header)) return true;
  return false;
}

/**
 * Whether the header of an application behind reaches the browser with all pages of this server: not with those that
 * it serves from files of its own.
 */
function receives(
  server: NginxLevel,
  levels: readonly NginxLevel[],
  { name }: ExpectedHeader,
  project: ProjectView,
): boolean {
  if (!forwards(server) || levels.some((level) => hidesUpstream(level, name))) return false;
  return !levels.some((level) => mayAnswerWithPage(level, project) && !handsOn(level, server));
}

/** Whether requests to `level` get to an application, at once or where there is no file: `try_files $uri @app`. */
function handsOn(level: NginxLevel, server: NginxLevel): boolean {
  if ([...level.walk()].some(passesOn)) return true;
  const targets = ["try_files", "error_page"].flatMap((name) =>
    level.named(name).flatMap(({ directive }) => directive.args.at(-1)?.value ?? []),
  );
  return server.children.some(
    (child) => passesOn(child) && targets.includes(child.block?.args.at(-1)?.value ?? ""),
  );
}

type Ask<T> = (
  project: ProjectView,
  question: string,
  answer: (model: HeaderModel) => T | undefined,
) => T | undefined;

/** What the layers in front and behind say of a file is the same for all its servers. */
function remembered<T>(): Ask<T> {
  const answers = new WeakMap<HeaderModel, Map<string, T | undefined>>();
  return (project, question, answer) => {
    const model = project.fact(headers);
    const known = answers.get(model) ?? new Map<string, T | undefined>();
    answers.set(model, known);
    if (!known.has(question)) known.set(question, answer(model));
    return known.get(question);
  };
}

const askSender = remembered<LocatedProvider>();
const askOpaque = remembered<string>();

function otherSender(
  header: ExpectedHeader,
  received: boolean,
  path: string,
  project: ProjectView,
): LocatedProvider | undefined {
  for (const name of header.names) {
    const inside = received ? nginxBehind(path, name, project) : undefined;
    const found = [
      askSender(project, `front ${path} ${name}`, (model) => model.sentInFrontOf(path, name)),
      received
        ? askSender(project, `behind ${path} ${name}`, (model) => model.sentBehind(path, name))
        : undefined,
      inside,
      // A page says it of itself whoever serves it.
      askSender(project, `page ${name}`, (model) =>
        model.providers(name).find((one) => one.layer === "html" && roleOf(one.path) === "prod"),
      ),
    ].find((one) => one && header.fulfils({ name, value: one.value }));
    if (found) return found;
  }
  return undefined;
}

function opaqueFor(received: boolean, path: string, project: ProjectView): string | undefined {
  const inFront = askOpaque(project, `front ${path}`, (model) => model.opaqueInFrontOf(path));
  if (inFront !== undefined || !received) return inFront;
  return askOpaque(project, `behind ${path}`, (model) => model.opaqueBehind(path));
}

function proofIn(content: readonly NginxLevel[], header: ExpectedHeader): Proof | undefined {
  const sent = content.map((level) => sentAt(level, header));
  const [first] = sent;
  if (!first || sent.includes(undefined) || !header.proves(first)) return undefined;
  const { directive, unit } = first.from;
  return { proves: directive.at, path: unit.path, message: `${header.label} is in force.` };
}

function hiddenAt(level: NginxLevel): string | undefined {
  for (let at: NginxLevel | undefined = level; at; at = at.parent) {
    const [hidden] = at.hidden;
    if (hidden) return describe(hidden);
  }
  return undefined;
}

function describe(hidden: NginxDirective): string {
  return hidden.name === "include" ? `include ${hidden.args[0]?.value ?? ""}` : hidden.name;
}
