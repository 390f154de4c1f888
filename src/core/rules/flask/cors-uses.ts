import type { PythonForm } from "../../files/python/form";
import { type Possible, possibleValues } from "../../files/syntax/possible";
import {
  type CallValue,
  type Entry,
  entryNamed,
  hasSpread,
  isTrue,
  lastNameOf,
  positional,
  stringOf,
} from "../../files/syntax/value";
import { opensEverything } from "../cors/open-pattern";
import { routesIn } from "../python/apps";

/** The paths of an application that Flask-CORS answers for, with one set of options. */
export interface FlaskCors {
  readonly call: CallValue;
  /** The option that limits the origins; undefined where it is left out, so that all are allowed. */
  readonly origins: Entry | undefined;
  readonly credentials: boolean;
  /** It answers reading requests of one route only. */
  readonly isRead: boolean;
}

const extension = new Set(["flask_cors.CORS", "flask_cors.extension.CORS", "flask.ext.cors.CORS"]);
const decorator = new Set([
  "flask_cors.cross_origin",
  "flask_cors.decorator.cross_origin",
  "flask.ext.cors.cross_origin",
]);

/** Files that any page may use: fonts, images, what `.well-known` holds. */
const publicPath = /^\W*(\.well-known|\\\.well-known|static|assets|fonts?|images?|img|media|public)(\W|$)/i;

/** All uses of Flask-CORS that count in production and whose options are known. */
export function flaskCorsUses(form: PythonForm): FlaskCors[] {
  if (!/flask_cors|flask\.ext\.cors/.test(form.text)) return [];
  const reads = readersOf(form);
  return form.calls.flatMap((call) => {
    const name = form.qualifiedName(call.callee) ?? "";
    const isDecorator = decorator.has(name);
    const setup = isDecorator ? call : setupOf(call, name, form);
    if (!setup || form.isDevelopmentOnly(call.at.start)) return [];
    const options = [...(setup === call ? [] : setup.args), ...call.args].flatMap((arg) =>
      unpacked(arg, form),
    );
    if (hasSpread(options)) return [];
    const isRead = isDecorator && reads.has(call.at.start);
    return resourcesIn(options, form).flatMap((own) => {
      const given = [...options, ...own];
      const credentials = entryNamed(given, "supports_credentials")?.value;
      return {
        call,
        origins: entryNamed(given, "origins"),
        credentials: credentials !== undefined && isTrue(form.resolve(credentials)),
        isRead,
      };
    });
  });
}

/** What opens an option to every origin: `*`, or a pattern that all match. */
export function wildcardsOf(origins: Entry, form: PythonForm): Possible[] {
  return possibleValues(origins.value, form).filter(({ value }) => {
    const text = stringOf(value) ?? "";
    return text.split(",").some((part) => part.trim() === "*") || opensEverything(text);
  });
}

/** Where the options are: `CORS(app)` itself, or `cors = CORS(…)` for `cors.init_app(app)`. */
function setupOf(call: CallValue, name: string, form: PythonForm): CallValue | undefined {
  if (extension.has(name)) return positional(call, 0) || entryNamed(call.args, "app") ? call : undefined;
  if (call.callee.kind !== "member" || call.callee.name !== "init_app") return undefined;
  const setup = form.resolve(call.callee.object);
  const isSetup = setup.kind === "call" && extension.has(form.qualifiedName(setup.callee) ?? "");
  return isSetup ? setup : undefined;
}

/** The options of each resource, where there are any; none of them where they are not known. */
function resourcesIn(options: readonly Entry[], form: PythonForm): (readonly Entry[])[] {
  const given = entryNamed(options, "resources")?.value;
  if (!given) return [[]];
  const resources = form.resolve(given);
  if (resources.kind === "record") {
    if (hasSpread(resources.entries)) return [];
    return resources.entries.flatMap(({ name, value }) => {
      const own = form.resolve(value);
      const isKnown = own.kind === "record" && !hasSpread(own.entries);
      return isKnown && !publicPath.test(name ?? "") ? [own.entries] : [];
    });
  }
  const paths = (resources.kind === "list" ? resources.items : [resources]).map(stringOf);
  return paths.every((path) => path !== undefined && publicPath.test(path)) ? [] : [[]];
}

/** Where the decorators start of functions that only answer reading requests. */
function readersOf(form: PythonForm): Set<number> {
  const routes = routesIn(form).filter(({ methods }) =>
    methods.every((method) => method === "get" || method === "head"),
  );
  return new Set(routes.flatMap(({ handler }) => handler.decorators.map(({ at }) => at.start)));
}

function unpacked(arg: Entry, form: PythonForm): readonly Entry[] {
  const value = arg.value.kind === "spread" ? form.resolve(arg.value.value) : undefined;
  return value?.kind === "record" ? value.entries : [arg];
}

/** The name under which a call sets Flask-CORS up. */
export function nameOf({ callee }: CallValue): string {
  return lastNameOf(callee) ?? "CORS";
}
