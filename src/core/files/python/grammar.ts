import type { SyntaxNode } from "@lezer/common";
import { span } from "../../text/span";
import type { Found, Grammar, Import, ImportedName } from "../syntax/outline";
import { childrenOf, spanOf } from "../syntax/tree";
import type { Value } from "../syntax/value";
import type { PythonReader } from "./value";

const wanted = new Set([
  "CallExpression",
  "Decorator",
  "AssignStatement",
  "UpdateStatement",
  "ForStatement",
  "FunctionDefinition",
  "LambdaExpression",
  "ClassDefinition",
  "ReturnStatement",
  "ImportStatement",
]);

/** What Python's statements say. */
export class PythonGrammar implements Grammar {
  constructor(private readonly reader: PythonReader) {}

  wants(name: string): boolean {
    return wanted.has(name);
  }

  collect(node: SyntaxNode, found: Found, whole: boolean): void {
    if (node.name === "FunctionDefinition") {
      const definition = this.reader.function(node, () => this.decorators(node));
      if (definition) found.functions.push(definition);
    } else if (node.name === "ClassDefinition") this.collectClass(node, found);
    else if (whole) this.collectWhole(node, found);
  }

  private collectWhole(node: SyntaxNode, found: Found): void {
    const at = spanOf(node);
    switch (node.name) {
      case "CallExpression":
        found.calls.push(this.reader.call(node));
        break;
      case "Decorator": {
        const decorator = this.reader.decorator(node);
        if (decorator.kind === "call") found.calls.push(decorator);
        break;
      }
      case "LambdaExpression": {
        const lambda = this.reader.value(node);
        if (lambda.kind === "function") found.functions.push(lambda);
        break;
      }
      case "ReturnStatement": {
        const [, value] = childrenOf(node);
        if (value) found.returns.push({ at, value: this.reader.value(value) });
        break;
      }
      case "ImportStatement":
        found.imports.push(...this.imports(node));
        break;
      default:
        this.collectAssignment(node, found);
    }
  }

  private collectClass(node: SyntaxNode, found: Found): void {
    const name = node.getChild("VariableName");
    const body = node.getChild("Body");
    if (!name || !body) return;
    const bases = node.getChild("ArgList");
    found.classes.push({
      at: spanOf(node),
      name: this.reader.textOf(name),
      bases: bases ? this.reader.values(bases).map((base) => base.value) : [],
      decorators: this.decorators(node),
      body: spanOf(body),
    });
  }

  /** `a = b = value`, `a: int = value`, `a += value`; `for a, b in …` declares names without a known value. */
  private collectAssignment(node: SyntaxNode, found: Found): void {
    const scope = scopeOf(node);
    const children = childrenOf(node);
    if (node.name === "ForStatement") {
      const end = children.findIndex((child) => child.name === "in");
      for (const child of children.slice(0, end)) {
        if (child.name !== "VariableName") continue;
        const value: Value = { kind: "other", at: spanOf(child) };
        found.assignments.push({
          at: spanOf(node),
          target: this.reader.value(child),
          value,
          operator: "for",
          scope,
        });
      }
      return;
    }
    const isOperator = (child: SyntaxNode) => child.name === "AssignOp" || child.name === "UpdateOp";
    const last = children.findLastIndex(isOperator);
    const value = children.slice(last + 1);
    // `a, b = c` assigns no single value.
    if (last < 0 || value.length !== 1) return;
    for (const [i, operator] of children.entries()) {
      if (!isOperator(operator)) continue;
      const before = children[i - 1];
      const target = before?.name === "TypeDef" ? children[i - 2] : before;
      const previous = before?.name === "TypeDef" ? children[i - 3] : children[i - 2];
      if (!target || (previous && !isOperator(previous))) continue;
      found.assignments.push({
        at: spanOf(node),
        target: this.reader.value(target),
        value: this.reader.value(value[0]),
        operator: this.reader.textOf(operator),
        scope,
      });
    }
  }

  private decorators(node: SyntaxNode): Value[] {
    return node.parent?.name === "DecoratedStatement"
      ? node.parent.getChildren("Decorator").map((decorator) => this.reader.decorator(decorator))
      : [];
  }

  /** One entry for each module: `import os, sys` are two. */
  private imports(node: SyntaxNode): Import[] {
    const at = spanOf(node);
    const children = childrenOf(node);
    const start = children.findIndex((child) => child.name === "import");
    const module = children
      .slice(1, start)
      .map((child) => this.reader.textOf(child))
      .join("");
    const names: SyntaxNode[][] = [[]];
    for (const child of children.slice(start + 1)) {
      if (child.name === ",") names.push([]);
      else if (child.name !== "(" && child.name !== ")") names.at(-1)?.push(child);
    }
    const groups = names.filter((group) => group.length > 0);
    if (children[0]?.name !== "from") {
      return groups.map((group) => {
        const name = this.importedName(group, "");
        return { at, module: this.dotted(group), names: [name], star: false };
      });
    }
    const star = groups[0]?.[0]?.name === "*";
    return [{ at, module, names: star ? [] : groups.map((group) => this.importedName(group, module)), star }];
  }

  private importedName(group: readonly SyntaxNode[], module: string): ImportedName {
    const at = span(group[0]?.from ?? 0, group.at(-1)?.to ?? 0);
    const path = this.dotted(group);
    const qualified = module === "" ? path : module.endsWith(".") ? module + path : `${module}.${path}`;
    const alias = group.findIndex((node) => node.name === "as");
    const local = alias < 0 ? undefined : group[alias + 1];
    if (local) return { at, local: this.reader.textOf(local), qualified };
    // `import a.b` makes `a` known.
    const [first = ""] = path.split(".");
    return module === "" ? { at, local: first, qualified: first } : { at, local: path, qualified };
  }

  private dotted(group: readonly SyntaxNode[]): string {
    const end = group.findIndex((node) => node.name === "as");
    const path = end < 0 ? group : group.slice(0, end);
    return path.map((node) => this.reader.textOf(node)).join("");
  }
}

/** The body of the function or class around `node`, the whole file outside of all. */
function scopeOf(node: SyntaxNode): { start: number; end: number } {
  let current = node;
  for (let parent = node.parent; parent; parent = parent.parent) {
    if (current.name === "Body" && /^(Function|Class)Definition$/.test(parent.name)) return spanOf(current);
    current = parent;
  }
  // A name at the end of the file is still within it.
  return span(0, current.to + 1);
}
