import type { PythonForm } from "../../files/python/form";
import { environmentRead } from "../../files/syntax/environment";
import type { Assignment } from "../../files/syntax/outline";
import { stringOf, type Value } from "../../files/syntax/value";
import type { Span } from "../../text/span";
import type { SentHeader } from "./libraries";

const SECURITY = "django.middleware.security.SecurityMiddleware";
const CLICKJACKING = "django.middleware.clickjacking.XFrameOptionsMiddleware";

/** What Django's security middleware sends for its settings; the values are those of a project without settings. */
const settings: readonly {
  readonly name: string;
  readonly header: string;
  readonly middleware: string;
  /** Undefined where Django sends nothing unless it is told to. */
  readonly value: string | undefined;
}[] = [
  {
    name: "SECURE_HSTS_SECONDS",
    header: "strict-transport-security",
    middleware: SECURITY,
    value: undefined,
  },
  {
    name: "SECURE_CONTENT_TYPE_NOSNIFF",
    header: "x-content-type-options",
    middleware: SECURITY,
    value: "nosniff",
  },
  { name: "SECURE_REFERRER_POLICY", header: "referrer-policy", middleware: SECURITY, value: "same-origin" },
  {
    name: "SECURE_CROSS_ORIGIN_OPENER_POLICY",
    header: "cross-origin-opener-policy",
    middleware: SECURITY,
    value: "same-origin",
  },
  { name: "X_FRAME_OPTIONS", header: "x-frame-options", middleware: CLICKJACKING, value: "DENY" },
];

export interface DjangoHeader extends SentHeader {
  readonly at: Span;
}

/** The headers that a Django settings module switches on, by a setting or by listing a middleware. */
export function djangoHeaders(form: PythonForm): DjangoHeader[] {
  const assigned = new Map<string, Assignment>();
  for (const assignment of form.assignments) {
    const { target, at } = assignment;
    if (target.kind === "name" && !form.isDevelopmentOnly(at.start)) assigned.set(target.name, assignment);
  }
  const middleware = assigned.get("MIDDLEWARE");
  const list = middleware ? form.resolve(middleware.value) : undefined;
  const items = list?.kind === "list" ? list.items : [];
  return settings.flatMap(({ name, header, middleware: needed, value }) => {
    const setting = assigned.get(name);
    const entry = items.find((item) => stringOf(item) === needed);
    // A settings module that builds on another one finds the middleware listed there.
    if (items.length > 0 && !entry) return [];
    if (setting)
      return isOff(setting.value, form)
        ? []
        : { header, value: literal(header, setting.value, form), at: setting.at };
    return entry && value !== undefined ? { header, value, at: entry.at } : [];
  });
}

function isOff(given: Value, form: PythonForm): boolean {
  const value = form.resolve(given);
  if (value.kind === "number") return value.value === 0;
  if (value.kind === "boolean") return !value.value;
  return value.kind === "null" || (environmentRead(value, form) === undefined && stringOf(value) === "");
}

function literal(header: string, given: Value, form: PythonForm): string | undefined {
  const value = form.resolve(given);
  if (value.kind === "number" && header === "strict-transport-security") return `max-age=${value.value}`;
  if (value.kind === "boolean") return header === "x-content-type-options" ? "nosniff" : undefined;
  return stringOf(value);
}
