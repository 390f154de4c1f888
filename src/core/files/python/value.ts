import type { SyntaxNode } from "@lezer/common";
import { span } from "../../text/span";
import { unescaped } from "../syntax/escapes";
import { groupsOf } from "../syntax/groups";
import { LazyCall, LazyFunction } from "../syntax/lazy";
import { childrenOf, spanOf } from "../syntax/tree";
import type { Entry, FunctionValue, Parameter, Value } from "../syntax/value";

/** Deeper expressions are generated; nobody asks about them. */
const MAX_DEPTH = 60;

/** Reads expressions of Python out of its syntax tree. */
export class PythonReader {
  constructor(private readonly text: string) {}

  textOf(node: SyntaxNode): string {
    return this.text.slice(node.from, node.to);
  }

  value(node: SyntaxNode | undefined, depth = 0): Value {
    if (!node) return { kind: "other", at: span(0, 0) };
    const at = spanOf(node);
    if (depth > MAX_DEPTH) return { kind: "other", at };
    const inner = (child: SyntaxNode | undefined) => this.value(child, depth + 1);
    const items = () => groupsOf(node).map((group) => this.item(group, depth + 1));
    switch (node.name) {
      case "VariableName":
        return { kind: "name", at, name: this.textOf(node) };
      case "Boolean":
        return { kind: "boolean", at, value: this.textOf(node) === "True" };
      case "None":
        return { kind: "null", at };
      case "Number":
        return { kind: "number", at, value: Number(this.textOf(node).replaceAll("_", "")) };
      case "String":
      case "FormatString":
      case "ContinuedString":
        return this.string(node);
      case "ArrayExpression":
      case "TupleExpression":
      case "SetExpression":
        return { kind: "list", at, items: items() };
      case "DictionaryExpression":
        return { kind: "record", at, entries: groupsOf(node).map((group) => this.entry(group, depth + 1)) };
      case "ParenthesizedExpression":
      case "AwaitExpression":
        return inner(childrenOf(node).find((child) => !/^(\(|await)$/.test(child.name)));
      case "NamedExpression":
        return inner(childrenOf(node)[2]);
      case "MemberExpression":
        return this.member(node, depth + 1);
      case "CallExpression":
        return this.call(node);
      case "LambdaExpression":
        return this.lambda(node, depth + 1);
      case "ConditionalExpression": {
        const [whenTrue, , test, , whenFalse] = childrenOf(node);
        return {
          kind: "choice",
          at,
          test: inner(test),
          whenTrue: inner(whenTrue),
          whenFalse: inner(whenFalse),
        };
      }
      case "UnaryExpression":
        return this.unary(node, depth + 1);
      case "BinaryExpression": {
        const children = childrenOf(node);
        const operator = children.slice(1, -1).map((child) => this.textOf(child));
        return {
          kind: "operation",
          at,
          operator: operator.join(" "),
          operands: [inner(children[0]), inner(children.at(-1))],
        };
      }
      case "ArrayComprehensionExpression":
      case "SetComprehensionExpression":
      case "ComprehensionExpression":
        return items()[0] ?? { kind: "other", at };
      default:
        return { kind: "other", at };
    }
  }

  call(node: SyntaxNode): LazyCall {
    const [callee, args] = childrenOf(node);
    return this.callOf(node, args, () => this.value(callee));
  }

  /** `@name.of.function(args)`: its parts lie flat in the tree. */
  decorator(node: SyntaxNode): Value {
    const children = childrenOf(node);
    const args = children.find((child) => child.name === "ArgList");
    const names = children.filter((child) => child.name === "VariableName" || child.name === "PropertyName");
    const callee = () => this.dotted(names);
    return args ? this.callOf(node, args, callee) : callee();
  }

  /** A definition; undefined while it is half written. */
  function(node: SyntaxNode, decorators: () => readonly Value[]): FunctionValue | undefined {
    const name = node.getChild("VariableName");
    const parameters = node.getChild("ParamList");
    const body = node.getChild("Body");
    if (!name || !parameters || !body) return undefined;
    const head = { name: this.textOf(name), parameters: this.parameters(parameters), body: spanOf(body) };
    return new LazyFunction(spanOf(node), head, () => undefined, decorators);
  }

  /** The expressions of a list without brackets, split at the commas. */
  values(list: SyntaxNode): Entry[] {
    return groupsOf(list).map((group) => this.entry(group, 0));
  }

  private callOf(node: SyntaxNode, args: SyntaxNode | undefined, callee: () => Value): LazyCall {
    return new LazyCall(spanOf(node), args && spanOf(args), callee, () => (args ? this.values(args) : []));
  }

  /** `value`, `*value`, `name=value`, `"key": value`, `value for … in source`. */
  private entry(group: readonly SyntaxNode[], depth: number): Entry {
    const [first, second, third] = group;
    const at = span(first?.from ?? 0, group.at(-1)?.to ?? 0);
    const isNamed = second?.name === "AssignOp";
    if (first && third && (isNamed || second?.name === ":")) {
      const name = isNamed ? this.textOf(first) : this.keyOf(first);
      return { at, name, nameAt: spanOf(first), value: this.value(third, depth) };
    }
    return { at, name: undefined, nameAt: undefined, value: this.item(group, depth) };
  }

  private item(group: readonly SyntaxNode[], depth: number): Value {
    const [first, second] = group;
    const at = span(first?.from ?? 0, group.at(-1)?.to ?? 0);
    if (first?.name === "*" || first?.name === "**") {
      return { kind: "spread", at, value: this.value(second, depth) };
    }
    if (group.length === 1) return this.value(first, depth);
    const source = group.findIndex((node) => node.name === "in");
    if (source < 0) return { kind: "other", at };
    return {
      kind: "comprehension",
      at,
      element: this.value(first, depth),
      source: this.value(group[source + 1], depth),
    };
  }

  private keyOf(node: SyntaxNode): string | undefined {
    const key = this.value(node);
    return key.kind === "string" ? key.value : undefined;
  }

  private member(node: SyntaxNode, depth: number): Value {
    const at = spanOf(node);
    const [object, mark, name, end] = childrenOf(node);
    if (!name) return { kind: "other", at };
    if (mark?.name === ".")
      return { kind: "member", at, object: this.value(object, depth), name: this.textOf(name) };
    if (end?.name !== "]") return { kind: "other", at };
    return { kind: "index", at, object: this.value(object, depth), key: this.value(name, depth) };
  }

  private unary(node: SyntaxNode, depth: number): Value {
    const at = spanOf(node);
    const [operator, operand] = childrenOf(node);
    const value = this.value(operand, depth);
    if (operator?.name === "not") return { kind: "operation", at, operator: "not", operands: [value] };
    const sign = operator ? this.textOf(operator) : "";
    if (value.kind === "number" && sign !== "~")
      return { ...value, at, value: sign === "-" ? -value.value : value.value };
    return { kind: "other", at };
  }

  private lambda(node: SyntaxNode, depth: number): FunctionValue {
    const parameters = node.getChild("ParamList");
    const result = childrenOf(node).at(-1) ?? node;
    const head = {
      name: undefined,
      parameters: parameters ? this.parameters(parameters) : [],
      body: spanOf(result),
    };
    return new LazyFunction(
      spanOf(node),
      head,
      () => this.value(result, depth),
      () => [],
    );
  }

  private parameters(list: SyntaxNode): Parameter[] {
    return groupsOf(list).flatMap((group) => {
      const name = group.find((node) => node.name === "VariableName");
      return name ? [{ name: this.textOf(name), at: spanOf(name) }] : [];
    });
  }

  private dotted(names: readonly SyntaxNode[]): Value {
    const [first, ...rest] = names;
    const start = first?.from ?? 0;
    return rest.reduce<Value>(
      (object, name) => ({ kind: "member", at: span(start, name.to), object, name: this.textOf(name) }),
      this.value(first),
    );
  }

  private string(node: SyntaxNode): Value {
    const at = spanOf(node);
    const parts = node.name === "ContinuedString" ? childrenOf(node) : [node];
    let value = "";
    for (const part of parts) {
      if (part.getChild("FormatReplacement")) return { kind: "other", at };
      value += this.literal(this.textOf(part));
    }
    return { kind: "string", at, value };
  }

  private literal(source: string): string {
    const start = /^([a-zA-Z]{0,2})("""|'''|"|')/.exec(source);
    const [opening = "", prefix = "", quote = ""] = start ?? [];
    const inner = source.slice(opening.length, source.length - quote.length);
    return /r/i.test(prefix) ? inner : unescaped(inner, true);
  }
}
