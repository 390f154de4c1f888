import { pathsIn } from "../../project/paths";
import { folderOf } from "../../project/services";
import { replacement } from "../../text/edits";
import { defineRule } from "../rule";

export const inlineComment = defineRule({
  id: "dockerignore/inline-comment",
  on: "dockerignore",
  severity: "error",
  title: "Give comments a line of their own",
  why: "A `#` is a comment only where the line begins with it. Behind a pattern it is part of the pattern, which then matches no file: what it names goes into the image.",
  references: ["https://docs.docker.com/build/concepts/context/#syntax"],
  equivalents: [],
  fix: "safe",
  examples: [
    {
      bad: "node_modules\n«**/.env # passwords»\n",
      good: "node_modules\n# passwords\n**/.env\n",
    },
  ],
  *check({ file, project }) {
    for (const { text, span } of file.form.patterns) {
      const match = /[ \t]#/.exec(text);
      if (!match) continue;
      const pattern = text.slice(0, match.index).trimEnd();
      const comment = text.slice(match.index + 1);
      if (pattern === "" || pattern === "!" || isName(text, pathsIn(project.paths(), folderOf(file.path)))) {
        continue;
      }
      const isEmpty = /^#\s*$/.test(comment);
      yield {
        at: span,
        message: `The builder takes \`${text}\` as a whole for the pattern, so it matches nothing.`,
        fixes: [
          {
            title: isEmpty ? "Delete the `#`" : "Move the comment to a line of its own",
            kind: "safe",
            edits: [replacement(span, isEmpty ? pattern : `${comment}${file.eol}${pattern}`)],
          },
        ],
      };
    }
  },
});

/** Whether there is a file whose name has a `#` behind a blank: then the pattern may mean it. */
function isName(text: string, paths: readonly string[]): boolean {
  const name = text.replace(/^!|\/$/g, "");
  return paths.some((path) => path.includes(name));
}
