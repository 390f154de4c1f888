import { type RetiredPlan, retiredAddons, retiredDynos } from "../../data/platform-plans";
import type { SourceFile } from "../../files/source";
import { valueAt } from "../../files/yaml/form";
import { replacement } from "../../text/edits";
import type { Span } from "../../text/span";
import { defineRule, type Problem, type Proof, type Severity } from "../rule";
import { isHerokuManifest, jsonText, manifestBlocks, member } from "./app-json";
import { wordsAfter } from "./commands";

export const herokuRetiredPlan = defineRule({
  id: "heroku/retired-plan",
  on: ["json", "yaml", "markdown", "workflow", "shell"],
  severity: "error",
  title: "Order plans that Heroku still sells",
  why: "A plan that was taken off sale cannot be added: the app is set up without its database, or not at all.",
  references: [
    "https://devcenter.heroku.com/articles/heroku-postgres-plans",
    "https://devcenter.heroku.com/articles/app-json-schema",
  ],
  equivalents: [],
  fix: "review",
  examples: [
    {
      path: "app.json",
      bad: '{\n  "name": "parcels",\n  "addons": [{ "plan": "heroku-postgresql:«hobby-dev»" }]\n}\n',
      good: '{\n  "name": "parcels",\n  "addons": [{ "plan": "heroku-postgresql:essential-0" }]\n}\n',
    },
    {
      title: "a command in a document",
      path: "docs/deploy.md",
      bad: "    heroku addons:create heroku-postgresql:«mini» --app parcels\n",
      good: "    heroku addons:create heroku-postgresql:essential-0 --app parcels\n",
    },
  ],
  *check({ file }) {
    if (file.role === "test") return;
    for (const named of plansIn(file)) {
      const plan = retired(named);
      if (plan) yield problemWith(named, plan);
      else if (named.isOrder && /^heroku-postgresql:/.test(named.text)) yield proofOf(named);
    }
  },
});

interface NamedPlan {
  /** `heroku-postgresql:mini`, or the size of a dyno. */
  readonly text: string;
  /** The plan without the add-on. */
  readonly at: Span;
  readonly isDyno: boolean;
  /** Whether the platform itself reads it. */
  readonly isOrder: boolean;
}

function* plansIn(file: SourceFile): Generator<NamedPlan> {
  if (isHerokuManifest(file)) yield* inManifest(file);
  else if (file.is("yaml") && /(?:^|\/)heroku\.ya?ml$/.test(file.path)) yield* inContainerManifest(file);
  else if (file.is("markdown") || file.is("workflow") || file.is("shell")) yield* inCommands(file);
}

function* inManifest({ form }: SourceFile<"json">): Generator<NamedPlan> {
  for (const block of manifestBlocks(form)) {
    const addons = member(block, "addons");
    for (const item of addons?.kind === "array" ? addons.items : []) {
      const named = jsonText(item.kind === "object" ? member(item, "plan") : item);
      if (named) yield addon(named.text, named.at, true);
    }
    const formation = member(block, "formation");
    for (const { value } of formation?.kind === "object" ? formation.properties : []) {
      const size = value.kind === "object" ? jsonText(member(value, "size")) : undefined;
      if (size) yield { ...size, isDyno: true, isOrder: true };
    }
  }
}

function* inContainerManifest({ form }: SourceFile<"yaml">): Generator<NamedPlan> {
  const addons = valueAt(form.root, "setup", "addons");
  for (const item of addons?.kind === "list" ? addons.items : []) {
    const plan = valueAt(item, "plan");
    if (plan?.kind !== "scalar" || plan.via !== undefined) continue;
    yield addon(plan.text, plan.spanOf(0, plan.text.length), true);
  }
}

function* inCommands(file: SourceFile): Generator<NamedPlan> {
  if (!file.text.includes("heroku")) return;
  for (const { text, at } of wordsAfter(file, /\b(?:addons:(?:create|add|upgrade)|--addons)[ \t=]/g))
    yield addon(text, at, false);
  for (const { text, at } of wordsAfter(file, /\bheroku[ \t]+ps:(?:type|resize)[ \t]/g)) {
    const size = text.slice(text.indexOf("=") + 1);
    yield {
      text: size,
      at: { start: at.end - size.length, end: at.end },
      isDyno: true,
      isOrder: false,
    };
  }
}

function addon(text: string, { start, end }: Span, isOrder: boolean): NamedPlan {
  const colon = text.indexOf(":");
  const at = colon < 0 ? { start, end } : { start: start + colon + 1, end };
  return { text, at, isDyno: false, isOrder };
}

function retired({ text, isDyno }: NamedPlan): RetiredPlan | undefined {
  const plans = isDyno ? retiredDynos : retiredAddons;
  const name = text.toLowerCase();
  return Object.hasOwn(plans, name) ? plans[name] : undefined;
}

function problemWith({ text, at, isDyno }: NamedPlan, { since, instead }: RetiredPlan): Problem {
  // Heroku renamed these dynos; what it does with the old name is not documented.
  const severity: Severity = isDyno && text.toLowerCase() === "hobby" ? "warning" : "error";
  const what = isDyno ? `Dynos of the size ${text}` : `The plan ${text}`;
  return {
    at,
    severity,
    message: `${what} ${isDyno ? "have" : "has"} not been on sale since ${since}; ${instead[0]} takes its place.`,
    fixes: instead.map((plan) => ({
      title: `Order ${plan} instead (it has a price)`,
      kind: "review",
      edits: [replacement(at, plan)],
    })),
  };
}

function proofOf({ text, at }: NamedPlan): Proof {
  return { proves: at, message: `${text} is a plan that is on sale.` };
}
