import type { Span } from "../../text/span";
import type { Parsed, ParseProblem } from "../problem";
import { type Condition, isDevelopmentOnly } from "./condition";
import { Names } from "./names";
import { Nesting } from "./nesting";
import type { Assignment, ClassDefinition, Import, Outline, Return } from "./outline";
import { type CallValue, entryNamed, type FunctionValue, hasSpread, type Value } from "./value";

/** Names are followed over this many assignments, which may go round in a circle. */
const MAX_HOPS = 10;

/** A name that is assigned more often than this stands for nothing in particular. */
const MAX_BINDINGS = 20;

/** A statement as it stands in the text, without comments and the line break after it. */
export interface Statement {
  readonly at: Span;
  /** Whether it is the last one of its block. */
  readonly isLast: boolean;
  readonly topLevel: boolean;
}

/**
 * Source code of Python or JavaScript. Nothing is parsed before somebody asks for more than `mentions`, so that
 * a rule that first looks for the word it is about costs nothing in all other files.
 */
export abstract class CodeForm implements Parsed {
  private outline: Outline | undefined;
  private names: Names | undefined;
  private callNesting: Nesting<CallValue> | undefined;
  private functionNesting: Nesting<FunctionValue> | undefined;
  /** Answers given before: all rules about a framework ask for the names of all calls. */
  private readonly qualified = new Map<Value, string | undefined>();

  constructor(readonly text: string) {}

  /** Whether `word` occurs anywhere in the text, also in a comment: true for every file a rule can find it in. */
  mentions(word: string): boolean {
    return this.text.includes(word);
  }

  get clean(): boolean {
    return this.known.problems.length === 0;
  }

  get problems(): readonly ParseProblem[] {
    return this.known.problems;
  }

  /** All finished calls, `new` expressions and decorators with arguments. */
  get calls(): readonly CallValue[] {
    return this.known.calls;
  }

  get assignments(): readonly Assignment[] {
    return this.known.assignments;
  }

  get functions(): readonly FunctionValue[] {
    return this.known.functions;
  }

  get classes(): readonly ClassDefinition[] {
    return this.known.classes;
  }

  get returns(): readonly Return[] {
    return this.known.returns;
  }

  get imports(): readonly Import[] {
    return this.known.imports;
  }

  /** The statements of the module itself. */
  abstract get topLevel(): readonly Span[];

  /** The statement that holds `offset`: the innermost one, where they are nested. */
  abstract statementAt(offset: number): Statement | undefined;

  /** Whether the character at `offset` is code: not within a comment, a string or the text of a page. */
  abstract isCode(offset: number): boolean;

  /** What has to hold, or not to hold, for the code at `offset` to run; the innermost condition first. */
  abstract conditionsAt(offset: number): readonly Condition[];

  /** The module that `value` loads: `require("cors")`. */
  protected abstract moduleOf(value: Value): string | undefined;

  protected abstract read(): Outline;

  /** Whether the code at `offset` runs in development only: under `if settings.DEBUG` and its like. */
  isDevelopmentOnly(offset: number): boolean {
    return this.conditionsAt(offset).some((condition) => isDevelopmentOnly(condition, this));
  }

  /**
   * The full name of something imported, with the module it comes from: `FastAPI` is `fastapi.FastAPI`. A name
   * that the file neither imports nor defines stands for itself; one that it defines has no full name.
   */
  qualifiedName(value: Value): string | undefined {
    if (this.qualified.has(value)) return this.qualified.get(value);
    const name = this.fullNameOf(value);
    this.qualified.set(value, name);
    return name;
  }

  private fullNameOf(value: Value): string | undefined {
    const members: string[] = [];
    let current = value;
    for (let hops = 0; hops < MAX_HOPS; ) {
      const module = this.moduleOf(current);
      if (module !== undefined) return joined(module, members);
      if (current.kind === "member") {
        members.push(current.name);
        current = current.object;
        continue;
      }
      if (current.kind !== "name") return undefined;
      const imported = this.nameTable.importOf(current.name);
      if (imported !== undefined) return joined(imported, members);
      const bindings = this.bindingsOf(current.name, current.at.start);
      if (bindings === undefined) return joined(this.nameTable.undeclared(current.name), members);
      const [binding] = bindings;
      if (!binding || bindings.length > 1) return undefined;
      current = binding.value;
      hops++;
    }
    return undefined;
  }

  /** All calls of what is imported as one of `names`: `callsTo("fastapi.FastAPI")`. */
  callsTo(...names: readonly string[]): CallValue[] {
    return this.calls.filter((call) => names.includes(this.qualifiedName(call.callee) ?? ""));
  }

  /**
   * The assignments that a name at `offset` can come from: those of the innermost scope that declares it. Empty
   * where it is declared without a value (a parameter, a function), undefined where the file does not declare it.
   */
  bindingsOf(name: string, offset: number): readonly Assignment[] | undefined {
    return this.nameTable.bindingsOf(name, offset);
  }

  /**
   * What `value` stands for: a name that is assigned once is followed to what it is assigned, a member to the
   * entry of the record. Of several assignments those for development do not count. `value` itself where that
   * is not certain.
   */
  resolve(value: Value): Value {
    let current = value;
    for (let hops = 0; hops < MAX_HOPS; hops++) {
      const next = this.step(current, hops);
      if (!next) return current;
      current = next;
    }
    return current;
  }

  /** The functions around `offset`, the innermost first. */
  functionsAround(offset: number): FunctionValue[] {
    this.functionNesting ??= new Nesting(this.functions);
    return this.functionNesting.around(offset);
  }

  /** The calls around `offset`, the innermost first. */
  callsAround(offset: number): CallValue[] {
    this.callNesting ??= new Nesting(this.calls);
    return this.callNesting.around(offset);
  }

  private get known(): Outline {
    this.outline ??= this.read();
    return this.outline;
  }

  private get nameTable(): Names {
    this.names ??= new Names(this.known);
    return this.names;
  }

  private step(value: Value, hops: number): Value | undefined {
    if (value.kind === "name") {
      const all = this.bindingsOf(value.name, value.at.start) ?? [];
      if (all.length > MAX_BINDINGS) return undefined;
      const bindings = all.length > 1 ? all.filter(({ at }) => !this.isDevelopmentOnly(at.start)) : all;
      const [binding] = bindings;
      return binding && bindings.length === 1 && binding.operator === "=" ? binding.value : undefined;
    }
    if (value.kind !== "member" || hops === MAX_HOPS - 1) return undefined;
    const object = this.step(value.object, hops + 1) ?? value.object;
    if (object.kind !== "record" || hasSpread(object.entries)) return undefined;
    return entryNamed(object.entries, value.name)?.value;
  }
}

function joined(name: string, members: readonly string[]): string {
  return [name, ...members.filter((member) => member !== "default").reverse()].join(".");
}
