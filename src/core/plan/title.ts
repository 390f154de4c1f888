import { collapse, plainText } from "../files/markdown/inline";
import { isAscii } from "./slug";

/** Emoji and what joins them; `©`, `®` and `™` are letters of a name, digits and `#` are not pictures. */
const pictures =
  /(?![©®™#*\d])[\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Regional_Indicator}]|\ufe0e|\ufe0f|\u200d|\u20e3|\ufeff/gu;

/** The plain text of a heading, a label or an item: no markup, no emoji, no colon at the end. */
export function cleanTitle(markdown: string): string {
  const shown = plainText(markdown);
  const plain = isAscii(shown) ? shown : shown.replace(pictures, "");
  return collapse(plain.replace(/\s*[:：]\s*$/u, "").replace(/^[\s\-–—:|•·]+(?=\p{L}|\p{N})/u, ""));
}
