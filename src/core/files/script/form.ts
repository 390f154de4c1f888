import type { SyntaxNode } from "@lezer/common";
import { parser } from "@lezer/javascript";
import type { Span } from "../../text/span";
import { CodeForm, type Statement } from "../syntax/code";
import type { Condition } from "../syntax/condition";
import { type Outline, outlineOf } from "../syntax/outline";
import { childrenOf, type ParsedText, parseText, spanOf } from "../syntax/tree";
import { positional, stringOf, type Value } from "../syntax/value";
import { ScriptGrammar } from "./grammar";
import { prepareTypeScript } from "./prepare";
import { ScriptReader } from "./value";

const dialects = {
  script: parser.configure({ dialect: "jsx" }),
  typed: parser.configure({ dialect: "ts" }),
  typedMarkup: parser.configure({ dialect: "ts jsx" }),
};

const blocks = new Set(["Script", "Block", "SwitchBody"]);

/** A JavaScript or TypeScript module. */
export class ScriptForm extends CodeForm {
  private readonly reader = new ScriptReader(this.text);
  private parsed: ParsedText | undefined;
  private statements: readonly Span[] | undefined;

  constructor(
    text: string,
    private readonly path: string,
  ) {
    super(text);
  }

  /** Whether the file uses `import` and `export` rather than `require`. */
  get isModule(): boolean {
    if (/\.(mjs|mts)$/.test(this.path)) return true;
    if (/\.(cjs|cts)$/.test(this.path)) return false;
    return this.imports.length > 0 || /^export\s/m.test(this.text) || /\.tsx?$/.test(this.path);
  }

  get topLevel(): readonly Span[] {
    this.statements ??= childrenOf(this.tree.tree.topNode).filter(isStatement).map(spanOf);
    return this.statements;
  }

  statementAt(offset: number): Statement | undefined {
    for (let node = this.nodeAt(offset); node?.parent; node = node.parent) {
      if (!blocks.has(node.parent.name) || !isStatement(node)) continue;
      return {
        at: spanOf(node),
        isLast: !hasStatementAfter(node),
        topLevel: node.parent.name === "Script",
      };
    }
    return undefined;
  }

  isCode(offset: number): boolean {
    return !/^(?:(?:Line|Block)Comment|String|TemplateString|RegExp|JSXText|JSXAttributeValue)$/.test(
      this.nodeAt(offset)?.name ?? "",
    );
  }

  conditionsAt(offset: number): readonly Condition[] {
    const conditions: Condition[] = [];
    let inner = this.nodeAt(offset);
    for (let node = inner?.parent; node && inner; node = node.parent) {
      const condition = this.conditionOf(node, inner);
      if (condition) conditions.push(condition);
      inner = node;
    }
    return conditions;
  }

  /** The names of the errors that the code at `offset` has caught, the innermost first. */
  caughtAt(offset: number): readonly string[] {
    const names: string[] = [];
    for (let node: SyntaxNode | null = this.nodeAt(offset); node; node = node.parent) {
      const name = node.name === "CatchClause" ? node.getChild("VariableDefinition") : null;
      if (name) names.push(this.reader.textOf(name));
    }
    return names;
  }

  protected moduleOf(value: Value): string | undefined {
    if (value.kind !== "call" || value.callee.kind !== "name") return undefined;
    const loads = value.callee.name === "require" || value.callee.name === "import";
    return loads ? stringOf(positional(value, 0)) : undefined;
  }

  protected read(): Outline {
    return outlineOf(this.tree, this.text, new ScriptGrammar(this.reader, this.text));
  }

  private get tree(): ParsedText {
    const isTyped = /\.([mc]?ts|tsx)$/i.test(this.path);
    this.parsed ??= parseText(dialectOf(this.path), isTyped ? prepareTypeScript(this.text) : this.text);
    return this.parsed;
  }

  private nodeAt(offset: number): SyntaxNode | null {
    return this.tree.tree.resolveInner(offset, 1);
  }

  private conditionOf(node: SyntaxNode, inner: SyntaxNode): Condition | undefined {
    const isChoice = node.name === "IfStatement" || node.name === "ConditionalExpression";
    if (!isChoice && node.name !== "BinaryExpression") return undefined;
    const children = childrenOf(node);
    const at = children.findIndex((child) => child.from === inner.from && child.to === inner.to);
    if (at < 2) return undefined;
    // if (test) then else otherwise; test ? then : otherwise; test && then
    const test = children[node.name === "IfStatement" ? 1 : 0];
    if (isChoice) return { test: this.reader.value(test), holds: at === 2 };
    const operator = children[1] ? this.reader.textOf(children[1]) : "";
    if (operator !== "&&" && operator !== "||") return undefined;
    return { test: this.reader.value(test), holds: operator === "&&" };
  }
}

function isStatement(node: SyntaxNode): boolean {
  return /(Statement|Declaration|Block)$/.test(node.name);
}

function hasStatementAfter(node: SyntaxNode): boolean {
  for (let next = node.nextSibling; next; next = next.nextSibling) if (isStatement(next)) return true;
  return false;
}

function dialectOf(path: string) {
  if (/\.[jt]sx$/i.test(path)) return /\.tsx$/i.test(path) ? dialects.typedMarkup : dialects.script;
  return /\.[mc]?ts$/i.test(path) ? dialects.typed : dialects.script;
}

/** Reads a JavaScript or TypeScript module at `path`; nothing is parsed yet. Never throws. */
export function parseScript(text: string, path: string): ScriptForm {
  return new ScriptForm(text, path);
}
