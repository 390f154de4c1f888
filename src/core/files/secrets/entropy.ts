/** Shannon entropy of `text` in bits a character: 0 for one character over and over, about 5 for random base64. */
export function entropyOf(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  let entropy = 0;
  for (const count of counts.values()) {
    const share = count / text.length;
    entropy -= share * Math.log2(share);
  }
  return entropy;
}

/** Runs of neighbours in the alphabet that make up more than this of a text were typed, not drawn by lot. */
const MOSTLY = 0.6;

/** Whether `secret` is what manuals write in the place of one: filled up, counted through, or marked as an example. */
export function isMadeUp(secret: string): boolean {
  if (
    /EXAMPLE|[Xx]{6}|[*.#]{3}|your[-_]|[Rr]edacted|REDACTED|[Pp]laceholder|PLACEHOLDER|[Cc]hangeme/.test(
      secret,
    )
  ) {
    return true;
  }
  return longestSequence(secret) > secret.length * MOSTLY;
}

/** The length of the longest stretch in which each character follows the one before: `abcdef`, `34567890`. */
export function longestSequence(text: string): number {
  let longest = 0;
  let run = 0;
  for (let i = 0; i < text.length; i++) {
    const step = text.charCodeAt(i) - text.charCodeAt(i - 1);
    const wraps = text[i] === "0" && text[i - 1] === "9";
    run = i > 0 && (step === 1 || wraps) ? run + 1 : 1;
    longest = Math.max(longest, run);
  }
  return longest;
}
