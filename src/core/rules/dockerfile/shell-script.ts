import { toolOf } from "../../files/dockerfile/shell";
import type { Stage } from "../../files/dockerfile/stage";

/** `$NAME` or `${NAME…}`, not behind a backslash or another dollar sign. Group 1 is the name. */
const variable = /(?<![\\$])\$(?:\{([A-Za-z_]\w*)[^}]*\}|([A-Za-z_]\w*))/g;
const plain = /^[A-Za-z0-9_@%+=:,./-]+$/;
/** Variables that hold one word by nature: they read better without quotes. */
const oneWord = /(^|_)(PORT|HOST|WORKERS|THREADS|CONCURRENCY|TIMEOUT|LEVEL)$/;
const nodeTools = new Set(["node", "npm", "npx", "pnpm", "yarn", "next", "serve", "vite"]);

/**
 * The shell text that starts `argv` in place of the shell, with its variables expanded. `$PORT` gets a default unless
 * the stage sets one: the port it exposes, or the usual one of the program.
 */
export function shellScriptOf(argv: readonly string[], stage: Stage): string {
  const words = argv.map((word) => withPort(shellWord(word), stage, argv[0] ?? ""));
  return `exec ${words.join(" ")}`;
}

/** `word` so that a shell reads it as one word and expands its variables. */
function shellWord(word: string): string {
  const names = [...word.matchAll(variable)].map((match) => match[1] ?? match[2] ?? "");
  if (names.length === 0) return plain.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
  const rest = word.replaceAll(variable, "");
  if ((rest === "" || plain.test(rest)) && names.every((name) => oneWord.test(name))) return word;
  return `"${word.replaceAll(/["\\`]/g, "\\$&")}"`;
}

function withPort(word: string, stage: Stage, program: string): string {
  if (stage.variable("PORT") !== undefined) return word;
  return word.replaceAll(/\$(?:PORT\b|\{PORT\})/g, `\${PORT:-${defaultPort(stage, program)}}`);
}

function defaultPort(stage: Stage, program: string): number {
  const ports = stage.allInChain("EXPOSE").flatMap((expose) => expose.ports);
  const [only] = ports;
  if (only?.port !== undefined && ports.length === 1) return only.port;
  return nodeTools.has(toolOf({ name: program })) ? 3000 : 8000;
}
