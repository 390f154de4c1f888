import { isBox, signs } from "../../files/markdown/boxes";
import type { Claim } from "../model";

const claims: ReadonlyMap<string, Claim> = new Map<string, Claim>([
  ["x", "done"],
  ["X", "done"],
  ["/", "doing"],
  ["~", "doing"],
  ["-", "na"],
  ...signs.doing.map((sign): [string, Claim] => [sign, "doing"]),
  ...signs.done.map((sign): [string, Claim] => [sign, "done"]),
  ...signs.na.map((sign): [string, Claim] => [sign, "na"]),
]);

/** What a mark between brackets, or a sign in their place, claims. */
export function claimOf(mark: string): Claim {
  return claims.get(mark.replace("\ufe0f", "")) ?? "todo";
}

const usual: Readonly<Record<Claim, string>> = { todo: "☐", doing: "◑", done: "☑", na: "➖" };

/** The usual sign for a claim. */
export function drawnMark(claim: Claim): string {
  return usual[claim];
}

/** The signs that may stand for a claim, the best first: those of `used`, drawn ones before others, then the usual one. */
export function signsFor(claim: Claim, used: readonly string[]): readonly string[] {
  const own = [...new Set(used)].filter((sign) => sign.charCodeAt(0) > 127 && claimOf(sign) === claim);
  const drawn = own.filter((sign) => isBox(sign));
  return [...new Set([...(claim === "todo" ? drawn : own), ...own, usual[claim]])];
}
