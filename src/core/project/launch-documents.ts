import type { SourceFile } from "../files/source";
import type { Span } from "../text/span";
import { defineFact } from "./fact";

/** What a team writes down before a launch. */
export type Topic = "runbook" | "rollback" | "rotation";

interface Words {
  /** The name of the file, or of the folder it lies in. */
  readonly path: RegExp;
  readonly heading: RegExp;
  /** What a file of that name has to speak of besides. */
  readonly text?: RegExp;
}

const topics: Readonly<Record<Topic, Words>> = {
  runbook: {
    path: /(?:^|[/_. -])(?:run-?books?|play-?books?|on-?call|incidents?|incident-response|troubleshooting|operations)(?:[/_. -]|$)/i,
    heading: /\b(?:run-?books?|playbook|on-?call|incidents?|when something (?:breaks|fails)|operations)\b/i,
  },
  rollback: {
    path: /(?:^|[/_. -])roll-?backs?(?:[/_. -]|$)/i,
    heading:
      /\b(?:roll(?:ing)?[ -]?back|go(?:ing)? back|(?:revert|undo)(?:ing)? (?:a |the )?(?:release|deploy\w*))\b/i,
  },
  rotation: {
    path: /(?:^|\/|(?:secrets?|keys?|credentials?|passwords?|tokens?)[-_. ]?)rotat\w{0,5}(?:[/_. -]|$)|(?:^|[/_. -])(?:secrets?|secret-management|credentials)(?:[/_. -]|$)/i,
    heading:
      /\b(?:rotat\w{1,4}|replac\w{1,4}|renew\w{0,4})\b.{0,40}\b(?:secret|key|credential|password|token)|\b(?:secret|key|credential|password|token)s?\b.{0,20}\brotation\b/i,
    text: /\b(?:rotat|replac|renew|revok)\w{0,5}\b[^\n]{0,80}\b(?:secret|key|credential|password|token|one)|\b(?:secret|key|credential|password|token)s?\b[^\n]{0,80}\b(?:rotat|replac|renew|revok)/i,
  },
};

const all = Object.keys(topics) as readonly Topic[];

/** The topics that each document has something to say about, by its path. */
export const launchDocuments = defineFact<readonly Topic[], ReadonlyMap<string, readonly Topic[]>>({
  id: "launch-documents",
  on: ["markdown"],
  of(file) {
    if (!file.is("markdown") || (file.role !== "doc" && file.role !== "prod")) return undefined;
    if (isTaskList(file.text)) return undefined;
    const headings = headingsOf(file.text);
    const found = all.filter((topic) => placeIn(file, headings, topic) !== undefined);
    return found.length > 0 ? found : undefined;
  },
  join: (parts) => parts,
});

/** The heading in `file` below which `topic` is written about; undefined for a stub, and in lists of what is still to do. */
export function placeOfTopic(file: SourceFile, topic: Topic): Span | undefined {
  return isTaskList(file.text) ? undefined : placeIn(file, headingsOf(file.text), topic);
}

/** Whether the file at `path`, which need not be read, is named after `topic`. */
export function isNamedAfter(path: string, topic: Topic): boolean {
  return /\.(?:rst|adoc|asciidoc|txt|org|pdf|docx?)$/i.test(path) && topics[topic].path.test(path);
}

/** So many lines say something; fewer are a stub. */
const ENOUGH_LINES = 5;
const ENOUGH_BELOW = 3;

function placeIn(file: SourceFile, headings: readonly Heading[], topic: Topic): Span | undefined {
  const { path, heading, text } = topics[topic];
  const [first] = headings;
  const isNamed = path.test(file.path) && (text === undefined || text.test(file.text));
  if (first && isNamed && hasLines(file.text, first.at.end, file.text.length, ENOUGH_LINES)) return first.at;
  return headings.find((one, i) => {
    if (!heading.test(one.title)) return false;
    // What stands in deeper sections belongs to it as well.
    const next = headings.slice(i + 1, i + 1 + MAX_BELOW).find(({ level }) => level <= one.level);
    return hasLines(file.text, one.at.end, next?.at.start ?? file.text.length, ENOUGH_BELOW);
  })?.at;
}

interface Heading {
  readonly level: number;
  readonly title: string;
  readonly at: Span;
}

const MAX_HEADINGS = 2000;
const MAX_BELOW = 100;

function headingsOf(text: string): Heading[] {
  const found: Heading[] = [];
  for (const match of text.matchAll(/^\uFEFF?(#{1,5})[ \t]+(\S[^\r\n]{0,200})/gm)) {
    const at = { start: match.index, end: match.index + match[0].trimEnd().length };
    found.push({ level: match[1]?.length ?? 1, title: match[2]?.trim() ?? "", at });
    if (found.length === MAX_HEADINGS) break;
  }
  return found;
}

/** Whether `wanted` lines between the two offsets say something. */
function hasLines(text: string, from: number, to: number, wanted: number): boolean {
  let count = 0;
  for (const _ of text.slice(from, to).matchAll(/^[ \t]*[^\s#<]/gm)) if (++count >= wanted) return true;
  return false;
}

/** A plan or a list of things to do names what is not there yet. */
function isTaskList(text: string): boolean {
  let count = 0;
  for (const _ of text.matchAll(/^[ \t]{0,20}[-*+] \[[ xX]\] /gm)) if (++count >= 5) return true;
  return false;
}
