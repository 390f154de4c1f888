import type { ScriptForm } from "../../files/script/form";
import { type CallValue, type Entry, entryNamed, positional, type Value } from "../../files/syntax/value";
import { type OptionReader, optionEntries, type Setting, type Switch, switchOf } from "../node/options";

/** A session middleware: `session({ … })` of express-session, `cookieSession({ … })` of cookie-session. */
export interface Session {
  readonly call: CallValue;
  readonly library: "express-session" | "cookie-session";
  /** What it is given; undefined where it is given nothing. */
  readonly options: Value | undefined;
}

const libraries: ReadonlyMap<string, Session["library"]> = new Map([
  ["express-session", "express-session"],
  ["express.session", "express-session"],
  ["cookie-session", "cookie-session"],
]);

/** The session middleware that the module makes for production, in order. */
export function sessionsOf(form: ScriptForm): Session[] {
  if (!form.mentions("session")) return [];
  return form.calls.flatMap((call) => {
    const library = libraries.get(form.qualifiedName(call.callee) ?? "");
    if (!library || form.isDevelopmentOnly(call.at.start)) return [];
    return [{ call, library, options: positional(call, 0) }];
  });
}

/**
 * What the module says of an attribute of a session's cookie: under `cookie` for express-session. cookie-session reads
 * its own options; many write `cookie` there as well.
 */
export function cookieSettings(reader: OptionReader, session: Session, name: string): readonly Setting[] {
  const { call, library, options } = session;
  if (call.args.length > 0 && !options) return [{ state: "unknown" }];
  const nested = reader.settings(options, ["cookie", name], call.at.start);
  if (library === "express-session") return nested;
  const own = reader.settings(options, [name], call.at.start);
  return own.every(({ state }) => state === "absent") ? nested : own;
}

/** Whether that attribute is switched on. */
export function cookieSwitch(reader: OptionReader, session: Session, name: string, form: ScriptForm): Switch {
  return switchOf(cookieSettings(reader, session, name), form);
}

/** An entry of the session's own options, where one is written. */
export function sessionEntry({ options }: Session, name: string, form: ScriptForm): Entry | undefined {
  return options && entryNamed(optionEntries(options, form).entries, name);
}
