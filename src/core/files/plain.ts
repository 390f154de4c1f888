import type { Parsed } from "./problem";

/**
 * A text whose structure nobody asks about: keys and certificates, the settings of tools (`.npmrc`, `.ini`,
 * `.properties`). Rules that look at text of every kind see it.
 */
export type PlainForm = Parsed;

const plain: PlainForm = { clean: true, problems: [] };

export function parsePlain(): PlainForm {
  return plain;
}
