import { asMap, type YamlEntry, type YamlMap } from "../../files/yaml/form";
import type { LineIndex } from "../../text/lines";
import { parseTarget } from "../metric-target";
import {
  type BudgetLine,
  type BudgetTier,
  type Choice,
  type Environment,
  type Metric,
  type Money,
  noDetails,
  type PlanDetails,
  type Risk,
  type Runbook,
  type RunbookStep,
  type Team,
} from "../model";
import { parseMoney } from "../money";
import type { FieldReader } from "./values";

/** Keys of an environment that are no addresses. */
const environmentKeys = new Set([
  "title",
  "health",
  "mail_domain",
  "platform",
  "domain",
  "region",
  "size",
  "vars",
  "vars_file",
]);

/** Reads what a plan file says beside its phases; what has the wrong type reads as absent. */
export class DetailsReader {
  constructor(
    private readonly fields: FieldReader,
    private readonly lines: LineIndex,
  ) {}

  read(root: YamlMap | undefined): PlanDetails {
    if (!root) return noDetails;
    const { fields } = this;
    return {
      ...noDetails,
      level: fields.level(root),
      goal: fields.text(root, "goal"),
      nonGoals: fields.texts(root, "non_goals"),
      team: this.team(asMap(root.get("team"))),
      environments: this.named(root, "environments", (map) => this.environment(map)),
      options: this.named(root, "options", (map) => ({
        chosen: fields.text(map, "chosen"),
        because: fields.text(map, "because"),
        choices: this.named(map, "choices", (choice) => this.choice(choice)),
      })),
      milestones: this.named(root, "milestones", (map) => ({
        due: fields.date(map, "due"),
        phases: fields.texts(map, "phases"),
      })),
      blockers: fields.texts(root, "blockers"),
      risks: this.named(root, "risks", (map) => this.risk(map)),
      metrics: this.named(root, "metrics", (map) => this.metric(map)),
      budget: this.named(root, "budget", (map) => this.tier(map)),
      runbooks: this.runbooks(root),
      commands: this.named(root, "commands", (map, entry) => ({
        command: fields.text(map, "command") ?? this.scalar(entry) ?? "",
      })).filter(({ command }) => command !== ""),
      troubles: this.named(root, "troubleshooting", (map) => ({
        cause: fields.text(map, "cause"),
        remedy: fields.text(map, "remedy") ?? "",
      })),
      gates: this.named(root, "gates", (map) => fields.gate(map)),
      template: fields.text(root, "template"),
    };
  }

  /** The entries of the map under `key`, each with its id, its title (the id without one) and its line. */
  private named<T>(
    map: YamlMap | undefined,
    key: string,
    read: (map: YamlMap | undefined, entry: YamlEntry) => T,
  ): (T & { id: string; title: string; line: number })[] {
    return (asMap(map?.get(key))?.own ?? []).map((entry) => this.withName(entry, read));
  }

  private withName<T>(entry: YamlEntry, read: (map: YamlMap | undefined, entry: YamlEntry) => T) {
    const map = asMap(entry.value);
    const title = this.fields.text(map, "title") ?? entry.key;
    return { ...read(map, entry), id: entry.key, title, line: this.lines.lineAt(entry.at.start) };
  }

  private team(map: YamlMap | undefined): Team | undefined {
    if (!map) return undefined;
    const { fields } = this;
    return {
      size: fields.number(map, "size"),
      hoursPerDay: fields.number(map, "hours_per_day"),
      start: fields.date(map, "start"),
      people: (asMap(map.get("people"))?.own ?? []).map(({ key, value }) => ({
        id: key,
        name: fields.text(asMap(value), "name"),
        role: fields.text(asMap(value), "role"),
      })),
    };
  }

  private environment(map: YamlMap | undefined): Omit<Environment, "id" | "title" | "line"> {
    const { fields } = this;
    const urls = (map?.own ?? []).flatMap(({ key }) => {
      const url = environmentKeys.has(key) ? undefined : fields.text(map, key);
      return url !== undefined && /^https?:\/\//.test(url) ? [{ name: key, url }] : [];
    });
    return {
      urls,
      health: fields.text(map, "health"),
      mailDomain: fields.text(map, "mail_domain"),
      platform: fields.text(map, "platform"),
    };
  }

  private choice(map: YamlMap | undefined): Omit<Choice, "id" | "title" | "line"> {
    const { fields } = this;
    return {
      recommended: fields.flag(map, "recommended"),
      pros: fields.texts(map, "pros"),
      cons: fields.texts(map, "cons"),
      limits: fields.texts(map, "limits"),
      estimate: fields.estimate(map),
      cost: fields.money(map, "cost"),
    };
  }

  private risk(map: YamlMap | undefined): Omit<Risk, "id" | "title" | "line"> {
    const { fields } = this;
    const level = fields.text(map, "level");
    return {
      level: level === "high" || level === "medium" || level === "low" ? level : undefined,
      impact: fields.text(map, "impact"),
      mitigation: fields.text(map, "mitigation"),
      status: fields.text(map, "status"),
      closesWith: fields.texts(map, "closes_with"),
    };
  }

  private metric(map: YamlMap | undefined): Omit<Metric, "id" | "title" | "line"> {
    const target = this.fields.text(map, "target");
    return {
      target: target === undefined ? undefined : parseTarget(target),
      measured: this.fields.text(map, "measured"),
    };
  }

  private tier(map: YamlMap | undefined): Omit<BudgetTier, "id" | "title" | "line"> {
    const currency = this.fields.text(map, "currency");
    const stated = this.fields.money(map, "total");
    const inCurrency = (cost: Money): Money => ({ ...cost, currency: cost.currency ?? currency });
    const lines = this.named(map, "lines", (line, entry): Omit<BudgetLine, "id" | "title" | "line"> => {
      const written = this.fields.money(line, "cost") ?? parseMoney(this.scalar(entry) ?? "");
      const cost = written ?? { low: 0, high: 0, per: "month", currency: undefined };
      return { cost: inCurrency(cost), optional: this.fields.flag(line, "optional") };
    });
    return { asOf: this.fields.text(map, "as_of"), lines, stated: stated && inCurrency(stated) };
  }

  /** The rollback has a key of its own: it is what nearly every plan has. */
  private runbooks(root: YamlMap): Runbook[] {
    const rollback = root.own.find(({ key, value }) => key === "rollback" && asMap(value));
    const read = (map: YamlMap | undefined) => ({
      trigger: this.fields.text(map, "trigger"),
      steps: this.steps(map),
    });
    const others = this.named(root, "runbooks", read);
    if (!rollback) return others;
    const own = this.withName(rollback, read);
    return [{ ...own, title: own.title === "rollback" ? "Rollback" : own.title }, ...others];
  }

  private steps(map: YamlMap | undefined): RunbookStep[] {
    const list = map?.get("steps");
    return (list?.kind === "list" ? list.items : []).flatMap((item) => {
      const line = this.lines.lineAt(item.at.start);
      const fields = asMap(item);
      const text = fields
        ? this.fields.text(fields, "text")
        : item.kind === "scalar"
          ? item.text.trim()
          : undefined;
      return text === undefined ? [] : [{ text, command: this.fields.text(fields, "command"), line }];
    });
  }

  private scalar({ value }: YamlEntry): string | undefined {
    return value.kind === "scalar" && value.value !== null ? value.text.trim() : undefined;
  }
}
