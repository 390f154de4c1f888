import { setScalar } from "../../files/yaml/edits";
import { applyEdits, replacement, type TextEdit } from "../../text/edits";
import { markOf } from "../edit";
import { placedItems } from "../item-ref";
import { readMarkdownPlan } from "../markdown/read";
import { drawnMark } from "../markdown/signs";
import type { Claim, Plan } from "../model";
import { isYaml, nameFromPath } from "../read";
import { readYamlPlan } from "../yaml/read";

/** What is claimed of every item, by id. */
export type Claims = ReadonlyMap<string, Claim>;

export function claimsOf(plan: Plan): Claims {
  return new Map([...placedItems(plan)].map(({ item }) => [item.id, item.claim]));
}

/**
 * What is claimed after both sides changed what they did. Work that one side began and the other finished is finished;
 * where the sides contradict each other, nothing is decided: the item is left out.
 */
export function mergeClaims(base: Claims, ours: Claims, theirs: Claims): Claims {
  const merged = new Map<string, Claim>();
  for (const [id, our] of ours) {
    const [old, their] = [base.get(id), theirs.get(id)];
    if (old === undefined || their === undefined) continue;
    const claim = our === their || their === old ? our : our === old ? their : further(our, their);
    if (claim !== undefined) merged.set(id, claim);
  }
  return merged;
}

/** `text` with the claims of `claims`; an item whose status cannot be replaced in place keeps its own. */
export function withClaims(path: string, text: string, claims: Claims): string {
  return applyEdits(text, isYaml(path) ? inYaml(path, text, claims) : inMarkdown(path, text, claims));
}

function inMarkdown(path: string, text: string, claims: Claims): TextEdit[] {
  const { plan, places } = readMarkdownPlan(text, nameFromPath(path));
  return [...placedItems(plan)].flatMap(({ item }) => {
    const claim = claims.get(item.id);
    const mark = places.get(item.id)?.mark;
    if (!mark || claim === undefined || claim === item.claim) return [];
    const isSign = text.charCodeAt(mark.start) > 127;
    return [replacement(mark, isSign ? drawnMark(claim) : markOf(claim))];
  });
}

function inYaml(path: string, text: string, claims: Claims): TextEdit[] {
  const { form, plan, places } = readYamlPlan(text, nameFromPath(path));
  return [...placedItems(plan)].flatMap(({ item }) => {
    const claim = claims.get(item.id);
    const place = places.get(item.id);
    const status = place?.map.via ? undefined : place?.map.own.find(({ key }) => key === "status")?.value;
    const isPlain = status?.kind === "scalar" && !status.via && !place?.isDuplicate;
    if (claim === undefined || claim === item.claim || !isPlain) return [];
    return setScalar(form, status, claim) ?? [];
  });
}

function further(one: Claim, other: Claim): Claim | undefined {
  return one !== "na" &&
    other !== "na" &&
    (one === "done" || other === "done") &&
    one !== "todo" &&
    other !== "todo"
    ? "done"
    : undefined;
}
