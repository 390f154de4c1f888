/** Stages of a product that plans set goals and times for, by the words that name them. */
const milestones: readonly { readonly name: string; readonly is: RegExp }[] = [
  { name: "POC", is: /\bpoc\b|\bproof[- ]of[- ]concept\b/i },
  { name: "MVP", is: /\bmvp\b|\bminimum viable\b/i },
  { name: "the beta", is: /\bbeta\b/i },
  { name: "the alpha", is: /\balpha\b/i },
  { name: "the pilot", is: /\bpilot\b/i },
  {
    name: "the full product",
    is: /\bfull (?:production|product|launch|release|version|scale)\b|\bv1(?:\.0)?\b/i,
  },
];

/** The stage that the innermost of some titles names; undefined where none does. */
export function milestoneOf(titles: readonly string[]): string | undefined {
  for (const title of titles.toReversed()) {
    const named = milestones.filter(({ is }) => is.test(title));
    // A title that names two speaks of the way from one to the other.
    if (named.length === 1) return named[0]?.name;
    if (named.length > 1) return undefined;
  }
  return undefined;
}
