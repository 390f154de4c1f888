import type { ScriptForm } from "../../files/script/form";
import { stringOf } from "../../files/syntax/value";
import type { ProjectView } from "../../project/view";
import { replacement } from "../../text/edits";
import { type OptionReader, type Setting, switchOf, truthOf } from "../node/options";
import type { Fix, Report } from "../rule";
import { literalOf } from "./record-edits";
import { cookieEdits, secureFixes } from "./session-fixes";
import { cookieSettings, type Session } from "./sessions";

const notSecure = [
  "semgrep express-cookie-session-no-secure",
  "njsscan cookie_session_no_secure",
  "codeql js/insecure-cookie",
  "codeql js/clear-text-cookie",
];
const notHttpOnly = "semgrep express-cookie-session-no-httponly";

/** What is wrong with the cookie of a session, or the place that shows that nothing is. */
export function* reportSession(
  session: Session,
  reader: OptionReader,
  form: ScriptForm,
  project: ProjectView,
): Generator<Report> {
  const at = session.call.callee.at;
  const settings = cookieSettings(reader, session, "secure");
  const secure = switchOf(settings, form);
  const httpOnlySettings = cookieSettings(reader, session, "httpOnly");
  const httpOnly = switchOf(httpOnlySettings, form);
  const sameSite = sameSiteOf(cookieSettings(reader, session, "sameSite"), form);
  const isHidden = httpOnly !== "absent";

  if (secure === "on") yield* proofs(settings, form);
  const isLeft = secure === "absent" && session.library === "cookie-session";
  // cookie-session takes what Express says of the connection, and Express has to be told of a proxy.
  const isInsecure = secure === "off" || (secure === "absent" && !(isLeft && form.mentions("trust proxy")));
  if (isInsecure)
    yield {
      at: offValue(settings, form)?.at ?? at,
      severity: isLeft ? "info" : "warning",
      message: messageFor(isLeft, sameSite === "none"),
      equivalents: isHidden ? notSecure : [...notSecure, notHttpOnly],
      fixes: replaceOff(session, settings, form, "true") ?? secureFixes(session, form, project),
    };
  if (httpOnly === "off") {
    const edits = cookieEdits(session, form, [["httpOnly", "true"]]);
    const title = "Hide the cookie from scripts";
    yield {
      at: offValue(httpOnlySettings, form)?.at ?? at,
      message: "Scripts of the page can read the session cookie: `httpOnly` is switched off.",
      equivalents: [notHttpOnly, "njsscan cookie_session_no_httponly", "codeql js/client-exposed-cookie"],
      fixes: replaceOff(session, httpOnlySettings, form, "true", title) ?? [{ title, kind: "review", edits }],
    };
  } else if (httpOnly === "absent" && !isInsecure) {
    yield {
      at,
      severity: "hint",
      message:
        "`httpOnly` is left to the default of the library, which hides the session cookie from scripts.",
      equivalents: [notHttpOnly],
      fixes: explicit(session, form),
    };
  }
  if (sameSite === "none")
    yield {
      at,
      severity: "hint",
      message:
        "Browsers send this session cookie with requests that other websites make: they need a CSRF token.",
      equivalents: ["njsscan cookie_session_no_samesite"],
    };
}

function messageFor(isLeft: boolean, isForOthers: boolean): string {
  if (isLeft)
    return "Behind a proxy that ends TLS the session cookie is sent over plain HTTP as well: nothing sets `secure`.";
  const refused = isForOthers ? ", and browsers refuse `sameSite: 'none'` without it" : "";
  return `The session cookie is sent over plain HTTP as well: \`secure\` is not set${refused}.`;
}

function explicit(session: Session, form: ScriptForm): Fix[] {
  const edits = cookieEdits(session, form, [["httpOnly", "true"]]);
  return edits.length > 0 ? [{ title: "Write `httpOnly: true`", kind: "safe", edits }] : [];
}

/** `true` and `none`, `lax`, `strict`; undefined where it is not known or decided by a condition. */
function sameSiteOf(settings: readonly Setting[], form: ScriptForm): string | undefined {
  const [only, ...others] = settings;
  if (only?.state !== "given" || others.length > 0) return undefined;
  return stringOf(form.resolve(only.value))?.toLowerCase();
}

/** The value that switches an attribute off. */
function offValue(settings: readonly Setting[], form: ScriptForm) {
  const off = settings.findLast(
    (setting) => setting.state === "given" && truthOf(setting.value, form) === false,
  );
  return off?.state === "given" ? off.value : undefined;
}

/** Where a statement behind the literal switches it off, that statement is what has to change. */
function replaceOff(
  { options }: Session,
  settings: readonly Setting[],
  form: ScriptForm,
  code: string,
  title = "Send the session cookie over HTTPS only",
): Fix[] | undefined {
  const off = offValue(settings, form);
  const record = options && literalOf(options, form);
  const isAssigned =
    off && form.assignments.some(({ value, target }) => value === off && target.kind === "member");
  if (!off || !isAssigned || !record) return undefined;
  return [{ title, kind: "review", edits: [replacement(off.at, code)] }];
}

function* proofs(settings: readonly Setting[], form: ScriptForm): Generator<Report> {
  for (const setting of settings)
    if (setting.state === "given" && truthOf(setting.value, form) === true)
      yield { proves: setting.value.at, message: "The session cookie is sent over HTTPS only." };
}
