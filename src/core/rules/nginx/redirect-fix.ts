import { childrenOf, type NginxDirective } from "../../files/nginx/form";
import type { NginxLevel } from "../../files/nginx/level";
import { socketsOf } from "../../files/nginx/server";
import type { SourceFile } from "../../files/source";
import { isCatchAll, plainListens } from "../../project/redirects/nginx";
import { insertion, replacement, type TextEdit } from "../../text/edits";
import { indentAt } from "../../text/lines";
import { slice } from "../../text/span";
import type { Fix } from "../rule";
import { insertAfter, insertInto } from "./insert";
import { removalOf } from "./remove";

const RETURN = "return 301 https://$host$request_uri;";

/** What a server that only redirects still needs. */
const kept = /^(listen|server_name|access_log|error_log|server_tokens|charset)$/;

/**
 * The change that makes `server` send plain HTTP on to HTTPS. A server that has TLS as well is split; one for plain HTTP
 * alone keeps its names and the challenges of certificate authorities and nothing else.
 */
export function redirectFix(server: NginxLevel, file: SourceFile<"nginx">): readonly Fix[] {
  const { block } = server;
  if (!block?.body || block.parent?.name === "if") return [];
  const edits = socketsOf(server).tls ? split(server, block, file) : stripped(server, block, file);
  if (!edits) return [];
  const title = socketsOf(server).tls
    ? "Split off a server that redirects to HTTPS"
    : "Redirect to HTTPS instead of answering";
  return [{ title, kind: "review", edits }];
}

function split(server: NginxLevel, block: NginxDirective, file: SourceFile): TextEdit[] | undefined {
  const children = childrenOf(block);
  const listens = (plainListens(server) ?? []).map(({ directive }) => directive);
  const isOwn = listens.length > 0 && listens.every((listen) => children.includes(listen));
  if (!isOwn) return undefined;
  const outer = indentAt(file.text, block.at.start);
  const first = children[0];
  const inner = first ? indentAt(file.text, first.at.start) : outer;
  const indent = inner.length > outer.length ? inner : `${outer}    `;
  const names = children.filter(({ name }) => name === "server_name");
  const challenges = children.filter(isChallenge);
  const text = ({ at }: NginxDirective) => slice(file.text, at);
  const roots = challenges.some(needsRoot) ? children.filter(({ name }) => name === "root") : [];
  const catchAll = [`location / {`, `${indent.slice(outer.length)}${RETURN}`, "}"];
  const lines = [
    ...[...listens, ...names, ...roots, ...challenges].map(text),
    ...(challenges.length > 0 ? catchAll : [RETURN]),
  ];
  const { eol } = file;
  const body = lines.map((line) => `${indent}${line}${eol}`).join("");
  return [
    insertion(block.at.start, `server {${eol}${body}${outer}}${eol}${eol}${outer}`),
    ...listens.map((listen) => removalOf(listen, file)),
  ];
}

function stripped(server: NginxLevel, block: NginxDirective, file: SourceFile): TextEdit[] {
  const children = childrenOf(block);
  const challenges = children.filter(isChallenge);
  const root = server.children.find((child) => isCatchAll(child) && child.block?.parent === block)?.block;
  const needed = (child: NginxDirective) =>
    kept.test(child.name) ||
    challenges.includes(child) ||
    (child.name === "root" && challenges.some(needsRoot)) ||
    (child.name === "include" && /acme|letsencrypt|certbot/i.test(child.args[0]?.value ?? ""));
  const edits = children
    .filter((child) => child !== root && !needed(child))
    .map((child) => removalOf(child, file));
  const target = root?.body;
  if (target) {
    const { inside } = target;
    if (!slice(file.text, inside).includes("\n")) return [...edits, replacement(inside, ` ${RETURN} `)];
    const outer = indentAt(file.text, root.at.start);
    const first = target.children[0];
    const indent = first ? indentAt(file.text, first.at.start) : `${outer}    `;
    return [...edits, replacement(inside, `${file.eol}${indent}${RETURN}${file.eol}${outer}`)];
  }
  const line = challenges.length > 0 ? `location / { ${RETURN} }` : RETURN;
  const anchor = children.findLast(({ name, body }) => body === undefined && kept.test(name));
  if (anchor) edits.push(insertAfter(file, anchor.at, [line]));
  else if (block.body) edits.push(insertInto(file, block.body, [line]));
  return edits;
}

function isChallenge({ name, args }: NginxDirective): boolean {
  return name === "location" && (args.at(-1)?.value.includes(".well-known") ?? false);
}

/** Whether a location finds its files below the root of the server. */
function needsRoot(location: NginxDirective): boolean {
  return !childrenOf(location).some(({ name }) => /^(root|alias|proxy_pass|return)$/.test(name));
}
