import { fieldsAt, inheritMode, type NginxHeader, ownFields } from "../../files/nginx/effective";
import type { NginxLevel } from "../../files/nginx/level";
import type { SourceFile } from "../../files/source";
import type { Span } from "../../text/span";
import type { Problem } from "../rule";
import { placeOf } from "./inheritance-fixes";
import { removalOf } from "./remove";
import { securityHeaders } from "./security-headers";

/** Headers that mean nothing more when they come twice, by their lower-case names; two policies are both in force. */
export const singleHeaders: ReadonlyMap<string, string> = new Map(
  securityHeaders.map(({ name, label }) => [name, label]),
);

/** Headers that `level` declares although it has them already. */
export function* repeatedAt(level: NginxLevel, file: SourceFile): Generator<Problem> {
  const own = ownFields(level, "add_header");
  const around =
    level.parent && inheritMode(level, "add_header") === "merge" ? fieldsAt(level.parent, "add_header") : [];
  const seen = new Map<string, NginxHeader>(around.map((header) => [header.name, header]));
  for (const header of own) {
    const { name, value } = header;
    const first = seen.get(name);
    const label = singleHeaders.get(name);
    if (!first || label === undefined) {
      seen.set(name, header);
      continue;
    }
    // One of two values from maps may well be empty.
    if (!value || !first.value) continue;
    // What an include brings in cannot be taken out here: the line beside it can.
    const extra = header.from.include && !around.includes(first) ? first : header;
    const isHere = extra.from.include === undefined && extra.from.unit.path === file.path;
    const isSame = value.toLowerCase() === first.value.toLowerCase() && header.always === first.always;
    yield {
      ...duplicateAt(placeOf(extra.from).at, name, `${label} is sent twice by this block.`),
      related: [{ path: first.from.unit.path, at: first.from.directive.at, message: "Sent here already." }],
      fixes: isHere
        ? [
            {
              title: `Remove this ${label}`,
              kind: isSame ? "safe" : "review",
              edits: [removalOf(extra.from.directive, file)],
            },
          ]
        : [],
    };
  }
}

/** The problem that the header `name` (lower case) comes twice, as `message` says. */
export function duplicateAt(at: Span, name: string, message: string): Problem {
  if (name !== "strict-transport-security") return { at, message };
  return {
    at,
    message: `${message} The standard forbids two, and scanners count them as none.`,
    severity: "warning",
  };
}
