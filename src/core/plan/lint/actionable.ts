import { span } from "../../text/span";
import { placedItems } from "../item-ref";
import type { Plan } from "../model";
import type { PlanFinding } from "./finding";

/** Wishes that are written like work, and what would be work. */
const wishes: readonly { readonly pattern: RegExp; readonly message: string }[] = [
  {
    pattern:
      /^(?:enable|activate|turn on|switch on|set up|aktivier\w*) (?:sql|nosql)[- ]injection (?:protection|prevention|schutz)$/i,
    message:
      "No switch protects from SQL injection: say that every query takes parameters, and which rule or review shows it.",
  },
  {
    pattern:
      /^(?:enable|activate|turn on|switch on|set up|aktivier\w*) xss[- ](?:protection|prevention|filter|schutz)$/i,
    message:
      "No switch protects from cross-site scripting: say that output is encoded and which Content-Security-Policy is sent.",
  },
  {
    pattern:
      /^(?:make|ensure|verify|check)(?: sure)?(?: that)?(?: (?:the|our|your))?(?: (?:app|application|site|website|system|everything|all|it|code|server))? (?:is |works?|are )?(?:secure|safe|fast|stable|scalable|robust|reliable|performant|production[- ]ready|good|fine|ok|perfect|working|works?)$/i,
    message: "This can be ticked without anything done: say what is to be seen when it is true.",
  },
  {
    pattern:
      /^(?:improve|optimi[sz]e|increase|enhance|verbesser\w*|optimier\w*) (?:the |our )?(?:performance|security|stability|quality|scalability|reliability|ux|user experience|everything|app|code)$/i,
    message: "This has no end: say what to reach, with a number.",
  },
  {
    pattern:
      /^(?:fix|resolve|solve|behebe?)(?: all| any| the| remaining| alle)? (?:bugs?|issues?|problems?|errors?|fehler)$/i,
    message: "This has no end: name the ones that stand in the way of the launch.",
  },
  {
    pattern:
      /^(?:test|check|review|verify) (?:everything|all(?: the)? things|the (?:app|application|system|site))$/i,
    message: "Say what is tested, and what must come out.",
  },
  {
    pattern:
      /^(?:etc\.?|and so on|more|other(?: things| stuff| tasks)?|misc(?:ellaneous)?|stuff|usw\.?|sonstiges)$/i,
    message: "This says nothing that could be done: name it or leave it out.",
  },
];

/** Items that nobody can do as they are written. */
export function* notActionable(plan: Plan): Generator<PlanFinding> {
  for (const { item } of placedItems(plan)) {
    if (item.children.length > 0 || item.details.length > 0) continue;
    const title = item.title.replace(/[.!]+$/, "").trim();
    const wish = wishes.find(({ pattern }) => pattern.test(title));
    if (!wish) continue;
    const at = span(item.at.start, Math.min(item.at.end, item.at.start + 200));
    yield { rule: "plan/not-actionable", severity: "info", at, message: wish.message, fixes: [] };
  }
}
