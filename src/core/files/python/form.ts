import type { SyntaxNode } from "@lezer/common";
import { parser } from "@lezer/python";
import { type Span, span } from "../../text/span";
import { CodeForm, type Statement } from "../syntax/code";
import type { Condition } from "../syntax/condition";
import { type Outline, outlineOf } from "../syntax/outline";
import { childrenOf, type ParsedText, parseText } from "../syntax/tree";
import { lastNameOf, type Value } from "../syntax/value";
import { PythonGrammar } from "./grammar";
import { preparePython } from "./prepare";
import { PythonReader } from "./value";

/** An `except` clause. */
export interface Handler {
  /** What it catches: one class, a list of them; undefined where it catches everything. */
  readonly caught: Value | undefined;
  /** The name of the exception in the body. */
  readonly name: string | undefined;
  readonly body: Span;
}

/** A Python module. */
export class PythonForm extends CodeForm {
  private readonly reader = new PythonReader(this.text);
  private parsed: ParsedText | undefined;
  private statements: readonly Span[] | undefined;

  /** The innermost statement around `offset`; `siblings` are the statements of its block. */
  statementAt(offset: number): Statement | undefined {
    for (let node = this.nodeAt(offset); node?.parent; node = node.parent) {
      if (node.parent.name !== "Script" && node.parent.name !== "Body") continue;
      if (!/Statement$|Definition$/.test(node.name)) continue;
      return {
        at: trimmed(node),
        isLast: !hasStatementAfter(node),
        topLevel: node.parent.name === "Script",
      };
    }
    return undefined;
  }

  /** The statements of the module itself. */
  get topLevel(): readonly Span[] {
    this.statements ??= childrenOf(this.tree.tree.topNode).filter(isStatement).map(trimmed);
    return this.statements;
  }

  /** The string that a module starts with. */
  get docstring(): Span | undefined {
    const [first] = this.topLevel;
    const node = first && this.nodeAt(first.start);
    return node && /String$/.test(node.name) && node.to === first.end ? first : undefined;
  }

  isCode(offset: number): boolean {
    return !/^(?:Comment|String|FormatString)$/.test(this.nodeAt(offset)?.name ?? "");
  }

  conditionsAt(offset: number): readonly Condition[] {
    const conditions: Condition[] = [];
    let inner = this.nodeAt(offset);
    for (let node = inner?.parent; node && inner; node = node.parent) {
      if (node.name === "IfStatement") conditions.push(...this.branchConditions(node, inner));
      if (node.name === "ConditionalExpression") {
        const [whenTrue, , test, , whenFalse] = childrenOf(node);
        if (inner.from === whenTrue?.from || inner.from === whenFalse?.from) {
          conditions.push({ test: this.reader.value(test), holds: inner.from === whenTrue?.from });
        }
      }
      inner = node;
    }
    return conditions;
  }

  /** The `except` clauses whose bodies hold `offset`, the innermost first. */
  handlersAt(offset: number): Handler[] {
    const handlers: Handler[] = [];
    let inner = this.nodeAt(offset);
    for (let node = inner?.parent; node && inner; node = node.parent) {
      const handler = node.name === "TryStatement" ? this.handler(inner) : undefined;
      if (handler) handlers.push(handler);
      inner = node;
    }
    return handlers;
  }

  /** Whether the code at `offset` runs only when the module is started as a program. */
  isMainOnly(offset: number): boolean {
    return this.conditionsAt(offset).some(({ test, holds }) => {
      if (test.kind !== "operation" || test.operator !== "==" || !holds) return false;
      return test.operands.some((operand) => lastNameOf(operand) === "__name__");
    });
  }

  protected moduleOf(_value: Value): string | undefined {
    return undefined;
  }

  protected read(): Outline {
    return outlineOf(this.tree, this.text, new PythonGrammar(this.reader));
  }

  private get tree(): ParsedText {
    this.parsed ??= parseText(parser, preparePython(this.text));
    return this.parsed;
  }

  private nodeAt(offset: number): SyntaxNode | null {
    return this.tree.tree.resolveInner(offset, 1);
  }

  /** The clause whose body is `body`; undefined for the other bodies of a `try`. */
  private handler(body: SyntaxNode): Handler | undefined {
    const parts: SyntaxNode[] = [];
    for (let node = body.prevSibling; node && node.name !== "except"; node = node.prevSibling) {
      if (/^(Body|try|else|finally)$/.test(node.name)) return undefined;
      if (!node.type.isSkipped) parts.unshift(node);
    }
    if (body.name !== "Body" || !body.prevSibling || body.prevSibling.name === "try") return undefined;
    const as = parts.findIndex(({ name }) => name === "as");
    const name = as < 0 ? undefined : parts[as + 1];
    const [caught] = as === 0 ? [] : parts;
    return {
      caught: caught && this.reader.value(caught),
      name: name && this.text.slice(name.from, name.to),
      body: span(body.from, body.to),
    };
  }

  /** A body counts under its own test and against those before it: `if`, `elif`, `else`. */
  private branchConditions(node: SyntaxNode, inner: SyntaxNode): Condition[] {
    const conditions: Condition[] = [];
    const children = childrenOf(node);
    for (const [i, child] of children.entries()) {
      if (child.name !== "if" && child.name !== "elif") continue;
      const [test, body] = children.slice(i + 1, i + 3);
      if (!test || !body || inner.from < body.from) break;
      const holds = inner.from === body.from;
      conditions.unshift({ test: this.reader.value(test), holds });
      if (holds) break;
    }
    return conditions;
  }
}

function hasStatementAfter(node: SyntaxNode): boolean {
  for (let next = node.nextSibling; next; next = next.nextSibling) if (isStatement(next)) return true;
  return false;
}

function isStatement(node: SyntaxNode): boolean {
  return /(Statement|StatementGroup|Definition)$/.test(node.name);
}

/** Blocks reach up to the next statement; the statement ends with its last line that is code. */
function trimmed(node: SyntaxNode): Span {
  let last = node;
  for (let child = last.lastChild; child; child = last.lastChild) {
    let candidate: SyntaxNode | null = child;
    while (candidate && (candidate.type.isSkipped || candidate.type.isError))
      candidate = candidate.prevSibling;
    if (!candidate) break;
    last = candidate;
  }
  return span(node.from, last.to);
}

/** Reads a Python module; nothing is parsed yet. Never throws. */
export function parsePython(text: string): PythonForm {
  return new PythonForm(text);
}
