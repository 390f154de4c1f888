import {
  asMap,
  parseYaml,
  toPlain,
  type YamlEntry,
  type YamlForm,
  type YamlMap,
} from "../../files/yaml/form";
import { LineIndex } from "../../text/lines";
import type { Span } from "../../text/span";
import { conflictProblems, withoutConflicts } from "../conflict";
import { detectDamage, type EncodingDamage } from "../encoding";
import type { Claim, Item, Phase, PlanProblem, PlanReading, Section } from "../model";
import { IdPool } from "../slug";
import { DetailsReader } from "./details";
import { planSchema, statusWords } from "./schema";
import { FieldReader, placeAt } from "./values";

/** Where an item stands in the YAML text. */
export interface YamlPlace {
  readonly map: YamlMap;
  /** Whether another item has the same id, so that the id does not tell which is meant. */
  readonly isDuplicate: boolean;
}

export interface YamlReading extends PlanReading {
  readonly form: YamlForm;
  readonly places: ReadonlyMap<string, YamlPlace>;
}

/** Reads a plan file in YAML. Never throws: what is wrong is in `problems`, what could be read is in `plan`. */
export function readYamlPlan(text: string, fallbackName: string): YamlReading {
  return new YamlPlanReader(text).read(fallbackName, true);
}

/** The same for an edit, which asks where things stand: fields of a wrong shape, which lock nothing, are not looked for. */
export function readYamlPlaces(text: string): YamlReading {
  return new YamlPlanReader(text).read("", false);
}

class YamlPlanReader {
  private readonly lines: LineIndex;
  private readonly form: YamlForm;
  private readonly damage: EncodingDamage | undefined;
  private readonly fields: FieldReader;
  private readonly problems: PlanProblem[] = [];
  private readonly places = new Map<string, YamlPlace>();
  private readonly itemIds = new IdPool();
  private readonly sectionIds = new IdPool();
  private readonly phaseIds = new IdPool();
  private readonly duplicates = new Set<number>();

  constructor(text: string) {
    this.lines = new LineIndex(text);
    this.problems.push(...conflictProblems(text, this.lines));
    this.form = parseYaml(withoutConflicts(text));
    this.damage = detectDamage(text);
    this.fields = new FieldReader((slice) => this.damage?.decode(slice) ?? slice);
  }

  read(fallbackName: string, checksShape: boolean): YamlReading {
    const root = asMap(this.form.root);
    const phases = (asMap(root?.get("phases"))?.own ?? []).map((entry) => this.phaseOf(entry));
    const details = new DetailsReader(this.fields, this.lines).read(root);
    this.reportSyntax();
    if (checksShape) this.reportShape();
    const locked = this.problems.some(
      ({ kind }) => kind === "broken" || kind === "conflict" || kind === "too-large",
    );
    return {
      plan: {
        format: "yaml",
        name: this.fields.text(root, "name") ?? fallbackName,
        phases,
        details,
      },
      problems: this.problems,
      editable: !locked,
      repairedFrom: this.damage?.name,
      form: this.form,
      places: this.places,
    };
  }

  private phaseOf(entry: YamlEntry): Phase {
    const map = asMap(entry.value);
    const id = this.phaseIds.take(entry.key);
    if (id !== entry.key) this.duplicate(entry.at, "phases");
    const own = asMap(map?.get("items"));
    const sections: Section[] = own ? [this.sectionOf(id, "", own, undefined, entry)] : [];
    for (const section of asMap(map?.get("sections"))?.own ?? []) {
      const fields = asMap(section.value);
      const title = this.fields.text(fields, "title") ?? section.key;
      sections.push(
        this.sectionOf(`${id}.${section.key}`, title, asMap(fields?.get("items")), fields, section),
      );
    }
    return {
      id,
      title: this.fields.text(map, "title") ?? entry.key,
      needs: this.fields.texts(map, "needs"),
      gate: map?.has("gate") ? this.fields.gate(asMap(map.get("gate"))) : undefined,
      success: this.fields.texts(map, "success"),
      onlyIf: this.fields.text(map, "only_if"),
      level: this.fields.level(map),
      optional: this.fields.flag(map, "optional"),
      priority: this.fields.priority(map),
      estimate: this.fields.estimate(map),
      dependsOn: this.fields.texts(map, "depends_on"),
      line: this.lines.lineAt(entry.at.start),
      sections,
    };
  }

  private sectionOf(
    wanted: string,
    title: string,
    items: YamlMap | undefined,
    fields: YamlMap | undefined,
    entry: YamlEntry,
  ): Section {
    const id = this.sectionIds.take(wanted);
    if (id !== wanted) this.duplicate(entry.at, "sections of this phase");
    return {
      id,
      title,
      parents: [],
      priority: this.fields.priority(fields),
      estimate: this.fields.estimate(fields),
      blockers: this.fields.texts(fields, "blockers"),
      outputs: this.fields.texts(fields, "outputs"),
      line: this.lines.lineAt(entry.at.start),
      items: this.itemsOf(items),
    };
  }

  private itemsOf(items: YamlMap | undefined): Item[] {
    return (items?.own ?? []).flatMap((entry) => {
      const map = asMap(entry.value);
      return map ? [this.itemOf(entry, map)] : [];
    });
  }

  private itemOf(entry: YamlEntry, map: YamlMap): Item {
    const id = this.itemIds.take(entry.key);
    const isDuplicate = id !== entry.key;
    if (isDuplicate) {
      this.duplicate(entry.at, "items");
      this.markDuplicate(entry.key);
    }
    this.places.set(id, { map, isDuplicate });
    const { fields } = this;
    const { records, ttl, waiver, docs, blocker, aliasOf, optional } = fields.additions(map);
    // Every field is named here: V8 makes objects that spread others slowly, and a plan may have ten thousand.
    return {
      records,
      ttl,
      waiver,
      docs,
      blocker,
      aliasOf,
      optional,
      attachments: [],
      id,
      title: fields.text(map, "title") ?? entry.key,
      why: fields.text(map, "why"),
      claim: claimOf(fields.text(map, "status")),
      priority: fields.priority(map),
      estimate: fields.estimate(map),
      owner: fields.text(map, "owner"),
      due: fields.date(map, "due"),
      notes: fields.text(map, "notes"),
      reason: fields.text(map, "reason"),
      dependsOn: fields.texts(map, "depends_on"),
      verify: fields.verify(map),
      scaffolds: fields.texts(map, "scaffolds"),
      details: fields.texts(map, "details"),
      children: this.itemsOf(asMap(map.get("children"))),
      at: entry.at,
      line: this.lines.lineAt(entry.at.start),
    };
  }

  private markDuplicate(id: string): void {
    const first = this.places.get(id);
    if (first) this.places.set(id, { ...first, isDuplicate: true });
  }

  private duplicate(at: Span, among: string): void {
    this.duplicates.add(at.start);
    this.report("invalid", `Another of the ${among} has the same id: each needs its own.`, at);
  }

  private reportSyntax(): void {
    for (const { at, message } of this.form.problems) {
      if (!this.duplicates.has(at.start)) this.report("broken", message, at);
    }
  }

  private reportShape(): void {
    if (!this.form.root) {
      if (this.problems.length === 0) this.report("empty", "This plan is empty.", { start: 0, end: 0 });
      return;
    }
    if (this.problems.some(({ kind }) => kind === "broken")) return;
    const outcome = planSchema.safeParse(toPlain(this.form.root));
    for (const { path, message } of outcome.error?.issues ?? []) {
      this.report("invalid", message, placeAt(this.form.root, path));
    }
  }

  private report(kind: PlanProblem["kind"], message: string, at: Span): void {
    this.problems.push({ kind, message, at, line: this.lines.lineAt(at.start) });
  }
}

function claimOf(status: string | undefined): Claim {
  return statusWords.find((word) => word === status) ?? "todo";
}
