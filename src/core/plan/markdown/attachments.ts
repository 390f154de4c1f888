import type { MarkdownTask } from "../../files/markdown";
import type { MarkdownBlock } from "../../files/markdown/ast";
import type { Span } from "../../text/span";
import type { Attachment } from "../model";

const shells = /^(?:bash|sh|shell|console|zsh|terminal|powershell|ps1)$/;

/** Texts that stand under an item as listings, those of the boxes inside it left out. Lines from 0. */
export function attachmentsOf(
  task: MarkdownTask,
  source: (at: Span) => string,
  lineOf: (offset: number) => number,
): Attachment[] {
  const found: Attachment[] = [];
  let before = source(task.content);
  const visit = (block: MarkdownBlock) => {
    if (block.kind === "paragraph") before = source(block.at);
    if (block.kind === "quote") block.blocks.forEach(visit);
    if (block.kind === "list") {
      for (const item of block.items) {
        if (item.box) continue;
        before = source(item.content);
        item.blocks.forEach(visit);
      }
    }
    if (block.kind !== "fence") return;
    const language = /^[\w+-]+/.exec(block.info.trim())?.[0].toLowerCase() ?? "";
    const text = source(block.content).replace(/\s+$/, "");
    if (text === "") return;
    const target = targetIn(before);
    const kind = target === undefined && shells.test(language) ? "command" : "file";
    found.push({ kind, language, text, target, line: lineOf(block.at.start) });
  };
  task.blocks.forEach(visit);
  return found;
}

/** The path that a text tells to create: ``Create `/etc/nginx/sites-available/app` ``. */
function targetIn(text: string): string | undefined {
  const match = /\b(?:create|add|write|edit|update|save|erstelle|lege)\b[^`\n]{0,80}`([^`\n]{2,200})`/i.exec(
    text,
  );
  const path = match?.[1]?.trim();
  return path !== undefined && /^[\w./~@-]*(?:\/|\.)[\w./~@-]+$/.test(path) ? path : undefined;
}
