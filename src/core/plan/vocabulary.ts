import type { Priority } from "./model";

/** The words plans use, in the languages plans were seen in. Everything is compared in lower case. */

/** Headings that name a step of the launch, when a number or a letter follows: `Phase 2`, `Woche 1-2`. */
export const stepWords: ReadonlySet<string> = wordSet(`
  week phase step day stage milestone part level sprint iteration
  woche schritt tag stufe meilenstein teil etappe
  semaine étape jour fase semana paso día dia etapa passo settimana giorno
  fáze krok týden den faza etap tydzień dzień stap steg fas vecka dag
  фаза этап шаг неделя день спринт
`);

export const numberWords: ReadonlySet<string> = wordSet(`
  one two three four five six seven eight nine ten
  eins zwei drei vier fünf sechs sieben acht neun zehn
`);

export const priorityWords: Readonly<Record<string, Priority>> = {
  ...each("critical blocker blocking p0 kritisch critique crítica crítico must", "critical"),
  ...each("high important p1 hoch haute alta alto should", "high"),
  ...each("medium med moderate normal p2 mittel moyenne media could", "medium"),
  ...each("low minor p3 p4 niedrig gering basse baja baixa", "low"),
};

/** Labels of a line that states a priority: `Priority: High`. */
export const priorityLabels: ReadonlySet<string> = wordSet(
  "priority prio priorität priorité prioridad prioridade",
);

/** Words of which one in the label of a line says that a working time follows: `Estimated time: 2 days`. */
export const estimateLabels: ReadonlySet<string> = wordSet(
  "duration time estimate estimated effort timeframe dauer aufwand zeitaufwand schätzung durée duración",
);

/** Minutes, hours, days, weeks; a month counts as four weeks. */
export const units: Readonly<Record<string, { readonly unit: string; readonly times: number }>> = {
  ...each("m min mins minute minutes minuten minuto minutos", { unit: "m", times: 1 }),
  ...each("h hr hrs hour hours std stunde stunden heure heures hora horas", { unit: "h", times: 1 }),
  ...each("d day days tag tage tagen jour jours día días dia dias", { unit: "d", times: 1 }),
  ...each("w wk wks week weeks woche wochen semaine semaines semana semanas", { unit: "w", times: 1 }),
  ...each("mo month months monat monate mois mes meses", { unit: "w", times: 4 }),
};

/** Words that may stand before or behind a duration without changing it. */
export const estimateFillers: ReadonlySet<string> = wordSet(
  "about approx approximately around ca circa est estimated estimate total up to max duration time effort roughly only etwa ungefähr",
);

/** The column of a table that says how long something takes. */
export const durationColumn =
  /^(?:(?:est(?:imated|\.)? ?)?(?:duration|time|effort|estimate)|dauer|aufwand|zeit|durée|duración|duração)$/i;

/** Labels in bold before a list that say nothing about it: the list belongs to its heading. */
export const emptyLabels: ReadonlySet<string> = wordSet(
  "action actions item items action-items task tasks todo todos to-do to-dos checklist check-list steps aufgaben liste",
);

function wordSet(words: string): ReadonlySet<string> {
  return new Set(words.trim().split(/\s+/));
}

function each<T>(words: string, value: T): Record<string, T> {
  return Object.fromEntries(words.split(" ").map((word) => [word, value]));
}
