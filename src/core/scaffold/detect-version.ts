import { type Life, lifeOf, productOf, stateOf } from "../data/lifecycle";
import type { ProjectView } from "../project/view";
import { choiceAmong, doubtId } from "./detected";
import type { Answers } from "./generator";
import { inFolder, type Service } from "./service";

/** A version that a manifest asks for, and where. */
export interface Asked {
  /** A range as Python or npm write it: `>=3.12,<3.14`, `20.x`. */
  readonly range: string;
  readonly path: string;
  readonly offset: number;
}

/** The release line that images begin with; undefined where the newest one does. */
export function versionOf(
  key: string,
  folder: string,
  language: Service["language"],
  project: ProjectView,
  choices: Answers,
): string | undefined {
  const lines = supportedLines(language, project.today);
  const choice = choiceAmong(choices, doubtId("version", key), lines);
  if (choice !== undefined) return choice;
  const asked = askedVersion(folder, language, project);
  const fits = asked && lines.find((line) => satisfies(asked.range, line, language));
  return fits === lines[0] ? undefined : fits;
}

/** The release lines that get security fixes, the one to begin with first. */
export function supportedLines(language: Service["language"], today: string): readonly string[] {
  const product = productOf(language);
  if (!product) throw new Error(`the end-of-life data has no ${language}`);
  const lives = product.cycles.flatMap(({ cycle }): Life[] => {
    const life = lifeOf(product, cycle);
    return life && stateOf(life, today) !== "ended" ? [life] : [];
  });
  const others = lives.map(({ cycle }) => cycle).filter((cycle) => cycle !== product.current);
  return [product.current, ...others];
}

/** What the manifest of the service in `folder` says about the version of its language. */
export function askedVersion(
  folder: string,
  language: Service["language"],
  project: ProjectView,
): Asked | undefined {
  const path = inFolder(folder, language === "python" ? "pyproject.toml" : "package.json");
  const text = project.file(path)?.text ?? "";
  const pattern =
    language === "python"
      ? /^(?:requires-python|python)\s*=\s*["']([^"'\n]{1,60})["']/m
      : /"engines"\s*:\s*\{[^{}]{0,200}?"node"\s*:\s*"([^"\n]{1,60})"/;
  const match = pattern.exec(text);
  return match?.[1] === undefined ? undefined : { range: match[1], path, offset: match.index };
}

/** Whether a release of `line` (`3.12`, `20`) is what `range` asks for; true where the range is not understood. */
export function satisfies(range: string, line: string, language: Service["language"]): boolean {
  return range
    .split("||")
    .some((part) => [...part.matchAll(comparator)].every((match) => holds(match, line, language)));
}

const comparator = /(\^|~=|~|>=|<=|!=|==|=|<|>)?\s*v?(\d+(?:\.\d+)*)/g;

function holds(match: RegExpMatchArray, line: string, language: Service["language"]): boolean {
  const depth = language === "python" ? 2 : 1;
  const wanted = (match[2] ?? "").split(".").map(Number);
  const own = line.split(".").map(Number);
  const difference = compare(own, wanted.slice(0, depth));
  const sameMajor = own[0] === wanted[0];
  const isFiner = wanted.slice(depth).some((part) => part > 0);
  switch (match[1] ?? "=") {
    case "!=":
      return true;
    case ">=":
    case ">":
      return difference >= 0;
    case "<":
      return difference < 0 || (difference === 0 && isFiner);
    case "<=":
      return difference <= 0;
    case "^":
      return sameMajor && difference >= 0;
    case "~=":
      return wanted.length > depth ? difference === 0 : sameMajor && difference >= 0;
    default:
      return difference === 0;
  }
}

/** Compares the parts that both have. */
function compare(a: readonly number[], b: readonly number[]): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
