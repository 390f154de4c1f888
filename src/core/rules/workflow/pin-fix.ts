import { type ActionPin, majorOf, pinOf } from "../../data/action-pins";
import type { SourceFile } from "../../files/source";
import type { Uses } from "../../files/workflow/uses";
import { lineEnd } from "../../files/yaml/layout";
import { insertion, replacement, type TextEdit } from "../../text/edits";
import type { Fix } from "../rule";

/**
 * The fix that replaces the tag of an action by the commit of the newest release in the same major version, with the
 * version in a comment. None where that release is not known: another major may behave differently.
 */
export function pinFixes(file: SourceFile, uses: Uses): readonly Fix[] {
  const { action, ref } = uses;
  const pin = action === undefined ? undefined : pinOf(action);
  if (!pin || ref === undefined || majorOf(ref) !== majorOf(pin.version) || isOlderMinor(ref, pin.version)) {
    return [];
  }
  return [pinTo(file, uses, pin, `Pin to the commit of ${pin.version}`)];
}

/** The fix that pins an action which follows a branch to the newest release that is known. */
export function newestFixes(file: SourceFile, uses: Uses): readonly Fix[] {
  const pin = uses.action === undefined ? undefined : pinOf(uses.action);
  return pin ? [pinTo(file, uses, pin, `Pin to ${pin.version}, the newest release that is known`)] : [];
}

function pinTo(file: SourceFile, uses: Uses, { sha, version }: ActionPin, title: string): Fix {
  const { ref, refAt } = uses;
  const pinned = ref === undefined ? insertion(refAt.end, `@${sha}`) : replacement(refAt, sha);
  return { title, kind: "review", edits: [pinned, ...versionComment(file, uses, version)] };
}

/** Whether `ref` asks for one release (`v4.1.2`) that is not the one that is known. */
function isOlderMinor(ref: string, version: string): boolean {
  return ref.includes(".") && ref.replace(/^v/, "") !== version.replace(/^v/, "");
}

/** Says behind the scalar which version it is, before a comment that is there; nothing can stand within brackets. */
function versionComment(file: SourceFile, { scalar }: Uses, version: string): readonly TextEdit[] {
  const { style, inFlow, origin } = scalar;
  if (inFlow || style === "literal" || style === "folded") return [];
  const rest = file.text.slice(origin.end, lineEnd(file.text, origin.end));
  return /^[ \t]*(?:#|$)/.test(rest) ? [insertion(origin.end, ` # ${version}`)] : [];
}
