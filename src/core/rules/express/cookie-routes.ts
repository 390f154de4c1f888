import type { ScriptForm } from "../../files/script/form";
import { type CallValue, entryNamed, pathOf, stringOf, type Value } from "../../files/syntax/value";
import { slice } from "../../text/span";
import { MiddlewareWords } from "./middleware-words";

/** A route that changes something, and the cookies that its requests come with. */
export interface CookieRoute {
  /** `POST /transfer` */
  readonly label: string;
  readonly call: CallValue;
  /** The middleware that reads the cookies. */
  readonly cookies: Value;
}

interface Owner {
  /** What reads cookies in front of the routes that follow. */
  cookies: Value | undefined;
  /** Whether that is a session, which every later handler may rest on. */
  isSession: boolean;
  /** Whether tokens are checked in front of the routes that follow. */
  isProtected: boolean;
  /** Whether single routes check them. */
  checksSome: boolean;
  readonly open: (CookieRoute & { readonly rests: boolean })[];
}

const unsafe = /^(post|put|patch|delete|del|all)$/;
const csrfWords = /csrf|csurf|xsrf/i;
/** A handler that checks a token itself. */
const csrfUse = /[cx]srf\w{0,30}\(|\b_csrf\b|x-[cx]srf/i;
const cookieWords =
  /cookie-?parser|express[-.]session|cookie-session|@?fastify[-/](cookie|session|secure-session)|passport\.session/i;
const sessionWords = /express[-.]session|cookie-session|fastify[-/](session|secure-session)/i;
/** What a handler reads of a request that the browser's cookies decide. */
const cookieUse = /\b_?(req|request|ctx)\.(cookies|signedCookies|session)\b/;
const userUse = /\b_?(req|request)\.user\b/;
/** Answers that an attacker cannot know serve as well as a token; a signed call needs none. */
const otherProof = /captcha|timingSafeEqual|constructEvent|webhook/i;
const bearer = /bearer|passport-jwt|fromAuthHeader|headers\.authorization/i;

/**
 * The routes of the module that act on cookies without a check that the request comes from a page of the site, in
 * order. What cannot be seen here (handlers of other modules behind a cookie parser) is taken to be right.
 */
export function unprotectedRoutes(form: ScriptForm): CookieRoute[] {
  const words = {
    csrf: new MiddlewareWords(form, csrfWords),
    cookies: new MiddlewareWords(form, cookieWords),
    session: new MiddlewareWords(form, sessionWords),
  };
  const owners = new Map<string, Owner>();
  const isBearer = bearer.test(form.text);
  for (const call of form.calls) {
    if (call.callee.kind !== "member") continue;
    const { name } = call.callee;
    if (!/^(use|register|addHook|route)$/.test(name) && !unsafe.test(name)) continue;
    const owner = ownerOf(call.callee.object, form, owners);
    if (owner && !form.isDevelopmentOnly(call.at.start)) visit(call, name, owner);
  }
  return [...owners.values()]
    .flatMap(({ open, checksSome }) => open.filter(({ rests }) => rests || checksSome))
    .sort((a, b) => a.call.at.start - b.call.at.start);

  function visit(call: CallValue, name: string, owner: Owner): void {
    const args = call.args.map(({ value }) => value);
    if (name === "use" || name === "register" || name === "addHook") {
      const path = stringOf(args[0]);
      const isForAll = name === "addHook" || path === undefined || /^\/?\*?$/.test(path);
      for (const arg of args) {
        // A plugin of Fastify only offers the check.
        if (name !== "register" && words.csrf.isIn(arg)) owner.isProtected = true;
        else if (isForAll && words.cookies.isIn(arg)) {
          const isSession = words.session.isIn(arg);
          if (!owner.cookies || (isSession && !owner.isSession)) owner.cookies = arg;
          owner.isSession ||= isSession;
        }
      }
      return;
    }
    const route = routeOf(call, name, form);
    if (!route || owner.isProtected) return;
    const handler = route.parts.at(-1);
    const code = handler && codeOf(handler, form);
    const before = route.parts.slice(0, -1);
    if (before.some((part) => words.csrf.isIn(part)) || (code !== undefined && csrfUse.test(code))) {
      owner.checksSome = true;
      return;
    }
    const inline = before.find((part) => words.cookies.isIn(part));
    const cookies = inline ?? owner.cookies;
    if (!cookies || otherProof.test(slice(form.text, call.at))) return;
    owner.open.push({ label: route.label, call, cookies, rests: rests(code, owner) });
  }

  function rests(code: string | undefined, { isSession }: Owner): boolean {
    if (code === undefined) return isSession;
    return cookieUse.test(code) || (!isBearer && userUse.test(code));
  }
}

interface Route {
  readonly label: string;
  /** Middleware and handler, the handler last. */
  readonly parts: readonly Value[];
}

function routeOf(call: CallValue, name: string, form: ScriptForm): Route | undefined {
  const [first, ...rest] = call.args.map(({ value }) => value);
  if (name !== "route") {
    const path = first && stringOf(form.resolve(first));
    return path === undefined || rest.length === 0
      ? undefined
      : { label: `${name.toUpperCase()} ${path}`, parts: rest };
  }
  // Fastify: route({ method, url, onRequest, handler })
  const options = first?.kind === "record" ? first.entries : [];
  const method = entryNamed(options, "method")?.value;
  const methods = (method?.kind === "list" ? method.items : [method]).map(stringOf);
  const changing = methods.find((one) => one !== undefined && unsafe.test(one.toLowerCase()));
  const handler = entryNamed(options, "handler")?.value;
  if (changing === undefined || !handler) return undefined;
  const path = stringOf(entryNamed(options, "url")?.value ?? entryNamed(options, "path")?.value) ?? "";
  const hooks = options.filter(({ name: key }) => /^(on|pre)[A-Z]/.test(key ?? "")).map(({ value }) => value);
  return { label: `${changing.toUpperCase()} ${path}`.trim(), parts: [...hooks, handler] };
}

/** The code of a handler that is written here; undefined for one of another module. */
function codeOf(handler: Value, form: ScriptForm): string | undefined {
  const own = slice(form.text, handler.at);
  if (handler.kind === "function" || /=>|\bfunction\b/.test(own)) return own;
  if (handler.kind !== "name") return undefined;
  const resolved = form.resolve(handler);
  const definition =
    resolved.kind === "function" ? resolved : form.functions.find(({ name }) => name === handler.name);
  return definition && slice(form.text, definition.at);
}

/** What routes are added to: `app`, `router`, each in its own scope. */
function ownerOf(value: Value, form: ScriptForm, owners: Map<string, Owner>): Owner | undefined {
  let origin = value;
  while (origin.kind === "call" && origin.callee.kind === "member") origin = origin.callee.object;
  const name = pathOf(origin);
  if (name === undefined) return undefined;
  const root = name.split(".")[0] ?? name;
  const scope = form.bindingsOf(root, origin.at.start)?.[0]?.at.start ?? "";
  const key = `${name} ${scope}`;
  const known = owners.get(key);
  if (known) return known;
  const owner: Owner = {
    cookies: undefined,
    isSession: false,
    isProtected: false,
    checksSome: false,
    open: [],
  };
  owners.set(key, owner);
  return owner;
}

/** Whether the module gives its cookies a SameSite attribute that keeps them from other sites' requests. */
export function hasSameSite(form: ScriptForm): boolean {
  return /\bsameSite\s{0,5}[:=]\s{0,5}(["'`](lax|strict)["'`]|true\b)|\bSameSite=(lax|strict)/i.test(
    form.text,
  );
}

/** Whether it looks at where requests come from, which is as good as a token. */
export function checksOrigin(form: ScriptForm): boolean {
  return /sec-fetch-site|headers(\.|\[["'])origin|get\(\s{0,5}["'`](origin|referer)/i.test(form.text);
}
