import { chmodSync, existsSync, realpathSync } from "node:fs";
import path from "node:path";
import { applyEdits } from "../core/api";
import {
  type Answers,
  type Fact,
  type Generator,
  generatorOf,
  generators,
  InvalidPathError,
  type Proposal,
  propose,
  type Summary,
  shownAs,
  summaryOf,
} from "../core/new-files";
import { readArgs } from "./args";
import type { Console } from "./console";
import { CannotRun, type ExitCode, exitCodes } from "./exit";
import { loadWorkspace, readText, rootOf } from "./workspace";
import { writeTexts } from "./write";

/**
 * `liftoff scaffold <id>...`: makes files that are missing. Files that are there are never replaced: what is missing in
 * them is added where the generator knows how, and they are named otherwise.
 */
export async function scaffold(args: readonly string[], console: Console): Promise<ExitCode> {
  const { values, positionals } = readArgs(args, {
    answers: { type: "string" },
    out: { type: "string" },
    "dry-run": { type: "boolean", default: false },
    list: { type: "boolean", default: false },
    show: { type: "boolean", default: false },
  });
  if (values.list) return list(console);
  if (positionals.length === 0 && !values.show)
    throw new CannotRun("liftoff scaffold takes ids of generators; see liftoff scaffold --list");
  const chosen = positionals.map(named);
  const root = folderOf(values.out, console);
  const { project, notices } = loadWorkspace(root, console.today);
  for (const notice of notices) console.err(notice);
  const view = project.watch().view;
  const given = answersIn(values.answers, console);
  const summary = summaryOf(view, given);
  const { stack } = summary;
  checkFacts(summary, given);
  if (values.show) {
    show(summary, console);
    return exitCodes.clean;
  }
  for (const { id, question, answers: likely } of stack.doubts)
    console.err(`${question} Likely ${likely.join(", ")}; say which in --answers, as ${id}.`);
  sayUnused(summary, { stack, project: view }, given, console);
  const answers = { ...proposed(chosen, { stack, project: view }), ...given };
  checkAnswers(chosen, { stack, project: view }, answers);
  const proposal = proposalOf(chosen, { stack, answers, project: view });
  report(proposal, values["dry-run"], console);
  if (!values["dry-run"]) {
    const merged = proposal.merge.map(
      ({ path: file, edits }) => [file, applyEdits(project.file(file)?.text ?? "", edits)] as const,
    );
    await writeTexts(
      root,
      new Map([...proposal.create.map(({ path: file, text }) => [file, text] as const), ...merged]),
    );
    for (const { path: file, executable } of proposal.create)
      if (executable) chmodSync(path.join(root, file), 0o755);
  }
  return proposal.create.length + proposal.merge.length > 0 || proposal.refused.length === 0
    ? exitCodes.clean
    : exitCodes.findings;
}

function list(console: Console): ExitCode {
  const width = Math.max(...generators.map(({ id }) => id.length));
  for (const { id, summary } of generators) console.out(`${id.padEnd(width)}  ${summary}\n`);
  return exitCodes.clean;
}

function named(id: string): Generator {
  const found = generatorOf(id);
  if (!found) throw new CannotRun(`there is no generator ${id}; see liftoff scaffold --list`);
  return found;
}

function folderOf(out: string | undefined, console: Console): string {
  if (out === undefined) return rootOf([], console.cwd);
  const folder = path.resolve(console.cwd, out);
  if (!existsSync(folder)) throw new CannotRun(`${out}: no such folder`);
  return realpathSync(folder);
}

/** What was detected, one line a fact: where it was found, and the id by which `--answers` says otherwise. */
function show({ headline, facts }: Summary, console: Console): void {
  const lines = facts.map((fact) => [
    fact.service === undefined ? fact.label : `${fact.service}: ${fact.label}`,
    `${shownAs(fact.id, fact.value)}${fact.state === "open" ? "?" : ""}`,
    reasonOf(fact),
    fact.id,
  ]);
  const widths = [0, 1, 2].map((column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  console.out(`Detected: ${headline}.\n\n`);
  for (const line of lines) console.out(`${line.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join("  ")}\n`);
  console.out('\nSay otherwise in --answers: {"port:api": "9000"}\n');
}

function reasonOf({ found, why, state, instead, likely, id }: Fact): string {
  if (state === "open") return `not sure: ${likely.map((one) => shownAs(id, one)).join(" or ")}`;
  if (state === "changed")
    return instead === undefined ? "as you said" : `as you said, instead of ${instead}`;
  if (!found) return why;
  return found.line === undefined ? found.path : `${found.path}:${found.line}`;
}

function checkFacts({ facts }: Summary, given: Answers): void {
  for (const { id, check } of facts) {
    const problem = given[id] === undefined ? undefined : check(given[id]);
    if (problem !== undefined)
      throw new CannotRun(`${id} cannot be ${JSON.stringify(given[id])}. ${problem}`);
  }
}

/** Says which answers nothing asked for: a misspelt id would be lost without a word. */
function sayUnused({ facts }: Summary, input: Surroundings, given: Answers, console: Console): void {
  const asked = generators.flatMap(({ questions }) => questions?.(input) ?? []);
  const known = new Set([...facts, ...asked].map(({ id }) => id));
  for (const id of Object.keys(given))
    if (!known.has(id)) console.err(`${id}: nothing here asks for that; see liftoff scaffold --show`);
}

type Surroundings = Parameters<NonNullable<Generator["questions"]>>[0];

function proposed(chosen: readonly Generator[], input: Surroundings): Answers {
  return Object.fromEntries(
    chosen.flatMap(({ questions }) => questions?.(input) ?? []).map(({ id, value }) => [id, value]),
  );
}

/** The answers in a JSON file: an object of texts. Throws `CannotRun` for anything else. */
function answersIn(file: string | undefined, console: Console): Answers {
  if (file === undefined) return {};
  const absolute = path.resolve(console.cwd, file);
  const text = existsSync(absolute) ? readText(absolute)?.text : undefined;
  if (text === undefined) throw new CannotRun(`${file}: no such file`);
  try {
    const value: unknown = JSON.parse(text);
    const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
    if (isObject && Object.values(value).every((one) => typeof one === "string")) return value as Answers;
  } catch {
    // Said below: what it should have been.
  }
  throw new CannotRun(`${file}: not an object of texts, such as {"domain": "app.example.com"}`);
}

function checkAnswers(chosen: readonly Generator[], input: Surroundings, answers: Answers): void {
  for (const { id, check } of chosen.flatMap(({ questions }) => questions?.(input) ?? [])) {
    const problem = check?.(answers[id] ?? "");
    if (problem !== undefined)
      throw new CannotRun(`${id} cannot be ${JSON.stringify(answers[id])}. ${problem}`);
  }
}

function proposalOf(chosen: readonly Generator[], input: Parameters<typeof propose>[1]): Proposal {
  try {
    return propose(chosen, input);
  } catch (error) {
    if (error instanceof InvalidPathError) throw new CannotRun(error.message);
    throw error;
  }
}

function report({ create, merge, existing, refused }: Proposal, isDry: boolean, console: Console): void {
  const [made, added] = isDry ? ["would be made", "would be added to"] : ["made", "added to"];
  for (const { path: file } of create) console.out(`${file}: ${made}\n`);
  for (const { path: file } of merge) console.out(`${file}: ${added}\n`);
  for (const file of existing) console.out(`${file}: is there, left alone\n`);
  for (const { id, reason } of refused) console.err(`${id}: ${reason}`);
}
