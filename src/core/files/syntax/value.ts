import type { Span } from "../../text/span";

/**
 * An expression of Python or JavaScript, reduced to what both have in common and rules ask about. Parentheses,
 * `await` and type assertions are looked through; what has no counterpart here is `other`.
 */
export type Value =
  | StringValue
  | RegexValue
  | NumberValue
  | BooleanValue
  | NullValue
  | ListValue
  | RecordValue
  | NameValue
  | MemberValue
  | IndexValue
  | CallValue
  | FunctionValue
  | ChoiceValue
  | OperationValue
  | ComprehensionValue
  | SpreadValue
  | OtherValue;

/** A string that is known in full: prefixes and escapes are resolved, neighbouring literals are joined. */
export interface StringValue {
  readonly kind: "string";
  readonly at: Span;
  readonly value: string;
}

/** A regular expression literal; in Python they are strings. */
export interface RegexValue {
  readonly kind: "regex";
  readonly at: Span;
  readonly source: string;
  readonly flags: string;
}

export interface NumberValue {
  readonly kind: "number";
  readonly at: Span;
  readonly value: number;
}

export interface BooleanValue {
  readonly kind: "boolean";
  readonly at: Span;
  readonly value: boolean;
}

/** `None`, `null` and `undefined`. */
export interface NullValue {
  readonly kind: "null";
  readonly at: Span;
}

/** `[a]`, `(a,)`, `{a}` in Python; an array. */
export interface ListValue {
  readonly kind: "list";
  readonly at: Span;
  readonly items: readonly Value[];
}

/** A dictionary or an object literal. */
export interface RecordValue {
  readonly kind: "record";
  readonly at: Span;
  readonly entries: readonly Entry[];
}

export interface NameValue {
  readonly kind: "name";
  readonly at: Span;
  readonly name: string;
}

/** `object.name` */
export interface MemberValue {
  readonly kind: "member";
  readonly at: Span;
  readonly object: Value;
  readonly name: string;
}

/** `object[key]`; in JavaScript `object["name"]` is a member. */
export interface IndexValue {
  readonly kind: "index";
  readonly at: Span;
  readonly object: Value;
  readonly key: Value;
}

/** A call, a `new` expression or a decorator with arguments. Its parts are read when they are asked for. */
export interface CallValue {
  readonly kind: "call";
  readonly at: Span;
  readonly callee: Value;
  readonly args: readonly Entry[];
  /** From the opening to the closing parenthesis; undefined for `new X`. */
  readonly argsAt: Span | undefined;
}

/** A function, method, lambda or arrow function. */
export interface FunctionValue {
  readonly kind: "function";
  readonly at: Span;
  readonly name: string | undefined;
  readonly parameters: readonly Parameter[];
  readonly body: Span;
  /** What a lambda or an arrow function without a block gives. */
  readonly result: Value | undefined;
  readonly decorators: readonly Value[];
}

export interface Parameter {
  readonly name: string;
  readonly at: Span;
}

/** `a if test else b`, `test ? a : b` */
export interface ChoiceValue {
  readonly kind: "choice";
  readonly at: Span;
  readonly test: Value;
  readonly whenTrue: Value;
  readonly whenFalse: Value;
}

/** An operator with its operands; `&&`, `||`, `!`, `===` are spelled `and`, `or`, `not`, `==`. */
export interface OperationValue {
  readonly kind: "operation";
  readonly at: Span;
  readonly operator: string;
  readonly operands: readonly Value[];
}

/** `[element for … in source]` */
export interface ComprehensionValue {
  readonly kind: "comprehension";
  readonly at: Span;
  readonly element: Value;
  readonly source: Value;
}

/** `*a`, `**a`, `...a` */
export interface SpreadValue {
  readonly kind: "spread";
  readonly at: Span;
  readonly value: Value;
}

export interface OtherValue {
  readonly kind: "other";
  readonly at: Span;
}

/** An argument of a call or an entry of a record; `name` is undefined where there is none or it is computed. */
export interface Entry {
  readonly at: Span;
  readonly name: string | undefined;
  readonly nameAt: Span | undefined;
  readonly value: Value;
}

/** The dotted path of a name or a chain of members: `process.env.PORT`. */
export function pathOf(value: Value): string | undefined {
  const parts: string[] = [];
  let current = value;
  while (current.kind === "member") {
    parts.push(current.name);
    current = current.object;
  }
  if (current.kind !== "name") return undefined;
  return [current.name, ...parts.reverse()].join(".");
}

/** The name at the end of a path: `set` in `res.status(200).set`. */
export function lastNameOf(value: Value): string | undefined {
  return value.kind === "name" || value.kind === "member" ? value.name : undefined;
}

/** The name that a chain of members, calls and indexes starts with: `res` in `res.status(200).set`. */
export function rootNameOf(value: Value): string | undefined {
  let current = value;
  for (;;) {
    if (current.kind === "call") current = current.callee;
    else if (current.kind === "member" || current.kind === "index") current = current.object;
    else return current.kind === "name" ? current.name : undefined;
  }
}

/** The last entry called `name`: a later one overrides an earlier one in both languages. */
export function entryNamed(entries: readonly Entry[], name: string): Entry | undefined {
  return entries.findLast((entry) => entry.name === name);
}

/** Whether something unseen is unpacked into `entries`, so that what is missing may be there. */
export function hasSpread(entries: readonly Entry[]): boolean {
  return entries.some((entry) => entry.value.kind === "spread");
}

/** The positional argument at `index` (from 0), unless something is unpacked before it. */
export function positional(call: CallValue, index: number): Value | undefined {
  const values = call.args.filter((arg) => arg.name === undefined).map((arg) => arg.value);
  const before = values.slice(0, index + 1);
  return before.some((value) => value.kind === "spread") ? undefined : before[index];
}

export function stringOf(value: Value | undefined): string | undefined {
  return value?.kind === "string" ? value.value : undefined;
}

export function isTrue(value: Value | undefined): boolean {
  return value?.kind === "boolean" && value.value;
}
