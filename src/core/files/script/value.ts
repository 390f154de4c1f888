import type { SyntaxNode } from "@lezer/common";
import { span } from "../../text/span";
import { unescaped } from "../syntax/escapes";
import { groupsOf } from "../syntax/groups";
import { LazyCall, LazyFunction } from "../syntax/lazy";
import { childrenOf, spanOf } from "../syntax/tree";
import type { Entry, FunctionValue, Parameter, Value } from "../syntax/value";

/** Deeper expressions are generated; nobody asks about them. */
const MAX_DEPTH = 60;

/** Operators that Python spells otherwise. */
const spelled: Readonly<Record<string, string>> = {
  "&&": "and",
  "||": "or",
  "===": "==",
  "!==": "!=",
  instanceof: "is",
};

/** Reads expressions of JavaScript and TypeScript out of their syntax tree. */
export class ScriptReader {
  constructor(private readonly text: string) {}

  textOf(node: SyntaxNode): string {
    return this.text.slice(node.from, node.to);
  }

  value(node: SyntaxNode | undefined, depth = 0): Value {
    if (!node) return { kind: "other", at: span(0, 0) };
    const at = spanOf(node);
    if (depth > MAX_DEPTH) return { kind: "other", at };
    const inner = (child: SyntaxNode | undefined) => this.value(child, depth + 1);
    switch (node.name) {
      case "VariableName":
      case "VariableDefinition":
        return this.textOf(node) === "undefined"
          ? { kind: "null", at }
          : { kind: "name", at, name: this.textOf(node) };
      case "this":
      case "super":
      case "ImportMeta":
        return { kind: "name", at, name: this.textOf(node) };
      case "BooleanLiteral":
        return { kind: "boolean", at, value: this.textOf(node) === "true" };
      case "null":
        return { kind: "null", at };
      case "Number":
        return { kind: "number", at, value: Number(this.textOf(node).replaceAll("_", "").replace(/n$/, "")) };
      case "String":
        return { kind: "string", at, value: unescaped(this.text.slice(node.from + 1, node.to - 1), false) };
      case "TemplateString":
        if (node.getChild("Interpolation")) return { kind: "other", at };
        return { kind: "string", at, value: unescaped(this.text.slice(node.from + 1, node.to - 1), false) };
      case "RegExp":
        return this.regex(node);
      case "ArrayExpression":
        return { kind: "list", at, items: groupsOf(node).map((group) => this.item(group, depth + 1)) };
      case "ObjectExpression":
        return {
          kind: "record",
          at,
          entries: node.getChildren("Property").map((child) => this.property(child, depth + 1)),
        };
      case "MemberExpression":
        return this.member(node, depth + 1);
      case "CallExpression":
      case "NewExpression":
      case "DynamicImport":
        return this.call(node);
      case "ArrowFunction":
      case "FunctionExpression":
        return this.function(node, depth + 1) ?? { kind: "other", at };
      case "ConditionalExpression": {
        const [test, , whenTrue, , whenFalse] = childrenOf(node);
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
      case "BinaryExpression":
        return this.binary(node, depth + 1);
      case "ParenthesizedExpression":
      case "InstantiationExpression":
      case "PostfixExpression":
        return inner(childrenOf(node).find((child) => child.name !== "("));
      case "AwaitExpression":
      case "PrefixCast":
      case "AssignmentExpression":
      case "SequenceExpression":
        return inner(childrenOf(node).at(-1));
      default:
        return { kind: "other", at };
    }
  }

  call(node: SyntaxNode): LazyCall {
    const children = childrenOf(node);
    const callee = children.find((child) => child.name !== "new");
    const args = node.getChild("ArgList");
    return new LazyCall(
      spanOf(node),
      args ? spanOf(args) : undefined,
      () => (node.name === "DynamicImport" && callee ? this.named(callee) : this.value(callee)),
      () => this.args(node, args),
    );
  }

  /** A function of any form; undefined while it is half written. */
  function(node: SyntaxNode, depth = 0): FunctionValue | undefined {
    const children = childrenOf(node);
    const list = node.getChild("ParamList");
    const arrow = children.findIndex((child) => child.name === "Arrow");
    const body = arrow < 0 ? node.getChild("Block") : children[arrow + 1];
    if (!list || !body) return undefined;
    const before = children.slice(
      0,
      children.findIndex((child) => child.name === "ParamList"),
    );
    const name =
      before.find((child) =>
        /^(VariableDefinition|PropertyDefinition|PrivatePropertyDefinition)$/.test(child.name),
      ) ?? assignedName(node);
    const head = { name: name && this.textOf(name), parameters: this.parameters(list), body: spanOf(body) };
    return new LazyFunction(
      spanOf(node),
      head,
      () => (arrow >= 0 && body.name !== "Block" ? this.value(body, depth) : undefined),
      () => node.getChildren("Decorator").map((decorator) => this.value(childrenOf(decorator)[1], depth)),
    );
  }

  private args(node: SyntaxNode, list: SyntaxNode | null): Entry[] {
    const groups = list
      ? groupsOf(list)
      : node.name === "DynamicImport"
        ? groupsOf(node).map((group) => group.slice(1))
        : [];
    return groups.map((group) => {
      const value = this.item(group, 0);
      return { at: value.at, name: undefined, nameAt: undefined, value };
    });
  }

  private item(group: readonly SyntaxNode[], depth: number): Value {
    const [first, second] = group;
    if (first?.name !== "Spread") return this.value(first, depth);
    return { kind: "spread", at: span(first.from, second?.to ?? first.to), value: this.value(second, depth) };
  }

  /** `name: value`, `name`, `name() { … }`, `...value`, `[computed]: value`. */
  private property(node: SyntaxNode, depth: number): Entry {
    const at = spanOf(node);
    const children = childrenOf(node);
    const [first] = children;
    if (first?.name === "Spread") {
      return { at, name: undefined, nameAt: undefined, value: this.item(children, depth) };
    }
    const key = children.find((child) => /^(PropertyDefinition|String|Number)$/.test(child.name));
    const named = key && first?.name !== "[" ? key : undefined;
    const colon = children.findIndex((child) => child.name === ":");
    const value =
      colon >= 0
        ? this.value(children[colon + 1], depth)
        : (this.function(node, depth) ?? (key ? this.named(key) : this.value(undefined)));
    const name =
      named?.name === "String"
        ? unescaped(this.text.slice(named.from + 1, named.to - 1), false)
        : named && this.textOf(named);
    return { at, name, nameAt: named && spanOf(named), value };
  }

  private member(node: SyntaxNode, depth: number): Value {
    const at = spanOf(node);
    const children = childrenOf(node);
    const object = this.value(children[0], depth);
    const last = children.at(-1);
    if (last && /^(PropertyName|PrivatePropertyName)$/.test(last.name)) {
      return { kind: "member", at, object, name: this.textOf(last) };
    }
    if (last?.name !== "]") return { kind: "other", at };
    const key = this.value(children.at(-2), depth);
    return key.kind === "string"
      ? { kind: "member", at, object, name: key.value }
      : { kind: "index", at, object, key };
  }

  private unary(node: SyntaxNode, depth: number): Value {
    const at = spanOf(node);
    const [operator, operand] = childrenOf(node);
    const sign = operator ? this.textOf(operator) : "";
    const value = this.value(operand, depth);
    if (sign === "!") return { kind: "operation", at, operator: "not", operands: [value] };
    if (sign === "-" && value.kind === "number") return { ...value, at, value: -value.value };
    return { kind: "other", at };
  }

  private binary(node: SyntaxNode, depth: number): Value {
    const at = spanOf(node);
    const [left, operator, right] = childrenOf(node);
    const sign = operator ? this.textOf(operator) : "";
    if (sign === "as" || sign === "satisfies") return this.value(left, depth);
    const name = Object.hasOwn(spelled, sign) ? (spelled[sign] ?? sign) : sign;
    return {
      kind: "operation",
      at,
      operator: name,
      operands: [this.value(left, depth), this.value(right, depth)],
    };
  }

  private regex(node: SyntaxNode): Value {
    const text = this.textOf(node);
    const end = text.lastIndexOf("/");
    return { kind: "regex", at: spanOf(node), source: text.slice(1, end), flags: text.slice(end + 1) };
  }

  /** Names that are bound by position; of a pattern the names it takes out are known as well. */
  private parameters(list: SyntaxNode): Parameter[] {
    return groupsOf(list).flatMap((group) => {
      const target = group.find((node) =>
        /^(VariableDefinition|ObjectPattern|ArrayPattern)$/.test(node.name),
      );
      return target ? [{ name: this.textOf(target), at: spanOf(target) }] : [];
    });
  }

  private named(node: SyntaxNode): Value {
    return { kind: "name", at: spanOf(node), name: this.textOf(node) };
  }
}

/** `name` of `const name = () => …` and of `{ name: () => … }`. */
function assignedName(node: SyntaxNode): SyntaxNode | undefined {
  if (node.parent?.name !== "VariableDeclaration" && node.parent?.name !== "Property") return undefined;
  for (let before = node.prevSibling; before && before.name !== ","; before = before.prevSibling) {
    if (before.name === "VariableDefinition" || before.name === "PropertyDefinition") return before;
  }
  return undefined;
}
