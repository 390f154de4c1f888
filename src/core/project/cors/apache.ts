import { type ApacheDirective, walkApache } from "../../files/apache";
import type { SourceFile } from "../../files/source";
import type { Span } from "../../text/span";
import { ALLOW_ORIGIN } from "./nginx-origins";
import type { Passage } from "./passage";

/** A `Header` directive about the allowed origins. */
interface Change {
  readonly directive: ApacheDirective;
  /** Which of Apache's two tables it works on: what a proxied server sent is in one, what FastCGI sent in the other. */
  readonly always: boolean;
  readonly replaces: boolean;
  readonly opens: boolean;
  readonly at: Span;
}

/** Where a configuration of Apache hands requests on, and what becomes of the origins that the application allows. */
export function passagesOfApache({ form, path }: SourceFile<"apache">): Passage[] {
  const all = [...walkApache(form.directives)];
  const changes = all.flatMap((directive) => changeOf(directive) ?? []);
  return all.flatMap((directive) => {
    const target = targetOf(directive);
    if (target === undefined) return [];
    const own = changes.filter((change) => holdsFor(change.directive, directive));
    const fromTable = target.startsWith("fcgi:");
    const replacing = own.some(({ opens }) => opens)
      ? undefined
      : own.find(({ replaces, always }) => replaces && always === fromTable);
    const host = /^\w+:\/\/([\w.-]+)/.exec(target)?.[1];
    return {
      hosts: host === undefined ? [] : [host],
      replaced: replacing && { path, at: replacing.at },
    };
  });
}

/** Where a directive sends requests: `ProxyPass /api http://api:8000/`. */
function targetOf({ key, args }: ApacheDirective): string | undefined {
  if (!/^proxypass(match)?$/.test(key)) return undefined;
  return args.map(({ value }) => value).find((value) => /^\w+:\/\//.test(value));
}

function changeOf(directive: ApacheDirective): Change | undefined {
  if (directive.key !== "header") return undefined;
  const words = directive.args.map(({ value }) => value);
  const table = words[0]?.toLowerCase();
  const always = table === "always";
  const [action = "", name, value, condition] = always || table === "onsuccess" ? words.slice(1) : words;
  if (name?.toLowerCase() !== ALLOW_ORIGIN) return undefined;
  const isSet = /^(set|append|add|merge|setifempty)$/i.test(action);
  const isReflected = /%\{(HTTP_)?ORIGIN\}/i.test(value ?? "") && condition === undefined;
  return {
    directive,
    always,
    replaces: /^unset$/i.test(action) || (/^set$/i.test(action) && condition === undefined),
    opens: isSet && (value === "*" || isReflected),
    at: directive.at,
  };
}

/** Whether what stands at `directive` holds for the requests that `pass` hands on. */
function holdsFor(directive: ApacheDirective, pass: ApacheDirective): boolean {
  for (let at = directive.parent; at; at = at.parent) {
    if (!isAround(at, pass) && !isTransparent(at, pass)) return false;
  }
  return true;
}

function isAround(section: ApacheDirective, { parent }: ApacheDirective): boolean {
  for (let at = parent; at; at = at.parent) if (at === section) return true;
  return false;
}

function isTransparent({ key, args }: ApacheDirective, pass: ApacheDirective): boolean {
  const [first] = args;
  if (/^(ifmodule|ifdefine|ifversion)$/.test(key)) return !first?.value.startsWith("!");
  return key === "location" && (pass.args[0]?.value.startsWith(first?.value ?? " ") ?? false);
}
