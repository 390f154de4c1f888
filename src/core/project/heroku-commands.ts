import { defineFact } from "./fact";

/** How documents and pipelines bring the app to Heroku: with git, or as an image that they push. */
export type HerokuCommand = "git-push" | "container" | "image";

const push = /\bgit[ \t]+push[ \t]+(?:-f[ \t]+|--force[ \t]+)?heroku\b/;
const container = /\bheroku[ \t]+stack:set[ \t]+container\b|\bheroku\.ya?ml\b/;
const image =
  /\bheroku[ \t]+container:(?:push|release)\b|\bregistry\.heroku\.com\b|\busedocker:[ \t]*["']?true/;
const docker = /\bDockerfile\b|\bdocker[ \t]+build\b/;

/** The commands for Heroku that each document and workflow holds, where it speaks of Docker as well. */
export const herokuCommands = defineFact<
  readonly HerokuCommand[],
  ReadonlyMap<string, readonly HerokuCommand[]>
>({
  id: "heroku-commands",
  on: ["markdown", "workflow"],
  of(file) {
    if (!file.is("markdown") && !file.is("workflow")) return undefined;
    const { text } = file;
    if (!/heroku/.test(text) || file.role === "example" || file.role === "test") return undefined;
    const found: HerokuCommand[] = [];
    if (push.test(text) && docker.test(text)) found.push("git-push");
    if (container.test(text)) found.push("container");
    if (image.test(text)) found.push("image");
    return found.length > 0 ? found : undefined;
  },
  join: (parts) => parts,
});

/** Where `file` brings the app to Heroku with git. */
export function placeOfPush(text: string) {
  const match = push.exec(text);
  return match ? { start: match.index, end: match.index + match[0].length } : undefined;
}
