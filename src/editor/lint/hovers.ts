import { Hover, type HoverProvider, l10n, MarkdownString, type Position, type TextDocument } from "vscode";
import { internalCommands } from "../contributions";
import type { Liftoff } from "../liftoff";
import { pathBelow, rangeIn } from "../positions";
import { rulePageLink } from "./diagnostics";

/** Tells the support dates of an image, and what a rule is about at its findings and wherever its id stands. */
export class Hovers implements HoverProvider {
  constructor(private readonly liftoff: () => Liftoff | undefined) {}

  provideHover(document: TextDocument, position: Position): Hover | undefined {
    const liftoff = this.liftoff();
    const session = liftoff?.folders.of(document.uri);
    const path = session && pathBelow(session.root, document.uri);
    if (!liftoff || !session || path === undefined || session.versionOf(path) !== document.version)
      return undefined;
    const { rules } = liftoff.core;
    const offset = document.offsetAt(position);
    const texts: MarkdownString[] = [];
    const described = session.describe(path, offset);
    if (described) texts.push(markdown(described.markdown, described.rule));
    const here = session.findingsOf(path).filter(({ at }) => at.start <= offset && offset <= at.end);
    for (const id of new Set(here.map(({ rule }) => rule))) {
      const rule = rules.find((each) => each.id === id);
      if (rule) texts.push(markdown(`**${rule.title}.** ${rule.why}`, id));
    }
    return texts.length > 0 ? new Hover(texts, described && rangeIn(document, described.at)) : undefined;
  }
}

function markdown(text: string, rule: string | undefined): MarkdownString {
  const link =
    rule === undefined ? "" : `\n\n[${l10n.t("About {0}", rule)}](${rulePageLink(rule).toString()})`;
  const result = new MarkdownString(text + link);
  // The texts are the product's own; what they link to is one page of a rule.
  result.isTrusted = { enabledCommands: [internalCommands.showRuleById] };
  return result;
}
