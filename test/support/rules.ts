import type { FileKind } from "../../src/core/files/kind";
import type { FileRule, ManyKindsRule, ProjectRule } from "../../src/core/rules/rule";

const meta = {
  severity: "warning",
  title: "A rule for tests",
  why: "Tests need one.",
  references: [],
  equivalents: [],
  fix: "none",
  examples: [],
} as const;

/** A rule on dotenv files with `check`; finds nothing by itself. */
export function dotenvRule(
  id: string,
  check: FileRule<"dotenv">["check"],
  more: Partial<FileRule<"dotenv">> = {},
) {
  return { ...meta, id, on: "dotenv", check, ...more } satisfies FileRule<"dotenv">;
}

/** A rule on files of all these kinds. */
export function manyKindsRule<K extends FileKind>(
  id: string,
  on: readonly K[],
  check: ManyKindsRule<K>["check"],
) {
  return { ...meta, id, on, check } satisfies ManyKindsRule<K>;
}

export function projectRule(id: string, check: ProjectRule["check"]) {
  return { ...meta, id, on: "project", check } satisfies ProjectRule;
}

/** A rule on dotenv files that finds every `word`, and replaces it where `by` is given. */
export function wordRule(id: string, word: string, by?: string, more: Partial<FileRule<"dotenv">> = {}) {
  return dotenvRule(
    id,
    function* ({ file }) {
      for (let at = file.text.indexOf(word); at >= 0; at = file.text.indexOf(word, at + 1)) {
        const place = { start: at, end: at + word.length };
        const fixes =
          by === undefined
            ? []
            : [{ title: `Write ${by}`, kind: "safe" as const, edits: [{ span: place, text: by }] }];
        yield { at: place, message: `${word} is here`, fixes };
      }
    },
    { fix: by === undefined ? "none" : "safe", ...more },
  );
}
