import { existsSync, statSync } from "node:fs";
import path from "node:path";
import {
  applyEdits,
  type Claim,
  editClaim,
  folderFactsOf,
  ganttOf,
  type Item,
  itemRef,
  LineIndex,
  lintPlan,
  planMarkdown,
  planToJson,
  pullRequestBody,
  readPlan,
} from "../core/api";
import { rules } from "../core/rules/list";
import { oneOf, readArgs } from "./args";
import type { Console } from "./console";
import { CannotRun, type ExitCode, exitCodes } from "./exit";
import { judgePlan } from "./plan-view";
import { loadWorkspace, readText, rootOf } from "./workspace";
import { writeTexts } from "./write";

const claims = ["todo", "doing", "done", "na"] as const satisfies readonly Claim[];

/** `liftoff plan show|tick|lint`: reads and edits one launch plan. */
export async function plan(args: readonly string[], console: Console): Promise<ExitCode> {
  const [action, ...rest] = args;
  switch (action) {
    case "show":
      return show(rest, console);
    case "tick":
      return tick(rest, console);
    case "lint":
      return lintOne(rest, console);
    case "export":
      return exportOne(rest, console);
    default:
      throw new CannotRun("liftoff plan takes show, tick, lint or export and a file");
  }
}

async function show(args: readonly string[], console: Console): Promise<ExitCode> {
  const { values, positionals } = readArgs(args, { format: { type: "string", default: "text" } });
  const format = oneOf("--format", values.format, ["text", "json"] as const);
  const file = open(positionals, console);
  const reading = readPlan(file.name, file.text);
  for (const { line, message } of reading.problems) console.err(`${file.name}:${line + 1}: ${message}`);
  if (format === "json") console.out(`${JSON.stringify(planToJson(reading), undefined, 2)}\n`);
  else {
    console.out(`${reading.plan.name}\n`);
    for (const phase of reading.plan.phases) {
      console.out(`\n${[phase.title, phase.priority, phase.estimate].filter(Boolean).join(" · ")}\n`);
      for (const section of phase.sections) {
        if (section.title !== "" && section.title !== phase.title) {
          console.out(
            `  ${[section.title, section.priority, section.estimate].filter(Boolean).join(" · ")}\n`,
          );
        }
        for (const item of section.items) printItem(item, 2, console);
      }
    }
  }
  return reading.editable ? exitCodes.clean : exitCodes.findings;
}

function printItem(item: Item, depth: number, console: Console): void {
  const mark = { todo: " ", doing: "/", done: "x", na: "-" }[item.claim];
  console.out(`${"  ".repeat(depth)}[${mark}] ${item.title}  (${item.id})\n`);
  for (const child of item.children) printItem(child, depth + 1, console);
}

async function tick(args: readonly string[], console: Console): Promise<ExitCode> {
  const { values, positionals } = readArgs(args, { reason: { type: "string" } });
  const [name, id, wanted = "done"] = positionals;
  if (id === undefined)
    throw new CannotRun("liftoff plan tick takes a file and an item id; see liftoff plan show");
  const claim = oneOf("the claim", wanted, claims);
  const file = open([name ?? ""], console);
  const ref = itemRef(readPlan(file.name, file.text).plan, id);
  if (!ref) throw new CannotRun(`${file.name} has no item ${id}; see liftoff plan show ${file.name}`);
  const outcome = editClaim(file.name, file.text, ref, claim, values.reason ? { reason: values.reason } : {});
  if ("refused" in outcome) {
    console.err(outcome.refused);
    return exitCodes.findings;
  }
  const after = applyEdits(file.text, outcome.edits);
  if (after === file.text) {
    console.out(`${id} is ${claim} already.\n`);
    return exitCodes.clean;
  }
  await writeTexts(file.folder, new Map([[path.basename(file.absolute), after]]));
  console.out(`${id}: ${claim}\n`);
  return exitCodes.clean;
}

async function lintOne(args: readonly string[], console: Console): Promise<ExitCode> {
  const { values, positionals } = readArgs(args, { format: { type: "string", default: "text" } });
  const format = oneOf("--format", values.format, ["text", "json"] as const);
  const file = open(positionals, console);
  const lines = new LineIndex(file.text);
  const findings = lintPlan(file.name, file.text, {
    ruleExists: (id) => rules.some((rule) => rule.id === id),
    rules,
    today: console.today,
    ...aroundPlan(file.absolute, console),
  }).map((finding) => ({
    rule: finding.rule,
    severity: finding.severity,
    path: file.name,
    start: lines.positionAt(finding.at.start),
    end: lines.positionAt(finding.at.end),
    message: finding.message,
    fixes: finding.fixes.map(({ title, kind }) => ({ title, kind })),
  }));
  if (format === "json") console.out(`${JSON.stringify({ version: 1, findings }, undefined, 2)}\n`);
  else {
    for (const { start, severity, message, rule } of findings) {
      console.out(
        `${file.name}:${start.line + 1}:${start.character + 1}: ${severity}: ${message} (${rule})\n`,
      );
    }
    console.out(findings.length === 0 ? "Nothing found.\n" : `${findings.length} found.\n`);
  }
  return findings.some(({ severity }) => severity === "error") ? exitCodes.findings : exitCodes.clean;
}

/** The workspace of a plan, where it has one: a file that lies somewhere else says nothing of what is there. */
function aroundPlan(absolute: string, console: Console) {
  const root = rootOf([absolute], console.cwd);
  const isWorkspace = [".liftoff", ".git"].some((name) => existsSync(path.join(root, name)));
  return isWorkspace ? folderFactsOf(loadWorkspace(root, console.today).project.watch().view) : {};
}

/** The plan with what the workspace says of it, for other places. */
async function exportOne(args: readonly string[], console: Console): Promise<ExitCode> {
  const { values, positionals } = readArgs(args, { format: { type: "string", default: "markdown" } });
  const format = oneOf("--format", values.format, ["markdown", "pull-request", "mermaid"] as const);
  const { view } = judgePlan(positionals[0], console);
  const text = {
    markdown: () => planMarkdown(view),
    "pull-request": () => pullRequestBody(view),
    mermaid: () => ganttOf(view, console.today),
  }[format]();
  if (text === undefined) throw new CannotRun("the plan gives no estimates: there is nothing to draw");
  console.out(text);
  return exitCodes.clean;
}

function open(names: readonly (string | undefined)[], console: Console) {
  const [name] = names;
  if (!name) throw new CannotRun("name the plan file");
  const absolute = path.resolve(console.cwd, name);
  const known = statSync(absolute, { throwIfNoEntry: false });
  if (!known) throw new CannotRun(`${name}: no such file`);
  if (!known.isFile()) throw new CannotRun(`${name}: not a file`);
  const read = readText(absolute);
  if (!read) throw new CannotRun(`${name}: not a text in UTF-8`);
  return { name, absolute, folder: path.dirname(absolute), text: read.text };
}
