import type { ScriptForm } from "../../files/script/form";
import { isDevelopmentOnly } from "../../files/syntax/condition";
import { possibleValues } from "../../files/syntax/possible";
import { type Entry, entryNamed, pathOf, type Value } from "../../files/syntax/value";

/** What the module says of one option: nothing, something that cannot be told, or a value. */
export type Setting =
  | { readonly state: "absent" | "unknown" }
  | { readonly state: "given"; readonly value: Value };

/** A switch in production; `on` as well where it depends on the stage the right way round. */
export type Switch = "on" | "off" | "absent" | "unknown";

const absent: Setting = { state: "absent" };
const unknown: Setting = { state: "unknown" };
const MAX_DEPTH = 10;

/** The entries of `value`, later ones last: what is spread into it and what `Object.assign` joins included. */
export function optionEntries(
  value: Value,
  form: ScriptForm,
  depth = 0,
): { readonly entries: readonly Entry[]; readonly isWhole: boolean } {
  const resolved = form.resolve(value);
  const joined = (parts: readonly Value[]) => {
    const all = parts.map((part) => optionEntries(part, form, depth + 1));
    return { entries: all.flatMap(({ entries }) => entries), isWhole: all.every(({ isWhole }) => isWhole) };
  };
  if (depth > MAX_DEPTH) return { entries: [], isWhole: false };
  if (resolved.kind === "call" && pathOf(resolved.callee) === "Object.assign")
    return joined(resolved.args.map((arg) => arg.value));
  if (resolved.kind !== "record") return { entries: [], isWhole: false };
  const parts = resolved.entries.map((entry) => {
    if (entry.value.kind === "spread") return joined([entry.value.value]);
    return { entries: entry.name === undefined ? [] : [entry], isWhole: entry.name !== undefined };
  });
  return {
    entries: parts.flatMap(({ entries }) => entries),
    isWhole: parts.every(({ isWhole }) => isWhole),
  };
}

/** What a module says of the options that it passes on. One for each check: it keeps an index of the assignments. */
export class OptionReader {
  private changes: Map<string, Change[]> | undefined;

  constructor(private readonly form: ScriptForm) {}

  /**
   * What the option at `path` of `options` may be when the code at `offset` runs: the literal's own entry, and what
   * statements like `options.cookie.secure = true` make of it. Several where a condition decides.
   */
  settings(options: Value | undefined, path: readonly string[], offset: number): readonly Setting[] {
    const { form } = this;
    if (!options) return [absent];
    let settings: Setting[] = [settingIn(options, path, form)];
    const usual = form.conditionsAt(offset).length;
    for (const { at, setting } of this.laterSettings(options, path)) {
      if (form.isDevelopmentOnly(at)) continue;
      settings = form.conditionsAt(at).length > usual ? [...settings, setting] : [setting];
    }
    return settings;
  }

  /** Whether the option at `path` is switched on. */
  switch(options: Value | undefined, path: readonly string[], offset: number): Switch {
    return switchOf(this.settings(options, path, offset), this.form);
  }

  /** `options.cookie = { … }`, `options.cookie.secure = true`, `cookie.secure = true` for `options = { cookie }`. */
  private laterSettings(options: Value, path: readonly string[]): Later[] {
    const found = this.assignedTo(options, path);
    const [name, ...rest] = path;
    if (name === undefined || rest.length === 0) return found;
    const inner = entryNamed(optionEntries(options, this.form).entries, name);
    const further = inner ? this.assignedTo(inner.value, rest) : [];
    return [...found, ...further].sort((a, b) => a.at - b.at);
  }

  private assignedTo(owner: Value, path: readonly string[]): Later[] {
    if (owner.kind !== "name") return [];
    const { form } = this;
    const bindings = form.bindingsOf(owner.name, owner.at.start);
    return this.changesOf(owner.name).flatMap(({ at, members, value }) => {
      if (members.length > path.length || members.some((name, i) => name !== path[i])) return [];
      if (form.bindingsOf(owner.name, at) !== bindings) return [];
      const rest = path.slice(members.length);
      return [{ at, setting: rest.length === 0 ? given(value) : settingIn(value, rest, form) }];
    });
  }

  private changesOf(name: string): readonly Change[] {
    this.changes ??= changesIn(this.form);
    return this.changes.get(name) ?? [];
  }
}

/** `name.member.member = value` */
interface Change {
  readonly at: number;
  readonly members: readonly string[];
  readonly value: Value;
}

interface Later {
  readonly at: number;
  readonly setting: Setting;
}

function changesIn(form: ScriptForm): Map<string, Change[]> {
  const changes = new Map<string, Change[]>();
  for (const { target, value, at } of form.assignments) {
    const [name, ...members] = target.kind === "member" ? (pathOf(target)?.split(".") ?? []) : [];
    if (name === undefined) continue;
    const list = changes.get(name) ?? [];
    changes.set(name, list);
    list.push({ at: at.start, members, value });
  }
  return changes;
}

/** What a switch is in production: `on` where any of `settings` switches it on. */
export function switchOf(settings: readonly Setting[], form: ScriptForm): Switch {
  const states = settings.map((setting) => {
    if (setting.state !== "given") return setting.state;
    return form.resolve(setting.value).kind === "null" ? "absent" : stateOf(setting.value, form);
  });
  for (const state of ["on", "unknown", "off"] as const) if (states.includes(state)) return state;
  return "absent";
}

function stateOf(value: Value, form: ScriptForm): Switch {
  const isOn = truthOf(value, form);
  return isOn === undefined ? "unknown" : isOn ? "on" : "off";
}

/** Whether `value` is true in production; undefined where that is not known. */
export function truthOf(value: Value, form: ScriptForm, depth = 0): boolean | undefined {
  const known = form.resolve(value);
  if (depth > MAX_DEPTH) return undefined;
  if (known.kind === "boolean") return known.value;
  if (known.kind === "operation" && known.operator === "not" && known.operands[0]) {
    const inner = truthOf(known.operands[0], form, depth + 1);
    if (inner !== undefined) return !inner;
  }
  if (isDevelopmentOnly({ test: known, holds: true }, form)) return false;
  if (isDevelopmentOnly({ test: known, holds: false }, form)) return true;
  if (known.kind !== "choice") return undefined;
  const branches = possibleValues(known, form).map((branch) => truthOf(branch.value, form, depth + 1));
  if (branches.includes(true)) return true;
  return branches.every((branch) => branch === false) ? false : undefined;
}

function settingIn(options: Value, path: readonly string[], form: ScriptForm): Setting {
  const { entries, isWhole } = optionEntries(options, form);
  const [name, ...rest] = path;
  const entry = name === undefined ? undefined : entryNamed(entries, name);
  if (!entry) return isWhole ? absent : unknown;
  if (rest.length === 0) return given(entry.value);
  const inner = form.resolve(entry.value);
  return inner.kind === "boolean" || inner.kind === "null" ? absent : settingIn(entry.value, rest, form);
}

function given(value: Value): Setting {
  return { state: "given", value };
}
