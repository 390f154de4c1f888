import { Hover, type HoverProvider, l10n, MarkdownString, type Position, type TextDocument } from "vscode";
import type { VariableRow, VariableSummary } from "../../core/project/variable-links";
import type { Liftoff } from "../liftoff";
import { rangeIn, uriBelow } from "../positions";
import type { FolderSession } from "../workspace/folder-session";
import { placeIn } from "./place";

/** More places than this are counted. */
const MAX_ROWS = 6;

/** Tells where an environment variable is set, explained and read; of secrets only that they are there. */
export class VariableHovers implements HoverProvider {
  constructor(private readonly liftoff: () => Liftoff | undefined) {}

  async provideHover(document: TextDocument, position: Position): Promise<Hover | undefined> {
    const place = await placeIn(this.liftoff(), document, position, true);
    const summary = place?.core.describeVariable(place.view, place.path, place.offset);
    if (!place || !summary) return undefined;
    return new Hover(new MarkdownString(textOf(summary, place.session)), rangeIn(document, summary.at));
  }
}

function textOf(summary: VariableSummary, session: FolderSession): string {
  const { name, set, explained, read, isOfTool } = summary;
  const sections = [
    section(l10n.t("Set in"), set, session),
    section(l10n.t("Explained in"), explained, session),
    section(l10n.t("Read in"), read, session),
  ];
  const lacks = [
    ...(set.length > 0 || isOfTool ? [] : [l10n.t("Nothing in the workspace sets it.")]),
    ...(explained.length > 0 || isOfTool ? [] : [l10n.t("No example file explains it.")]),
    ...(read.length > 0 ? [] : [l10n.t("No code that is read here uses it.")]),
  ];
  return [
    `**${name}** ${needOf(summary)}`.trimEnd(),
    ...sections.filter((one) => one !== ""),
    lacks.join(" "),
  ]
    .filter((part) => part !== "")
    .join("\n\n");
}

function needOf({ isRequired, isOfTool }: VariableSummary): string {
  if (isOfTool) return l10n.t("is set by tools or platforms.");
  if (isRequired === undefined) return "";
  return isRequired ? l10n.t("is required: code has no fallback for it.") : l10n.t("has a fallback in code.");
}

function section(title: string, rows: readonly VariableRow[], session: FolderSession): string {
  if (rows.length === 0) return "";
  const lines = rows.slice(0, MAX_ROWS).map(({ path, line, note }) => {
    const target = uriBelow(session.root, path).with({ fragment: `L${line + 1}` });
    return `- [${escaped(path)}:${line + 1}](${target.toString()})${note === undefined ? "" : ` ${noted(note)}`}`;
  });
  const more = rows.length - MAX_ROWS;
  if (more > 0) lines.push(`- ${l10n.t("and {0} more", more)}`);
  return `${title}\n${lines.join("\n")}`;
}

/** What comes from a file is text, but for a value in its code marks. */
function noted(note: string): string {
  const value = /^(.*?)(`[^`\n]*`)?$/.exec(note);
  return escaped(value?.[1] ?? note) + (value?.[2] ?? "");
}

function escaped(text: string): string {
  return text.replace(/[\\`*_{}[\]()#+!|<>~&-]/g, "\\$&");
}
