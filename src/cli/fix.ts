import { createTwoFilesPatch } from "diff";
import { fixAll, resolveConfig } from "../core/api";
import { readArgs } from "./args";
import { runBatch } from "./batch";
import { scopeOfPaths } from "./check";
import type { Console } from "./console";
import { type ExitCode, exitCodes } from "./exit";
import { selectRules } from "./selection";
import { writeTexts } from "./write";

/** `liftoff fix`: applies fixes to the files, or prints them with `--diff`. */
export async function fix(args: readonly string[], console: Console): Promise<ExitCode> {
  const { values, positionals } = readArgs(args, {
    rule: { type: "string", multiple: true },
    review: { type: "boolean", default: false },
    diff: { type: "boolean", default: false },
    batch: { type: "string" },
  });
  const chosen = selectRules(values.rule);
  const kinds = values.review ? "any" : "safe";

  if (values.batch !== undefined) {
    return runBatch(values.batch, console, (project, files) => {
      const { texts } = fixAll(project, chosen, resolveConfig(), { kinds });
      return { files: Object.fromEntries([...Object.entries(files), ...texts]) };
    });
  }

  const { workspace, covers, rename } = scopeOfPaths(positionals, console);
  for (const notice of workspace.notices) console.err(notice);
  const { texts, applied } = fixAll(workspace.project, chosen, workspace.config, { kinds, covers });
  if (values.diff) {
    for (const [file, text] of texts) {
      const before = workspace.project.file(file)?.text;
      const from = before === undefined ? "/dev/null" : `a/${rename(file)}`;
      console.out(createTwoFilesPatch(from, `b/${rename(file)}`, before ?? "", text));
    }
    return exitCodes.clean;
  }
  await writeTexts(workspace.root, texts);
  for (const { finding, fix } of applied)
    console.out(`${rename(finding.path)}: ${fix.title} (${finding.rule})\n`);
  const files = `${texts.size} ${texts.size === 1 ? "file" : "files"}`;
  console.out(applied.length === 0 ? "Nothing to fix.\n" : `${applied.length} fixed in ${files}.\n`);
  return exitCodes.clean;
}
