import { type ShellCommand, toolOf } from "../../files/dockerfile/shell";

/** Programs that run the program behind them. */
const runners = new Set("sudo npx bunx pnpx uvx exec command time nohup env timeout xvfb-run".split(" "));
/** Tools whose `exec` or `run` does so. */
const runnerPairs = new Set(
  "pnpm:exec pnpm:dlx yarn:dlx yarn:exec npm:exec bun:x bundle:exec poetry:run uv:run pipenv:run rye:run pdm:run hatch:run pipx:run doppler:run".split(
    " ",
  ),
);

/** The words of a command, the program without its path; what an expression or a variable decides on as it is written. */
export function valuesOf(command: ShellCommand): readonly string[] {
  return [toolOf(command) || (command.words[0]?.text ?? ""), ...command.args.map(({ text }) => text)];
}

/** As `valuesOf`, without `sudo`, `npx`, `poetry run` and the like, and without versions: `vercel` for `npx vercel@39`. */
export function withoutRunner(command: ShellCommand): readonly string[] {
  const words = valuesOf(command);
  let at = 0;
  for (let rounds = 0; rounds < 6; rounds++) {
    const word = words[at] ?? "";
    const pair = `${word}:${words[at + 1] ?? ""}`;
    if (runnerPairs.has(pair)) at += 2;
    else if (runners.has(word)) at += 1;
    else break;
    while (at < words.length && /^-|^\w+=|^\d+[smh]?$/.test(words[at] ?? "")) at++;
  }
  const [program = "", ...rest] = words.slice(at);
  const name = program.slice(program.lastIndexOf("/") + 1);
  return [name.replace(/(?<=.)@[\w.^~-]+$/, ""), ...rest];
}
