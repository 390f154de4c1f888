import type { JsonObject, JsonProperty } from "../../files/json";
import { removeProperty } from "../../files/json-edits";
import type { SourceFile } from "../../files/source";
import { nextLine } from "../../files/syntax/style";
import type { Source } from "../../project/variables/definition";
import { replacement, type TextEdit } from "../../text/edits";
import type { Span } from "../../text/span";
import { type AssignedValue, assignedValuesIn } from "../secrets/assigned-values";
import { judge } from "../secrets/judge";
import { masked } from "../secrets/masked";

/**
 * The credentials that the manifest of `platform` holds word for word. Defaults, published keys, tokens of providers and
 * passwords in addresses are told by the rules about secrets, wherever they stand.
 */
export function literalsFor(platform: Source, file: SourceFile): readonly AssignedValue[] {
  // Tests, examples and manuals show values that are made up.
  if (file.role !== "prod" && file.role !== "dev") return [];
  return assignedValuesIn(file).filter((assigned) => {
    if (assigned.source !== platform) return false;
    const verdict = judge(assigned, []);
    return verdict === undefined || verdict === "random";
  });
}

/** What is wrong, and where the value should come from (the end of the sentence). */
export function literalMessage({ name, value }: AssignedValue, instead: string): string {
  return `The value of ${name} (${masked(value)}) stays in the history of the repository; ${instead}.`;
}

/** Whether somebody else issues the credential, so that no platform can make it up. */
export function isIssued(name: string): boolean {
  const isOwn =
    /(?:^|_)(?:SECRET_KEY(?:_BASE)?|JWT_SECRET|SESSION_SECRET|COOKIE_SECRET|(?:SIGNING|ENCRYPTION|SESSION|JWT|APP)_?KEY|AUTH_SECRET|SALT|PEPPER)$/i;
  return /STRIPE|GITHUB|GOOGLE|AWS|WEBHOOK|CLIENT|OAUTH/i.test(name) || !isOwn.test(name);
}

/** Takes the line of a TOML entry out, whose value is at `value`; undefined where the line holds more. */
export function withoutLine(text: string, value: Span): TextEdit | undefined {
  const start = text.lastIndexOf("\n", value.start - 1) + 1;
  if (!/^\uFEFF?[ \t]*[\w."'-]{1,200}[ \t]*=[ \t]*["']?$/.test(text.slice(start, value.start)))
    return undefined;
  const end = nextLine(text, value.end);
  // The last line takes the break before it along when none follows.
  if (start > 0 && !text.endsWith("\n") && end === text.length)
    return replacement({ start: start - (text[start - 2] === "\r" ? 2 : 1), end }, "");
  return replacement({ start: text[start] === "\uFEFF" ? start + 1 : start, end }, "");
}

/** Takes the property around `at` out of the object that holds it. */
export function withoutProperty(object: JsonObject, at: Span): TextEdit | undefined {
  const property = propertyAround(object, at);
  return property && removeProperty(object, property);
}

/** The property of `object` whose value holds `at`. */
export function propertyAround(object: JsonObject, at: Span): JsonProperty | undefined {
  return object.properties.find(({ value }) => value.at.start <= at.start && at.end <= value.at.end);
}
