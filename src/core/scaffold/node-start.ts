/** What a script of package.json comes down to. */
export type Started =
  /** A program with its arguments; `needs` is the package whose program it is, undefined for node itself. */
  | { readonly kind: "run"; readonly words: readonly string[]; readonly needs: string | undefined }
  /** A server for development, a build tool, several at once. */
  | { readonly kind: "development" }
  /** Something that only a shell can tell. */
  | { readonly kind: "shell"; readonly script: string };

/** Programs that are for development, whatever their arguments. */
const developmentTools = new Set(
  "nodemon ts-node-dev tsnd vite react-scripts ng nest webpack webpack-dev-server parcel expo electron electron-forge react-native turbo nx lerna concurrently npm-run-all npm-run-all2 run-p run-s wireit storybook start-storybook gulp grunt serve live-server http-server tsc-watch vercel wrangler netlify".split(
    " ",
  ),
);
/** Options of node that take the next word along. */
const valueOptions = new Set(
  "-r --require --import --loader --experimental-loader -C --conditions --max-old-space-size".split(" "),
);
/** What npm scripts put before the program itself. */
const wrappers = new Set(["exec", "env", "cross-env", "cross-env-shell", "npx", "time", "command"]);
const MAX_DEPTH = 5;

/** What `script` starts, through the other scripts that it calls. */
export function startedBy(script: string, scripts: Readonly<Record<string, string>>, depth = 0): Started {
  const last = script.split(/&&|;|\|\|/).at(-1) ?? "";
  if (/(?<!\d)&/.test(last)) return { kind: "development" };
  const words = last.trim().split(/\s+/);
  while (words[0] !== undefined && (wrappers.has(words[0]) || /^[A-Z_][A-Z0-9_]*=\S*$/i.test(words[0])))
    words.shift();
  const [program, ...rest] = words;
  if (program === undefined || program === "") return { kind: "shell", script: last.trim() };
  const called = calledScript(program, rest);
  if (called !== undefined && Object.hasOwn(scripts, called))
    return depth < MAX_DEPTH
      ? startedBy(scripts[called] ?? "", scripts, depth + 1)
      : { kind: "shell", script: last.trim() };
  if (developmentTools.has(program) || isDevelopment(program, rest)) return { kind: "development" };
  if (/["'`$<>|*(){}\\]/.test(last)) return { kind: "shell", script: last.trim() };
  if (program === "node") return nodeCommand(rest) ?? { kind: "shell", script: last.trim() };
  if (program === "pm2-runtime" && /\.[cm]?js$/.test(rest[0] ?? "") && !rest[0]?.includes("ecosystem"))
    return { kind: "run", words: ["node", ...rest.slice(0, 1)], needs: undefined };
  if (!/^[a-z][\w-]*$/.test(program) || /^(?:npm|pnpm|yarn|bun|pm2|sh|bash)/.test(program))
    return { kind: "shell", script: last.trim() };
  return { kind: "run", words: [program, ...rest], needs: program };
}

/** `npm run x`, `pnpm x`, `yarn x`. */
function calledScript(program: string, rest: readonly string[]): string | undefined {
  if (program !== "npm" && program !== "pnpm" && program !== "yarn") return undefined;
  const names = rest.filter((word) => !word.startsWith("-"));
  return names[0] === "run" ? names[1] : names[0];
}

function isDevelopment(program: string, rest: readonly string[]): boolean {
  if (rest.some((word) => /^--(?:watch|inspect-brk)(?:=|$)/.test(word))) return true;
  return rest[0] === "dev" || rest[0] === "watch" || (program === "astro" && rest[0] !== undefined);
}

/** node with the options that change what it runs; those that look for files of a developer are left out. */
function nodeCommand(rest: readonly string[]): Started | undefined {
  const options: string[] = [];
  for (let i = 0; i < rest.length; i++) {
    const word = rest[i] ?? "";
    if (word.startsWith("-")) {
      const takesNext = valueOptions.has(word);
      if (!/^--(?:env-file|inspect)/.test(word))
        options.push(word, ...(takesNext ? rest.slice(i + 1, i + 2) : []));
      if (takesNext) i++;
      continue;
    }
    return {
      kind: "run",
      words: ["node", ...options, word.replace(/^\.\//, "") || ".", ...rest.slice(i + 1)],
      needs: undefined,
    };
  }
  return undefined;
}

/** The file that node is told to run, of the words of a command. */
export function fileOf(words: readonly string[]): string | undefined {
  if (words[0] !== "node") return undefined;
  for (let i = 1; i < words.length; i++) {
    const word = words[i] ?? "";
    if (valueOptions.has(word)) i++;
    else if (!word.startsWith("-")) return word;
  }
  return undefined;
}
