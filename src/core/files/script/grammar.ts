import type { SyntaxNode, SyntaxNodeRef } from "@lezer/common";
import { type Span, span } from "../../text/span";
import { groupsOf } from "../syntax/groups";
import type { Found, Grammar, Import, ImportedName } from "../syntax/outline";
import { childrenOf, spanOf } from "../syntax/tree";
import type { Value } from "../syntax/value";
import type { ScriptReader } from "./value";

const wanted = new Set([
  "CallExpression",
  "NewExpression",
  "DynamicImport",
  "VariableDeclaration",
  "AssignmentExpression",
  "PropertyDeclaration",
  "FunctionDeclaration",
  "FunctionExpression",
  "ArrowFunction",
  "MethodDeclaration",
  "Property",
  "ClassDeclaration",
  "ClassExpression",
  "ReturnStatement",
  "ImportDeclaration",
  "ExportDeclaration",
]);

const functions = new Set([
  "FunctionDeclaration",
  "FunctionExpression",
  "ArrowFunction",
  "MethodDeclaration",
  "Property",
]);

/** What the statements of JavaScript and TypeScript say. */
export class ScriptGrammar implements Grammar {
  constructor(
    private readonly reader: ScriptReader,
    private readonly text: string,
  ) {}

  wants(name: string): boolean {
    return wanted.has(name);
  }

  /** The parser lets a string end with its line, or a template with the file. */
  flaw(node: SyntaxNodeRef): string | undefined {
    if (node.name !== "String" && node.name !== "TemplateString") return undefined;
    const closed = node.to - node.from > 1 && this.text[node.to - 1] === this.text[node.from];
    return closed ? undefined : "this quote is never closed";
  }

  collect(node: SyntaxNode, found: Found, whole: boolean): void {
    if (functions.has(node.name)) {
      const definition = this.reader.function(node);
      if (definition) found.functions.push(definition);
    } else if (node.name === "ClassDeclaration" || node.name === "ClassExpression")
      this.collectClass(node, found);
    else if (whole) this.collectWhole(node, found);
  }

  private collectWhole(node: SyntaxNode, found: Found): void {
    const at = spanOf(node);
    switch (node.name) {
      case "CallExpression":
      case "NewExpression":
      case "DynamicImport":
        found.calls.push(this.reader.call(node));
        break;
      case "ReturnStatement": {
        const value = childrenOf(node)[1];
        if (value && value.name !== ";") found.returns.push({ at, value: this.reader.value(value) });
        break;
      }
      case "ImportDeclaration":
        found.imports.push(this.import(node));
        break;
      case "ExportDeclaration":
        this.collectExport(node, found);
        break;
      case "VariableDeclaration":
        this.collectDeclaration(node, found);
        break;
      default:
        this.collectAssignment(node, found);
    }
  }

  private collectClass(node: SyntaxNode, found: Found): void {
    const children = childrenOf(node);
    const name = node.getChild("VariableDefinition");
    const body = node.getChild("ClassBody");
    if (!body) return;
    const base = children[children.findIndex((child) => child.name === "extends") + 1];
    found.classes.push({
      at: spanOf(node),
      name: name ? this.reader.textOf(name) : "",
      bases: node.getChild("extends") ? [this.reader.value(base)] : [],
      decorators: node
        .getChildren("Decorator")
        .map((decorator) => this.reader.value(childrenOf(decorator)[1])),
      body: spanOf(body),
    });
  }

  /** `export default value` assigns to `module.exports`: the two say the same. */
  private collectExport(node: SyntaxNode, found: Found): void {
    const children = childrenOf(node);
    const value = children[2];
    if (children[1]?.name !== "default" || !value) return;
    const target: Value = { kind: "name", at: span(node.from, value.from), name: "module.exports" };
    found.assignments.push({
      at: spanOf(node),
      target,
      value: this.reader.value(value),
      operator: "=",
      scope: undefined,
    });
  }

  /** `const a = x, { b, c: d } = y`: what a pattern takes out of a value is a member of it. */
  private collectDeclaration(node: SyntaxNode, found: Found): void {
    const scope = scopeOf(node, node.getChild("var") !== null);
    for (const [target, ...rest] of groupsOf(node).map(withoutKeyword)) {
      const equals = rest.findIndex((child) => child.name === "Equals");
      const initial = rest[equals + 1];
      if (!target || equals < 0 || !initial) continue;
      const value = this.reader.value(initial);
      const add = (name: SyntaxNode, given: Value) =>
        found.assignments.push({
          at: spanOf(node),
          target: this.reader.value(name),
          value: given,
          operator: "=",
          scope,
        });
      if (target.name === "VariableDefinition") add(target, value);
      for (const property of target.name === "ObjectPattern" ? target.getChildren("PatternProperty") : []) {
        const name = property.getChild("VariableDefinition");
        const key = property.getChild("PropertyName") ?? name;
        if (!name || !key) continue;
        add(name, { kind: "member", at: value.at, object: value, name: this.reader.textOf(key) });
      }
    }
  }

  private collectAssignment(node: SyntaxNode, found: Found): void {
    const children = childrenOf(node);
    const operator = children.findIndex((child) => child.name === "Equals" || child.name === "UpdateOp");
    const target = children[operator - 1];
    const value = children[operator + 1];
    if (!target || !value || !/^(VariableName|MemberExpression|PropertyDefinition)$/.test(target.name))
      return;
    found.assignments.push({
      at: spanOf(node),
      target:
        target.name === "PropertyDefinition"
          ? { kind: "other", at: spanOf(target) }
          : this.reader.value(target),
      value: this.reader.value(value),
      operator: this.reader.textOf(children[operator] ?? target),
      scope: undefined,
    });
  }

  private import(node: SyntaxNode): Import {
    const source = node.getChild("String");
    const from = source && this.reader.value(source);
    const module = from?.kind === "string" ? from.value : "";
    const names: ImportedName[] = [];
    const isType = childrenOf(node)[1]?.name === "type";
    for (const child of childrenOf(node)) {
      if (child.name === "VariableDefinition")
        names.push({ at: spanOf(child), local: this.reader.textOf(child), qualified: module });
      if (child.name === "ImportGroup")
        names.push(...groupsOf(child).flatMap((group) => this.specifier(group, module)));
    }
    return { at: spanOf(node), module, names: isType ? [] : names, star: false };
  }

  /** `name`, `name as local`; a type is no value. */
  private specifier(group: readonly SyntaxNode[], module: string): ImportedName[] {
    const first = group[0];
    const local = group.at(-1);
    if (!first || !local || first.name === "type") return [];
    const name = this.reader.textOf(first);
    const qualified = name === "default" ? module : `${module}.${name}`;
    return [{ at: span(first.from, local.to), local: this.reader.textOf(local), qualified }];
  }
}

function withoutKeyword(group: SyntaxNode[]): SyntaxNode[] {
  return group.filter((child) => !/^(const|let|var|await|using|;)$/.test(child.name));
}

/** The block around a declaration; the function's for `var`, the whole file outside of all. */
function scopeOf(node: SyntaxNode, ofFunction: boolean): Span {
  let current = node;
  for (let parent = node.parent; parent; parent = parent.parent) {
    if (current.name === "Block" && (!ofFunction || functions.has(parent.name))) return spanOf(current);
    if (!ofFunction && /^(ForStatement|SwitchBody)$/.test(parent.name)) return spanOf(parent);
    current = parent;
  }
  return span(0, current.to + 1);
}
