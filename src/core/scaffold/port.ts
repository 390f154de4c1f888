import { roleOf } from "../files/role";
import type { ProjectView } from "../project/view";
import { choiceOf, doubtId, placeOf } from "./detected";
import type { Answers } from "./generator";
import { inFolder, type Service } from "./service";
import type { Doubt } from "./stack";

interface PortQuestion {
  readonly language: Service["language"];
  /** What ids call the service, where that is not its folder. */
  readonly key?: string;
  /** The port of the framework when nothing tells. */
  readonly usual: number;
  /** The words that start the service. */
  readonly start: readonly string[];
  /** Whether code decides it. */
  readonly code: boolean;
}

/** What is taken when `PORT` is not set. */
const defaults = [
  /\bprocess\.env(?:\.PORT|\[["']PORT["']\])\)?\s*(?:\|\||\?\?)\s*["'`]?(\d{2,5})\b/g,
  /\bgetenv\(\s*["']PORT["']\s*,\s*["']?(\d{2,5})\b/g,
  /\benviron\.get\(\s*["']PORT["']\s*,\s*["']?(\d{2,5})\b/g,
  /\bPORT\b[^\n]{0,60}\.default\(\s*["']?(\d{2,5})\b/g,
];
const fixed = [
  /\.listen\(\s*\{?\s*(?:port\s*:\s*)?(\d{2,5})\b/g,
  /\bserve\(\s*\{[^{}]{0,200}?\bport\s*:\s*(\d{2,5})\b/g,
  /^\s*(?:export\s+)?(?:const|let|var)\s+port\s*=\s*(\d{2,5})\b/gim,
  /\b(?:uvicorn|app|server|application)\.run\([^()]{0,200}?\bport\s*=\s*(\d{2,5})\b/g,
];

/** Everything in code that says a port, which is the first group. */
export const portPatterns: readonly RegExp[] = [...defaults, ...fixed];

/** The port of the service in `folder`: said by somebody, by what starts it, by an image, by code, or the usual one. */
export function portOf(
  folder: string,
  project: ProjectView,
  { language, key = folder, usual, start, code }: PortQuestion,
  choices: Answers,
): { readonly port: number; readonly doubts: readonly Doubt[]; readonly isSaid: boolean } {
  const id = doubtId("port", key);
  const choice = choiceOf(choices, id);
  const said =
    choice !== undefined && isPort(choice)
      ? choice
      : (optionOf(start) ?? exposedBy(folder, language, project));
  if (said !== undefined && /^\d{2,5}$/.test(said)) return { port: Number(said), doubts: [], isSaid: true };
  const texts = code ? textsOf(folder, project) : [];
  const found = [defaults, fixed]
    .map((patterns) => portsIn(texts, patterns))
    .find((ports) => ports.length > 0);
  if (!found) return { port: usual, doubts: [], isSaid: false };
  const [port = usual] = found;
  const doubt = {
    id,
    question: `On which port does the service in ${placeOf(folder)} listen?`,
    answers: found.map(String),
  };
  return { port, doubts: found.length > 1 ? [doubt] : [], isSaid: true };
}

/** Whether something can listen on it. */
export function isPort(text: string): boolean {
  return /^\d{2,5}$/.test(text) && Number(text) < 65_536;
}

function optionOf(start: readonly string[]): string | undefined {
  return start.flatMap((word, i) => {
    const own = /^(?:-p|--port)=?(\d{2,5})?$/.exec(word);
    return own ? [own[1] ?? start[i + 1] ?? ""] : [];
  })[0];
}

/** What the image of a service says; in a folder of two languages, that of its own. */
function exposedBy(folder: string, language: Service["language"], project: ProjectView): string | undefined {
  const texts = ["Dockerfile.web", "Dockerfile"].map(
    (name) => project.file(inFolder(folder, name))?.text ?? "",
  );
  const own = texts.find(
    (text) => text !== "" && /^FROM[ \t]+\S*python/im.test(text) === (language === "python"),
  );
  const found = [...(own ?? "").matchAll(/^EXPOSE[ \t]+(\d{2,5})(?:\/tcp)?[ \t]*$/gim)];
  return found.length === 1 ? found[0]?.[1] : undefined;
}

function textsOf(folder: string, project: ProjectView): string[] {
  return project.paths().flatMap((path) => {
    if (folder !== "" && !path.startsWith(`${folder}/`)) return [];
    if (roleOf(path) !== "prod" || isDeeperService(path, folder, project)) return [];
    const file = project.file(path);
    return file && (file.kind === "python" || file.kind === "javascript") ? [file.text] : [];
  });
}

/** Whether the file at `path`, inside `folder`, belongs to a service or package of its own further down. */
export function isDeeperService(path: string, folder: string, project: ProjectView): boolean {
  for (let at = path.lastIndexOf("/"); at > folder.length; at = path.lastIndexOf("/", at - 1)) {
    const inside = path.slice(0, at);
    if (
      ["package.json", "pyproject.toml", "requirements.txt"].some((name) => project.has(`${inside}/${name}`))
    )
      return true;
  }
  return false;
}

function portsIn(texts: readonly string[], patterns: readonly RegExp[]): number[] {
  const found = texts.flatMap((text) =>
    /port|listen/i.test(text)
      ? patterns.flatMap((pattern) => [...text.matchAll(pattern)].map((match) => Number(match[1])))
      : [],
  );
  return [...new Set(found)].filter((port) => port > 0 && port < 65_536);
}
