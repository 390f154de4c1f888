/** What headings and labels of a plan are about, by the words they hold. */
export const about = {
  options: /\boptions?\b|\balternatives?\b|\bvarianten?\b/i,
  option: /^(?:option|variante|alternative)\s+([a-z\d]{1,2})\s*[:.–—-]?\s*(.*)$/i,
  pros: /^(?:pros?|advantages?|benefits?|vorteile?)$/i,
  cons: /^(?:cons?|disadvantages?|drawbacks?|nachteile?)$/i,
  limits: /^(?:limits?|limitations?|grenzen)$/i,
  risks: /\brisk(?:s|o)?\b|\brisiken\b|\brisiko/i,
  metrics:
    /\bmetrics?\b|\bkpis?\b|\bsuccess criteria\b|\btargets?\b|\bmetriken\b|\berfolgskriterien\b|\bziele\b|successful if/i,
  budget: /\bbudget\b|\bcosts?\b|\bkosten\b|\bpricing\b/i,
  runbook:
    /\b(?:rollback|roll back|restore|recovery|incident|failover|emergency)\b.*\b(?:steps?|procedure|runbook|plan)\b|\brunbook\b|\bnotfall/i,
  commands: /\bcommands?\b|\bbefehle\b|\bcheat ?sheet\b/i,
  troubles: /\btroubleshooting\b|\bcommon (?:issues|problems)\b|\bknown issues\b|\bfehlersuche\b/i,
  trouble: /^(?:issue|problem|error|symptom|fehler)\s*[:：–—-]\s*(.+)$/i,
  solution: /^(?:solution|fix|remedy|resolution|lösung)$/i,
  blockers: /\bblockers?\b|\bblocked by\b|\bblockierend/i,
  nonGoals:
    /\bnot doing\b|\bnon-?goals?\b|\bout of scope\b|\bnot included\b|\bnicht enthalten\b|\bnicht-ziele\b/i,
  goal: /^(?:outcome|goal|objective|aim|ziel)$/i,
  decision: /^(?:decision(?: made)?|chosen|entscheidung)$/i,
  recommended: /\brecommended\b|\bempfohlen\b/i,
  total: /^(?:≈|~)?\s?(?:total|sum|gesamt|summe)\b/i,
  none: /^(?:none|keine?|n\/a|-|—|no(?:thing)?)(?=$|[\s(.,])/i,
} as const;

/** Whether a field says nothing: `None`, or the line of a form that waits to be filled in. */
export function isEmptyAnswer(text: string): boolean {
  return /^[\s_.…]*$/.test(text) || about.none.test(text.trim());
}

/** A line of a list or a drawn tree without its marks: `├─ Check`, `✅ Live`, `- Server`. */
export function withoutMarks(line: string): string {
  return line
    .replace(/^[\s│├└─┬┼|+`*•·–—-]+/u, "")
    .replace(/^(?:[✅❌✓✗☑☐⏳🔨⚠]\uFE0F?\s*)+/u, "")
    .trim();
}
