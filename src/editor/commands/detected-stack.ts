import { l10n, type QuickInputButton, type QuickPickItem, QuickPickItemKind, ThemeIcon } from "vscode";
import type { ProjectView } from "../../core/project/view";
import type { Answers } from "../../core/scaffold/generator";
import type { Fact, Summary } from "../../core/scaffold/summary";
import type { NewFiles } from "../core";
import type { Corrections } from "./corrections";
import { back, pickStep, type Step, typeStep } from "./steps";

type Row = QuickPickItem & {
  /** Undefined for what goes on, and for what takes everything back. */
  readonly fact?: Fact;
  readonly does?: "continue" | "reset" | "reset-all";
};

/**
 * Shows what was detected, one row a fact with the place that shows it, and takes corrections until somebody goes on.
 * What the files leave open is asked before that. Corrections are kept. Undefined when everything is called off.
 */
export async function confirmStack(
  newFiles: NewFiles,
  project: ProjectView,
  corrections: Corrections,
  title: string,
): Promise<Summary | undefined> {
  for (;;) {
    const choices = corrections.read();
    const summary = newFiles.summaryOf(project, choices);
    const picked = await pickStep(listOf(newFiles, summary, title));
    if (picked === undefined || picked === back) return undefined;
    const keep = (fact: Fact, answer: string | undefined) =>
      corrections.write(newFiles.answered(choices, fact, answer, project));
    const { fact, does } = picked;
    if (does === "reset-all") await corrections.write({});
    else if (fact && does === "reset") await keep(fact, undefined);
    else if (fact) {
      const answer = await askFact(newFiles, fact, title);
      if (answer === undefined) return undefined;
      if (answer !== back) await keep(fact, answer);
    } else {
      const open = summary.facts.filter(({ state }) => state === "open");
      if (open.length === 0) return summary;
      const said = await askOpen(newFiles, open, choices, title);
      if (said === undefined) return undefined;
      if (said !== back) await corrections.write(said);
    }
  }
}

/** Asks one after the other what the files leave open; the way back leads to the question before. */
async function askOpen(
  newFiles: NewFiles,
  open: readonly Fact[],
  choices: Answers,
  title: string,
): Promise<Step<Answers>> {
  const said: Record<string, string> = { ...choices };
  for (let i = 0; i < open.length; ) {
    const fact = open[i];
    if (!fact) break;
    const answer = await askFact(newFiles, fact, `${title} (${i + 1}/${open.length})`);
    if (answer === undefined) return undefined;
    if (answer === back && i === 0) return back;
    if (answer !== back) said[fact.id] = answer;
    i += answer === back ? -1 : 1;
  }
  return said;
}

function listOf(newFiles: NewFiles, { facts, headline }: Summary, title: string) {
  const isOpen = facts.some(({ state }) => state === "open");
  const go: Row = {
    label: `$(arrow-right) ${l10n.t("Continue")}`,
    description: isOpen ? l10n.t("with what is not sure first") : l10n.t("all of this is right"),
    alwaysShow: true,
    does: "continue",
  };
  const rows = facts.map((fact) => rowOf(newFiles, fact));
  const items = rows.flatMap((row, i): Row[] => {
    const heading = headingOf(row.fact);
    const isNew = heading !== headingOf(rows[i - 1]?.fact);
    return isNew ? [{ label: heading, kind: QuickPickItemKind.Separator }, row] : [row];
  });
  const changed = facts.filter(({ state }) => state === "changed");
  const resetAll = {
    iconPath: new ThemeIcon("discard"),
    tooltip: l10n.t("Take back everything that you changed"),
    gives: { label: "", does: "reset-all" as const },
  };
  return {
    title: `${title}: ${l10n.t("what Liftoff detected")}`,
    placeholder: l10n.t("Detected: {0}. Enter continues; choose a row to correct it.", headline),
    items: [go, ...items],
    active: go,
    hasBack: false,
    buttons: changed.length > 0 ? [resetAll] : [],
    onItemButton: (row: Row, button: QuickInputButton): Row =>
      button.iconPath === discardIcon ? { ...row, does: "reset" } : row,
  };
}

const editIcon = new ThemeIcon("edit");
const discardIcon = new ThemeIcon("discard");

function rowOf(newFiles: NewFiles, fact: Fact): Row & { readonly fact: Fact } {
  const { label, state, id, value } = fact;
  const icon = { open: "$(question) ", changed: "$(edit) ", detected: "" }[state];
  return {
    label: `${icon}${label}: ${newFiles.shownAs(id, value)}`,
    description: reasonOf(newFiles, fact),
    buttons: [
      ...(state === "changed"
        ? [{ iconPath: discardIcon, tooltip: l10n.t("Take back what you changed") }]
        : []),
      { iconPath: editIcon, tooltip: l10n.t("Correct…") },
    ],
    fact,
  };
}

/** Where it comes from: a place, a habit, or the person who said so. */
function reasonOf(newFiles: NewFiles, { id, state, found, why, instead, likely }: Fact): string {
  if (state === "open")
    return l10n.t("not sure: {0}", likely.map((one) => newFiles.shownAs(id, one)).join(l10n.t(" or ")));
  if (state === "changed") {
    return instead === undefined
      ? l10n.t("answered by you, kept for this workspace")
      : l10n.t("changed by you, kept for this workspace; the files say {0}", newFiles.shownAs(id, instead));
  }
  if (!found) return why;
  return found.line === undefined ? found.path : `${found.path}:${found.line}`;
}

function headingOf(fact: Fact | undefined): string {
  if (!fact) return "";
  if (fact.state === "open") return l10n.t("to be decided");
  return fact.service === undefined ? l10n.t("the app as a whole") : l10n.t("service {0}", fact.service);
}

/** Asks for one fact: a choice of what may be true, and any other text where that is possible. */
async function askFact(newFiles: NewFiles, fact: Fact, title: string): Promise<Step<string>> {
  const { id, label, service, question, value, likely, isClosed, check } = fact;
  const heading = `${title}: ${service === undefined ? label : l10n.t("{0} of {1}", label, service)}`;
  const type = () => typeStep({ title: heading, placeholder: question, value, check, hasBack: true });
  if (!isClosed && likely.length < 2) return type();
  for (;;) {
    const other = { label: `$(edit) ${l10n.t("Something else…")}`, value: undefined };
    const picks = likely.map((one) => ({
      label: newFiles.shownAs(id, one),
      ...(one === value && { description: reasonOf(newFiles, fact) }),
      value: one,
    }));
    const picked = await pickStep<QuickPickItem & { readonly value: string | undefined }>({
      title: heading,
      placeholder: question,
      items: isClosed ? picks : [...picks, other],
      hasBack: true,
    });
    if (picked === undefined || picked === back) return picked;
    if (picked.value !== undefined) return picked.value;
    const typed = await type();
    if (typed !== back) return typed;
  }
}
