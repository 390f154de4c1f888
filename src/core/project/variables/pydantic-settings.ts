import { isVariableName } from "../../data/environment-names";
import type { PythonForm } from "../../files/python/form";
import type { ClassDefinition } from "../../files/syntax/outline";
import { lastNameOf } from "../../files/syntax/value";
import type { Span } from "../../text/span";
import type { Need } from "./read";

interface Field {
  readonly name: string;
  readonly at: Span;
  readonly need: Need;
}

/** The variables that classes on top of pydantic's `BaseSettings` take their fields from. */
export function settingsReads(form: PythonForm): Field[] {
  if (!form.mentions("BaseSettings")) return [];
  return settingsClasses(form).flatMap((one) => fieldsOf(one, form));
}

/** The classes of the module that build on `BaseSettings`, or on another such class of the module. */
function settingsClasses({ classes }: PythonForm): ClassDefinition[] {
  const known = new Set<string>();
  return classes.filter(({ name, bases }) => {
    const isOne = bases.some((base) => {
      const parent = lastNameOf(base) ?? "";
      return /BaseSettings$/.test(parent) || known.has(parent);
    });
    if (isOne) known.add(name);
    return isOne;
  });
}

/** `name: type` or `name: type = default`, at the start of a line. */
const line = /^([ \t]+)([A-Za-z]\w*)[ \t]*:[ \t]*([^\n=#]+)(=(?!=)[^\n]*)?/gm;

function fieldsOf({ body }: ClassDefinition, form: PythonForm): Field[] {
  const text = form.text.slice(body.start, body.end);
  const prefix = /\benv_prefix\s{0,4}=\s{0,4}["'](\w{0,60})["']/.exec(text)?.[1] ?? "";
  let indent: string | undefined;
  return [...text.matchAll(line)].flatMap((match) => {
    const [whole, blanks = "", name = "", annotation = "", value] = match;
    const start = body.start + match.index + blanks.length;
    if (!form.isCode(start)) return [];
    indent ??= blanks;
    if (blanks !== indent || name === "model_config" || /^(?:ClassVar|Final)\b/.test(annotation)) return [];
    if (/^(?:class|def|if|else|try|with|for|return|async)$/.test(name) || isNested(annotation)) return [];
    const written = fieldText(form.text, start, whole.length - blanks.length);
    const need = needOf(annotation, value, written);
    const at = { start, end: start + name.length };
    const given = aliases(written);
    const names = given.length > 0 ? given : [`${prefix}${name}`.toUpperCase()];
    // One of several names is enough.
    return names
      .filter(isVariableName)
      .map((one, i) => ({ name: one, at, need: i === 0 ? need : "optional" }));
  });
}

/** The field as it is written, up to the end of the brackets in it. */
function fieldText(text: string, start: number, length: number): string {
  let open = 0;
  const limit = Math.min(text.length, start + 2_000);
  for (let at = start; at < limit; at++) {
    const character = text[at];
    if (character === "(" || character === "[" || character === "{") open++;
    else if (character === ")" || character === "]" || character === "}") open--;
    else if (character === "\n" && open <= 0 && at >= start + length) return text.slice(start, at);
  }
  return text.slice(start, limit);
}

function needOf(annotation: string, value: string | undefined, written: string): Need {
  if (/\bOptional\[|\|\s{0,4}None\b|\bNone\s{0,4}\|/.test(annotation)) return "optional";
  if (value === undefined) return "required";
  const field = /^=\s{0,4}(?:\w+\.)?Field\(/.test(value);
  if (!field) return /^=\s{0,4}\.\.\.\s{0,8}(?:#|$)/.test(value) ? "required" : "optional";
  const inner = /Field\(([\s\S]*)/.exec(written)?.[1] ?? "";
  if (/\b(?:default|default_factory)\s{0,4}=(?!\s{0,4}\.\.\.)/.test(inner)) return "optional";
  // The first positional argument is the default.
  const first = /^\s{0,40}([^,()=\s]{1,80}|["'][^"'\n]{0,200}["'])\s{0,20}(?:,|\))/.exec(inner)?.[1];
  return first === undefined || first === "..." ? "required" : "optional";
}

/** `alias="A"`, `validation_alias=AliasChoices("A", "B")`, `env="A"`, `env=["A", "B"]` */
function aliases(written: string): string[] {
  const match =
    /\b(?:validation_alias|alias|env)\s{0,4}=\s{0,4}(?:AliasChoices\(|\[|\()?((?:\s{0,40}["']\w{1,100}["']\s{0,40},?){1,10})/.exec(
      written,
    );
  return [...(match?.[1] ?? "").matchAll(/["'](\w+)["']/g)].map(([, name = ""]) => name.toUpperCase());
}

/** A field that is a group of settings of its own. */
function isNested(annotation: string): boolean {
  return /^\w{0,60}(?:Settings|Config)\s*$/.test(annotation);
}
