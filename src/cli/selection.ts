import type { Rule } from "../core/api";
import { rules } from "../core/rules/list";
import { CannotRun } from "./exit";

/** The rules that `--rule` names (ids, or a whole subject as `compose/*`), all without it. Throws `CannotRun`. */
export function selectRules(named: readonly string[] | undefined): readonly Rule[] {
  if (!named || named.length === 0) return rules;
  const chosen = new Set<Rule>();
  for (const name of named) {
    const matching = name.endsWith("/*")
      ? rules.filter((rule) => rule.id.startsWith(name.slice(0, -1)))
      : rules.filter((rule) => rule.id === name);
    if (matching.length === 0) throw new CannotRun(`no rule is called ${name}; see liftoff rules`);
    for (const rule of matching) chosen.add(rule);
  }
  return [...chosen];
}
