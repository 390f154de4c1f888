/** As much of a secret as a message may show: who issued it, and that it is long enough to be one. */
export function masked(value: string): string {
  const shown = value.length > 12 ? value.slice(0, 4) : "";
  return `\`${shown}…\`, ${value.length} characters`;
}

/** The first letter in upper case: `what` of a shape at the start of a sentence. */
export function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
