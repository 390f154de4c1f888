import { type Span, span } from "../../text/span";
import type { Assignment, Outline } from "./outline";

/** Which name means what where, in one file. */
export class Names {
  private readonly imported = new Map<string, string>();
  private readonly stars: string[] = [];
  private readonly assigned = new Map<string, Assignment[]>();
  private readonly parameters = new Map<string, Span[]>();
  private readonly defined = new Set<string>();
  /** Answers given before: generated code asks for one name thousands of times. */
  private readonly scopes = new Map<string, readonly Span[]>();
  private readonly bindings = new Map<string, readonly Assignment[]>();

  constructor(outline: Outline) {
    for (const { names, star, module } of outline.imports) {
      if (star) this.stars.push(module);
      for (const { local, qualified } of names) this.imported.set(local, qualified);
    }
    for (const assignment of outline.assignments) {
      if (assignment.target.kind === "name") add(this.assigned, assignment.target.name, assignment);
    }
    for (const { name, at, parameters } of outline.functions) {
      if (name !== undefined) this.defined.add(name);
      for (const parameter of parameters) add(this.parameters, parameter.name, at);
    }
    for (const { name } of outline.classes) this.defined.add(name);
  }

  /** What an imported name stands for: `fastapi.FastAPI`. */
  importOf(name: string): string | undefined {
    return this.imported.get(name);
  }

  /** The full name of a name that the file does not declare: it may come with `from module import *`. */
  undeclared(name: string): string {
    return this.stars.length === 1 ? `${this.stars[0]}.${name}` : name;
  }

  /**
   * The assignments that `name` at `offset` can come from: those of the innermost scope that declares it. Empty
   * where it is declared without a value (a parameter, a function), undefined where the file does not declare it.
   */
  bindingsOf(name: string, offset: number): readonly Assignment[] | undefined {
    let scope: Span | undefined;
    for (const candidate of this.scopesOf(name)) {
      if (holds(candidate, offset) && (!scope || length(candidate) < length(scope))) scope = candidate;
    }
    if (!scope) return this.defined.has(name) || this.assigned.has(name) ? [] : undefined;
    const key = `${name} ${placeOf(scope)}`;
    const known = this.bindings.get(key) ?? this.bindingsIn(scope, name);
    this.bindings.set(key, known);
    return known;
  }

  /** The scopes that declare `name`, each once. */
  private scopesOf(name: string): readonly Span[] {
    const known = this.scopes.get(name);
    if (known) return known;
    const assigned = (this.assigned.get(name) ?? []).flatMap(({ scope }) => scope ?? []);
    const all = [...assigned, ...(this.parameters.get(name) ?? [])];
    const scopes = [...new Map(all.map((scope) => [placeOf(scope), scope])).values()];
    this.scopes.set(name, scopes);
    return scopes;
  }

  private bindingsIn({ start, end }: Span, name: string): readonly Assignment[] {
    return (this.assigned.get(name) ?? []).filter((assignment) => {
      const own = assignment.scope ?? span(start, end);
      return own.start === start && own.end === end && holds(own, assignment.at.start);
    });
  }
}

function placeOf({ start, end }: Span): string {
  return `${start}-${end}`;
}

function holds(outer: Span, offset: number): boolean {
  return outer.start <= offset && offset < outer.end;
}

function length(at: Span): number {
  return at.end - at.start;
}

function add<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
