import type { ScriptForm } from "../../files/script/form";
import { type CallValue, lastNameOf, rootNameOf, stringOf } from "../../files/syntax/value";

/** A call like `app.get("/path", …)` or `app.use(…)` around some code. */
export interface Registration {
  readonly method: string;
  readonly path: string | undefined;
  /** Whether it serves fonts, images and other files that any page may use. */
  readonly isStatic: boolean;
  readonly call: CallValue;
}

const methods = /^(use|all|route|get|head|options|post|put|patch|delete)$/;
const staticPath =
  /^\/?(\.well-known|static|assets|fonts?|images?|img|icons?|media|public|css|js|dist|favicon)(\/|\b|$)/i;

/** The registrations around `offset`, the innermost first. */
export function registrationsAround(form: ScriptForm, offset: number): Registration[] {
  return form.callsAround(offset).flatMap((call) => {
    const method = lastNameOf(call.callee) ?? "";
    if (call.callee.kind !== "member" || !methods.test(method)) return [];
    const path = stringOf(call.args[0]?.value);
    const isStatic =
      staticPath.test(path ?? "") ||
      call.args.some(({ value }) => value.kind === "call" && servesFiles(value));
    return [{ method, path, isStatic, call }];
  });
}

/** `express.static(…)`, `serveStatic(…)` */
function servesFiles({ callee }: CallValue): boolean {
  return /^(static|serveStatic|serve_static)$/.test(lastNameOf(callee) ?? "");
}

/** Whether `call` is a method of the response of Node's or Express's server: by its name, or as a parameter. */
export function isOnResponse(call: CallValue, form: ScriptForm): boolean {
  const root = rootNameOf(call.callee);
  if (root === undefined || /^(reply|ctx|context|c|headers|h)$/.test(root)) return false;
  if (/^res(p|ponse)?$/i.test(root)) return true;
  return form.functionsAround(call.at.start).some(({ parameters }) => {
    const names = parameters.map((parameter) => parameter.name);
    const index = /^_?err(or)?$/.test(names[0] ?? "") ? 2 : 1;
    return names[index] === root && /^_?req(uest)?$/i.test(names[index - 1] ?? "");
  });
}
