import type { ScriptForm } from "../../files/script/form";
import { possibleValues } from "../../files/syntax/possible";
import {
  type CallValue,
  entryNamed,
  lastNameOf,
  pathOf,
  positional,
  rootNameOf,
  stringOf,
  type Value,
} from "../../files/syntax/value";
import { slice } from "../../text/span";
import { type OptionReader, optionEntries, type Switch } from "../node/options";
import { isOnResponse } from "../node/registration";

/** A cookie that the code sets by itself: with a method that takes options, or as the text of a header. */
export interface Cookie {
  readonly at: Value;
  /** As it is written: a literal, or the name of what holds it. */
  readonly name: string;
  /** Whether a server sets it, or a script in the browser. */
  readonly where: "server" | "browser";
  readonly secure: Switch;
  readonly httpOnly: Switch;
  /** The call that has options; undefined for the text of a header. */
  readonly call: CallValue | undefined;
}

/** Functions that make cookies of a name, a value and options, by their full name. */
const makers: ReadonlyMap<string, Cookie["where"]> = new Map([
  ["js-cookie.set", "browser"],
  ["browser-cookies.set", "browser"],
  ["cookie.serialize", "server"],
]);

/** The cookies that the module sets for production without a session library, in order. */
export function cookiesOf(form: ScriptForm, reader: OptionReader): Cookie[] {
  if (!/cookie/i.test(form.text)) return [];
  const called = form.calls.flatMap((call) => [...madeBy(call, form, reader), ...headersIn(call, form)]);
  const written = form.assignments.flatMap(({ target, value }) =>
    pathOf(target) === "document.cookie" ? (cookieIn(value, form, "browser") ?? []) : [],
  );
  return [...called, ...written].filter(({ at }) => !form.isDevelopmentOnly(at.at.start));
}

function madeBy(call: CallValue, form: ScriptForm, reader: OptionReader): Cookie[] {
  const method = lastNameOf(call.callee);
  if (method !== "cookie" && method !== "set" && method !== "serialize" && method !== "setCookie") return [];
  const isReply =
    (method === "cookie" && call.callee.kind === "member" && isOnResponse(call, form)) ||
    (/^(setC|c)ookie$/.test(method) && rootNameOf(call.callee) === "reply");
  const where = isReply ? "server" : makers.get(form.qualifiedName(call.callee) ?? "");
  const [name, value, options] = [0, 1, 2].map((i) => positional(call, i));
  if (!where || !name || !value || isDeletion(value, options, form)) return [];
  const isSwitched = (attribute: string) => reader.switch(options, [attribute], call.at.start);
  const text = `${slice(form.text, name.at)} ${stringOf(form.resolve(name)) ?? ""}`;
  return [
    { at: call, name: text, where, secure: isSwitched("secure"), httpOnly: isSwitched("httpOnly"), call },
  ];
}

/** An empty value, or one that is over at once, takes a cookie away. */
function isDeletion(value: Value, options: Value | undefined, form: ScriptForm): boolean {
  const given = form.resolve(value);
  if (given.kind === "null" || stringOf(given) === "") return true;
  const { entries } = options ? optionEntries(options, form) : { entries: [] };
  const age = entryNamed(entries, "maxAge")?.value;
  const expires = entryNamed(entries, "expires")?.value;
  const isOver = (one: Value | undefined) => one?.kind === "number" && one.value <= 0;
  return isOver(age) || (expires?.kind === "call" && isOver(expires.args[0]?.value));
}

/** `res.setHeader("Set-Cookie", …)`, `res.writeHead(200, { "Set-Cookie": … })` */
function headersIn(call: CallValue, form: ScriptForm): Cookie[] {
  if (call.callee.kind !== "member") return [];
  if (!/^(set|header|setHeader|append|appendHeader|writeHead)$/.test(call.callee.name)) return [];
  const [first, second] = call.args;
  const value =
    stringOf(first?.value)?.toLowerCase() === "set-cookie"
      ? second?.value
      : call.args
          .flatMap((arg) => (arg.value.kind === "record" ? arg.value.entries : []))
          .find(({ name }) => name?.toLowerCase() === "set-cookie")?.value;
  if (!value || !isOnResponse(call, form)) return [];
  const items = value.kind === "list" ? value.items : [value];
  return items.flatMap((item) => cookieIn(item, form, "server") ?? []);
}

/** A cookie that is written as text: `"name=value; Secure"`, also as a template or a sum. */
function cookieIn(value: Value, form: ScriptForm, where: Cookie["where"]): Cookie | undefined {
  if (value.kind === "call" || value.kind === "name") return undefined;
  const written = slice(form.text, value.at);
  const name = /^["'`]\s{0,5}([\w.-]+)=/.exec(written)?.[1];
  if (name === undefined) return undefined;
  const text = written + namesIn(written, value, form);
  if (/max-age\s{0,5}=\s{0,5}0\b|\b1970\b/i.test(text)) return undefined;
  const isThere = (attribute: RegExp): Switch => (attribute.test(text) ? "on" : "absent");
  return {
    at: value,
    name,
    where,
    secure: isThere(/;\s{0,5}secure\b/i),
    httpOnly: isThere(/;\s{0,5}httponly\b/i),
    call: undefined,
  };
}

/** What the names in a template stand for, where they are strings of this module. */
function namesIn(written: string, value: Value, form: ScriptForm): string {
  const names = [...written.matchAll(/\$\{(\w{1,60})\}|\+\s{0,5}(\w{1,60})\b/g)].map(
    (match) => match[1] ?? match[2],
  );
  return names
    .flatMap((name) =>
      name === undefined
        ? []
        : possibleValues({ kind: "name", name, at: value.at }, form).map((one) => stringOf(one.value) ?? ""),
    )
    .join("");
}
