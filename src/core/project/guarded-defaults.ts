import { defineFact } from "./fact";
import type { ProjectView } from "./view";

/** As much code behind a comparison as a check takes that stops the program. */
const REACH = 400;
const MAX_LITERALS = 50;

const compared =
  /(?:[!=]==?|\bin|\bstartswith|\bstartsWith|\bincludes|\bequals)\s{0,4}[([{]{0,2}\s{0,4}(["'`])([^"'`\n]{3,80})\1/g;

/**
 * Strings that code compares something with before it stops: `if secret == "changethis": raise …`. A default that the
 * program refuses to run with does no harm.
 */
export const guardedDefaults = defineFact<readonly string[], ReadonlySet<string>>({
  id: "guarded-defaults",
  on: ["python", "javascript"],
  mentions: { python: ["secret", "passw", "key"], javascript: ["secret", "passw", "key"] },
  of(file) {
    if (!file.is("python") && !file.is("javascript")) return undefined;
    const { text } = file;
    if (!/\braise\b|\bthrow\b|exit\(/.test(text) || !/secret|passw|key/i.test(text)) return undefined;
    const found = new Set<string>();
    for (const match of text.matchAll(compared)) {
      const after = text.slice(match.index + match[0].length, match.index + match[0].length + REACH);
      if (/\braise\b|\bthrow\b|\bexit\(/.test(after)) found.add(match[2] ?? "");
      if (found.size >= MAX_LITERALS) break;
    }
    return found.size > 0 ? [...found] : undefined;
  },
  join: (parts) => new Set([...parts.values()].flat()),
});

/** Whether the program refuses to run with `value`, or with what begins like it. */
export function isGuarded(project: ProjectView, value: string): boolean {
  return [...project.fact(guardedDefaults)].some(
    (literal) => value === literal || (literal.length > 7 && value.startsWith(literal)),
  );
}
