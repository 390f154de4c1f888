import { defineRule } from "../rule";
import { removeLines } from "./lines";

export const duplicateKey = defineRule({
  id: "env/duplicate-key",
  on: "dotenv",
  severity: "warning",
  title: "Set each variable once in a file",
  why: "The last line wins. Whoever finds the first one and changes it sees nothing happen, in the middle of the night as a rule.",
  references: ["https://docs.docker.com/compose/how-tos/environment-variables/variable-interpolation/"],
  equivalents: ["dotenv-linter DuplicatedKey"],
  fix: "safe",
  examples: [
    {
      bad: "«LOG_LEVEL»=debug\nAPP_URL=https://parcels.example\nLOG_LEVEL=info\n",
      good: "APP_URL=https://parcels.example\nLOG_LEVEL=info\n",
    },
  ],
  *check({ file }) {
    const { form, text, path } = file;
    for (const assignment of form.shadowed) {
      const { key, keyAt, at } = assignment;
      const last = form.get(key);
      if (!last) continue;
      const line = file.lines.lineAt(last.keyAt.start) + 1;
      yield {
        at: keyAt,
        message: `${key} is set again on line ${line}, and only that one counts.`,
        tag: "unnecessary",
        related: [{ path, at: last.keyAt, message: "This one counts." }],
        fixes: [
          {
            title: `Delete the first ${key}`,
            kind: "safe",
            edits: [removeLines(text, at)],
          },
        ],
      };
    }
    const [first] = form.assignments;
    if (first && form.clean && form.shadowed.length === 0)
      yield { proves: first.keyAt, message: "Each variable is set once here." };
  },
});
