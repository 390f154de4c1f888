/** What follows the name inside `${…}`: default, required, replacement; `:` also asks for non-empty. */
export type Operator = ":-" | "-" | ":?" | "?" | ":+" | "+";

export interface TextPart {
  readonly kind: "text";
  /** What it stands for: `$` for `$$`. */
  readonly text: string;
  /** Offsets into the text that was parsed. */
  readonly from: number;
  readonly to: number;
}

export interface VariablePart {
  readonly kind: "variable";
  readonly name: string;
  readonly operator: Operator | undefined;
  /** What follows the operator. */
  readonly operand: Template | undefined;
  readonly from: number;
  readonly to: number;
}

/** A value of a Compose file before Compose replaces the variables in it. */
export interface Template {
  readonly parts: readonly (TextPart | VariablePart)[];
  /** False for what Compose refuses: `${A/b/c}`, a brace left open, a lone `$` before something else is text. */
  readonly valid: boolean;
  readonly from: number;
  readonly to: number;
}

/** Variables known from elsewhere; undefined for one that nobody knows. */
export type Environment = (name: string) => string | undefined;

const nobody: Environment = () => undefined;
const MAX_NESTING = 20;

/** Parses `$A`, `${A}`, `${A:-b}` and its kin, nested, and `$$`. Offsets are those of `text`. Never throws. */
export function parseTemplate(text: string): Template {
  const parser = new TemplateParser(text);
  return parser.template(0, false, 0);
}

/**
 * The value when nothing outside the file sets the variables but `environment`. Undefined when that cannot be
 * told: a variable without a default, a required one, or text that Compose refuses.
 */
export function expand(template: Template, environment: Environment = nobody): string | undefined {
  if (!template.valid) return undefined;
  let value = "";
  for (const part of template.parts) {
    const piece = part.kind === "text" ? part.text : expandVariable(part, environment);
    if (piece === undefined) return undefined;
    value += piece;
  }
  return value;
}

/** The one variable that `template` consists of, when it is nothing else. */
export function soleVariable(template: Template): VariablePart | undefined {
  const [part, ...rest] = template.parts;
  return template.valid && rest.length === 0 && part?.kind === "variable" ? part : undefined;
}

/** Whether `template` has no variables. */
export function isLiteral(template: Template): boolean {
  return template.valid && template.parts.every((part) => part.kind === "text");
}

/** The offsets of `char` outside `${…}` and `[…]`. */
export function placesOutside(text: string, char: string): number[] {
  const places: number[] = [];
  let braces = 0;
  let inBrackets = false;
  for (let p = 0; p < text.length; p++) {
    if (text.startsWith("${", p)) {
      braces++;
      p++;
    } else if (braces > 0) {
      if (text[p] === "}") braces--;
    } else if (text[p] === "[" || text[p] === "]") inBrackets = text[p] === "[";
    else if (text[p] === char && !inBrackets) places.push(p);
  }
  return places;
}

function expandVariable(part: VariablePart, environment: Environment): string | undefined {
  const known = environment(part.name);
  const nonEmpty = part.operator?.startsWith(":") ?? false;
  const isSet = known !== undefined && !(nonEmpty && known === "");
  switch (part.operator) {
    case ":-":
    case "-":
      return isSet ? known : part.operand && expand(part.operand, environment);
    case ":+":
    case "+":
      return isSet ? part.operand && expand(part.operand, environment) : "";
    default:
      return isSet ? known : undefined;
  }
}

class TemplateParser {
  constructor(private readonly text: string) {}

  /** Parses from `from` to the end, or to the `}` that ends the operand it is in. */
  template(from: number, inBraces: boolean, depth: number): Template {
    const parts: (TextPart | VariablePart)[] = [];
    let valid = depth <= MAX_NESTING;
    let p = from;
    const addText = (text: string, to: number) => {
      const last = parts.at(-1);
      if (last?.kind === "text") parts[parts.length - 1] = { ...last, text: last.text + text, to };
      else parts.push({ kind: "text", text, from: p, to });
      p = to;
    };
    while (p < this.text.length && valid) {
      if (inBraces && this.text[p] === "}") break;
      const next = this.text[p + 1];
      if (this.text[p] !== "$")
        addText(this.text.slice(p, this.endOfText(p, inBraces)), this.endOfText(p, inBraces));
      else if (next === "$") addText("$", p + 2);
      else if (next === "{") {
        const variable = this.braced(p, depth);
        valid = variable !== undefined;
        if (variable) {
          parts.push(variable);
          p = variable.to;
        }
      } else {
        const end = this.endOfName(p + 1);
        if (end === p + 1) addText("$", p + 1);
        else {
          const name = this.text.slice(p + 1, end);
          parts.push({ kind: "variable", name, operator: undefined, operand: undefined, from: p, to: end });
          p = end;
        }
      }
    }
    return { parts, valid, from, to: p };
  }

  private braced(from: number, depth: number): VariablePart | undefined {
    const nameEnd = this.endOfName(from + 2);
    if (nameEnd === from + 2) return undefined;
    const name = this.text.slice(from + 2, nameEnd);
    if (this.text[nameEnd] === "}") {
      return { kind: "variable", name, operator: undefined, operand: undefined, from, to: nameEnd + 1 };
    }
    const operator = operatorAt(this.text, nameEnd);
    if (!operator) return undefined;
    const operand = this.template(nameEnd + operator.length, true, depth + 1);
    if (!operand.valid || this.text[operand.to] !== "}") return undefined;
    return { kind: "variable", name, operator, operand, from, to: operand.to + 1 };
  }

  private endOfText(from: number, inBraces: boolean): number {
    let p = from;
    while (p < this.text.length && this.text[p] !== "$" && !(inBraces && this.text[p] === "}")) p++;
    return p;
  }

  private endOfName(from: number): number {
    let p = from;
    while (/\w/.test(this.text[p] ?? "") && !(p === from && /\d/.test(this.text[p] ?? ""))) p++;
    return p;
  }
}

function operatorAt(text: string, at: number): Operator | undefined {
  const two = text.slice(at, at + 2);
  if (two === ":-" || two === ":?" || two === ":+") return two;
  const one = text[at];
  return one === "-" || one === "?" || one === "+" ? one : undefined;
}
