import type { PythonForm } from "../../files/python/form";
import { type Possible, possibleValues } from "../../files/syntax/possible";
import {
  type CallValue,
  type Entry,
  entryNamed,
  isTrue,
  lastNameOf,
  type Value,
} from "../../files/syntax/value";

/** One place where Starlette's `CORSMiddleware` is set up, in any of the forms it has. */
export interface CorsUse {
  readonly call: CallValue;
  /** The options, those of an unpacked dictionary included. */
  readonly options: readonly Entry[];
  /** Whether `allow_credentials` is literally true. */
  readonly credentials: boolean;
}

/** All uses that count in production. */
export function corsUses(form: PythonForm): CorsUse[] {
  if (!form.mentions("CORSMiddleware")) return [];
  return form.calls
    .filter((call) => isCors(call.callee, form) || call.args.some((arg) => isCors(arg.value, form)))
    .filter((call) => !form.isDevelopmentOnly(call.at.start))
    .map((call) => {
      const options = call.args.flatMap((arg) => unpacked(arg, form));
      const credentials = entryNamed(options, "allow_credentials")?.value;
      return { call, options, credentials: credentials !== undefined && isTrue(form.resolve(credentials)) };
    });
}

/** The strings that open an option to everything: `*` in a list, or anywhere in a string in place of the list. */
export function wildcardsIn(option: Entry, form: PythonForm): Possible[] {
  const isString = form.resolve(option.value).kind === "string";
  return possibleValues(option.value, form).filter(
    ({ value }) =>
      value.kind === "string" &&
      (isString ? value.value.includes("*") : value.value.split(",").some((part) => part.trim() === "*")),
  );
}

/** `CORSMiddleware`, whatever it is imported as; also a class of that name that a project builds on it. */
function isCors(value: Value, form: PythonForm): boolean {
  if (value.kind !== "name" && value.kind !== "member") return false;
  const name = form.qualifiedName(value) ?? lastNameOf(value) ?? "";
  return name.slice(name.lastIndexOf(".") + 1) === "CORSMiddleware";
}

function unpacked(arg: Entry, form: PythonForm): readonly Entry[] {
  const value = arg.value.kind === "spread" ? form.resolve(arg.value.value) : undefined;
  return value?.kind === "record" ? value.entries : [arg];
}
