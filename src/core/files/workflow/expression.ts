/**
 * The expressions of GitHub Actions: what stands between `${{` and `}}`. Offsets count in the text of the expression.
 * See https://docs.github.com/en/actions/reference/workflows-and-actions/expressions
 */
export type Expression =
  | { readonly kind: "literal"; readonly value: string; readonly start: number; readonly end: number }
  | Access
  | {
      readonly kind: "call";
      /** Lower-cased. */
      readonly name: string;
      readonly args: readonly Expression[];
      readonly start: number;
      readonly end: number;
    }
  | {
      readonly kind: "binary";
      readonly operator: string;
      readonly left: Expression;
      readonly right: Expression;
      readonly start: number;
      readonly end: number;
    }
  | { readonly kind: "not"; readonly of: Expression; readonly start: number; readonly end: number };

/** `github.event.issue.title`, `fromJSON(x).y`. */
export interface Access {
  readonly kind: "access";
  /** The context's name, lower-cased; an expression where something else is looked into. */
  readonly root: string | Expression;
  /** Lower-cased names; `*` for all, undefined where an expression decides. */
  readonly path: readonly (string | undefined)[];
  /** The expressions between brackets that are no constants. */
  readonly indices: readonly Expression[];
  readonly start: number;
  readonly end: number;
}

interface Token {
  readonly kind: "name" | "string" | "number" | "mark";
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const tokenPattern =
  /\s+|(?<name>[A-Za-z_][\w-]*)|(?<string>'(?:[^']|'')*')|(?<number>[-+]?(?:0x[\da-fA-F]+|0o[0-7]+|\d+(?:\.\d*)?(?:[eE][-+]?\d+)?|\.\d+))|(?<mark>&&|\|\||==|!=|<=|>=|[()[\].,!<>*])/y;
const precedence: readonly (readonly string[])[] = [["||"], ["&&"], ["==", "!="], ["<", "<=", ">", ">="]];
const MAX_DEPTH = 50;
const MAX_LENGTH = 20_000;

/** Parses the text of an expression; undefined when it is none. */
export function parseExpression(text: string): Expression | undefined {
  if (text.length > MAX_LENGTH) return undefined;
  const tokens = tokensOf(text);
  return tokens && new ExpressionParser(tokens).run();
}

/**
 * What the result of `expression` may be made of: contexts and calls whose text ends up in it. What is only compared
 * or tested does not.
 */
export function partsOfResult(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case "literal":
      return [expression];
    case "access":
      return [expression];
    case "not":
      return [];
    case "binary":
      if (expression.operator === "||")
        return [...partsOfResult(expression.left), ...partsOfResult(expression.right)];
      return expression.operator === "&&" ? partsOfResult(expression.right) : [];
    case "call":
      return passesThrough.has(expression.name) ? expression.args.flatMap(partsOfResult) : [];
  }
}

const passesThrough = new Set(["format", "join", "tojson", "fromjson", "case"]);

/** Every context that the expression reads, compared or not. */
export function contextsOf(expression: Expression): readonly Access[] {
  switch (expression.kind) {
    case "literal":
      return [];
    case "access":
      return [
        ...(typeof expression.root === "string" ? [expression] : contextsOf(expression.root)),
        ...expression.indices.flatMap(contextsOf),
      ];
    case "not":
      return contextsOf(expression.of);
    case "binary":
      return [...contextsOf(expression.left), ...contextsOf(expression.right)];
    case "call":
      return expression.args.flatMap(contextsOf);
  }
}

/** The call with this name (lower-cased) in `expression`, the outermost first. */
export function callsOf(
  expression: Expression,
  name: string,
): readonly Extract<Expression, { kind: "call" }>[] {
  const inner = childrenOf(expression).flatMap((child) => callsOf(child, name));
  return expression.kind === "call" && expression.name === name ? [expression, ...inner] : inner;
}

function childrenOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case "literal":
      return [];
    case "access":
      return typeof expression.root === "string"
        ? expression.indices
        : [expression.root, ...expression.indices];
    case "not":
      return [expression.of];
    case "binary":
      return [expression.left, expression.right];
    case "call":
      return expression.args;
  }
}

function tokensOf(text: string): readonly Token[] | undefined {
  const tokens: Token[] = [];
  tokenPattern.lastIndex = 0;
  while (tokenPattern.lastIndex < text.length) {
    const start = tokenPattern.lastIndex;
    const match = tokenPattern.exec(text);
    if (!match) return undefined;
    const { name, string, number } = match.groups ?? {};
    const end = start + match[0].length;
    if (match[0].trim() === "") continue;
    const kind =
      name !== undefined
        ? "name"
        : string !== undefined
          ? "string"
          : number !== undefined
            ? "number"
            : "mark";
    tokens.push({ kind, text: match[0], start, end });
  }
  return tokens;
}

class ExpressionParser {
  private at = 0;
  private depth = 0;

  constructor(private readonly tokens: readonly Token[]) {}

  run(): Expression | undefined {
    const expression = this.binary(0);
    return this.at === this.tokens.length ? expression : undefined;
  }

  private binary(level: number): Expression | undefined {
    const operators = precedence[level];
    if (!operators) return this.unary();
    let left = this.binary(level + 1);
    while (left) {
      const operator = this.tokens[this.at];
      if (operator?.kind !== "mark" || !operators.includes(operator.text)) return left;
      this.at++;
      const right = this.binary(level + 1);
      if (!right) return undefined;
      left = {
        kind: "binary",
        operator: operator.text,
        left,
        right,
        start: left.start,
        end: right.end,
      };
    }
    return undefined;
  }

  private unary(): Expression | undefined {
    const token = this.tokens[this.at];
    if (!token || ++this.depth > MAX_DEPTH) return undefined;
    const expression = this.take("!") ? this.negated(token) : this.postfix();
    this.depth--;
    return expression;
  }

  private negated({ start }: Token): Expression | undefined {
    const of = this.unary();
    return of && { kind: "not", of, start, end: of.end };
  }

  private postfix(): Expression | undefined {
    const base = this.primary();
    if (!base) return undefined;
    const path: (string | undefined)[] = [];
    const indices: Expression[] = [];
    let end = base.end;
    for (;;) {
      if (this.take(".")) {
        const name = this.tokens[this.at++];
        if (name?.kind !== "name" && name?.text !== "*") return undefined;
        path.push(name.text.toLowerCase());
        end = name.end;
      } else if (this.take("[")) {
        if (this.take("*")) path.push("*");
        else {
          const index = this.binary(0);
          if (!index) return undefined;
          path.push(index.kind === "literal" ? index.value.toLowerCase() : undefined);
          if (index.kind !== "literal") indices.push(index);
        }
        const close = this.tokens[this.at];
        if (!close || !this.take("]")) return undefined;
        end = close.end;
      } else break;
    }
    const isName = base.kind === "access" && typeof base.root === "string" && base.path.length === 0;
    if (path.length === 0) return base;
    return { kind: "access", root: isName ? base.root : base, path, indices, start: base.start, end };
  }

  private primary(): Expression | undefined {
    const token = this.tokens[this.at++];
    if (!token) return undefined;
    const { start, end, text } = token;
    if (token.kind === "string") {
      return { kind: "literal", value: text.slice(1, -1).replaceAll("''", "'"), start, end };
    }
    if (token.kind === "number") return { kind: "literal", value: text, start, end };
    if (text === "(") {
      const inner = this.binary(0);
      const close = this.tokens[this.at];
      return inner && close && this.take(")") ? { ...inner, start, end: close.end } : undefined;
    }
    if (token.kind !== "name") return undefined;
    if (this.take("(")) return this.call(token);
    if (/^(?:true|false|null)$/.test(text)) return { kind: "literal", value: text, start, end };
    return { kind: "access", root: text.toLowerCase(), path: [], indices: [], start, end };
  }

  private call({ text, start }: Token): Expression | undefined {
    const args: Expression[] = [];
    let close = this.tokens[this.at];
    while (close && !this.take(")")) {
      if (args.length > 0 && !this.take(",")) return undefined;
      const arg = this.binary(0);
      if (!arg) return undefined;
      args.push(arg);
      close = this.tokens[this.at];
    }
    return close && { kind: "call", name: text.toLowerCase(), args, start, end: close.end };
  }

  private take(text: string): boolean {
    const token = this.tokens[this.at];
    if (token?.kind !== "mark" || token.text !== text) return false;
    this.at++;
    return true;
  }
}
