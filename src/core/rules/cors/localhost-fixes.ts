import type { SourceFile } from "../../files/source";
import type { Possible } from "../../files/syntax/possible";
import { frontendOrigin } from "../../project/origins";
import type { ProjectView } from "../../project/view";
import { replacement, type TextEdit } from "../../text/edits";
import { type Span, slice } from "../../text/span";
import type { Fix } from "../rule";
import type { AllowList } from "./allow-lists";
import { removeElements, runsOf } from "./element-edits";
import { pythonOrigin, scriptOrigin } from "./origin-expression";
import type { OriginVariable } from "./origin-variables";

type Code = SourceFile<"python" | "javascript">;

/** Ways to take the local origins `locals` out of a list that also holds others, or to name the frontend's instead. */
export function codeFixes(
  list: AllowList,
  locals: readonly Possible[],
  isMixed: boolean,
  file: Code,
  project: ProjectView,
): Fix[] {
  const spans = locals.map(({ value }) => value.at);
  if (locals.every(({ conditional }) => conditional)) return fallbackFixes(locals, file, project);
  if (!isMixed) return originFixes(list, locals, file, project);
  const removed = removeElements(file.text, spans);
  if (!removed || !locals.every(({ listed }) => listed)) return [];
  const remove: Fix = { title: `Remove ${namesOf(spans, file)}`, kind: "review", edits: removed };
  if (!file.is("javascript") || !file.text.includes("process.env")) return [remove];
  const title = `Allow ${namesOf(spans, file)} outside production only`;
  return [{ title, kind: "review", edits: wrapped(spans, file) }, remove];
}

/** In production the elements are not there; what they are written like stays. */
function wrapped(spans: readonly Span[], { text }: Code): TextEdit[] {
  const [first] = spans;
  const quote = first && text[first.start] === '"' ? '"' : "'";
  return runsOf(text, spans).map((run) =>
    replacement(
      run,
      `...(process.env.NODE_ENV === ${quote}production${quote} ? [] : [${slice(text, run).replaceAll(/\s*\n\s*/g, " ")}])`,
    ),
  );
}

function originFixes(list: AllowList, locals: readonly Possible[], file: Code, project: ProjectView): Fix[] {
  const [first, ...others] = locals;
  if (!first) return [];
  const quote = slice(file.text, first.value.at).endsWith("'") ? "'" : '"';
  const expression = file.is("python")
    ? pythonOrigin(file.form, project, quote)
    : scriptOrigin(project, quote);
  const rest = removeElements(
    file.text,
    others.map(({ value }) => value.at),
  );
  if (!expression || !rest || first.value.kind === "regex") return [];
  const { text, edits, label, origin } = expression;
  // A header cannot be undefined.
  const given =
    list.isHeader && origin === undefined && file.is("javascript") ? `${text} ?? ${quote}${quote}` : text;
  return [
    {
      title: `Allow ${label} instead`,
      kind: "review",
      edits: [...edits, replacement(first.value.at, given), ...rest],
    },
  ];
}

/** The value for when a variable is not set: only a known origin can stand there. */
function fallbackFixes(locals: readonly Possible[], file: Code, project: ProjectView): Fix[] {
  const { origin } = project.fact(frontendOrigin);
  const [first, ...others] = locals;
  if (origin === undefined || first?.value.kind !== "string" || others.length > 0) return [];
  const source = slice(file.text, first.value.at);
  const edits = [replacement(first.value.at, source.replace(first.value.value, origin))];
  return source.includes(first.value.value)
    ? [{ title: `Fall back to ${origin}`, kind: "review", edits }]
    : [];
}

/** Takes local origins out of a variable, or puts the known origin in their place. */
export function variableFixes(
  { name, value }: OriginVariable,
  spans: readonly Span[],
  { text }: SourceFile,
  project: ProjectView,
): Fix[] {
  const rest = value.split(/[,\s]+/).filter((part) => part !== "").length - spans.length;
  const [first, ...others] = spans;
  const { origin } = project.fact(frontendOrigin);
  if (!first) return [];
  if (rest > 0) {
    const edits = removeElements(
      text,
      spans.map((at) => quoted(text, at)),
    );
    const what = spans.map((at) => slice(text, at)).join(", ");
    return edits ? [{ title: `Remove ${what} from ${name}`, kind: "review", edits }] : [];
  }
  const removed = removeElements(
    text,
    others.map((at) => quoted(text, at)),
  );
  if (origin === undefined || !removed) return [];
  return [
    { title: `Set ${name} to ${origin}`, kind: "review", edits: [replacement(first, origin), ...removed] },
  ];
}

/** With the quotes around it, as in a list of JSON. */
function quoted(text: string, { start, end }: Span): Span {
  const quote = text[start - 1];
  const isQuoted = (quote === '"' || quote === "'") && text[end] === quote;
  return isQuoted ? { start: start - 1, end: end + 1 } : { start, end };
}

function namesOf(spans: readonly Span[], { text }: Code): string {
  const names = spans.map((at) => slice(text, at).replaceAll(/^["'`]|["'`]$/g, ""));
  return names.length > 2 ? `${names.length} local origins` : names.join(" and ");
}
