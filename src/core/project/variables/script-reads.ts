import { clientPrefixOf, isVariableName, viteBuiltIns } from "../../data/environment-names";
import type { ScriptForm } from "../../files/script/form";
import type { Span } from "../../text/span";
import { assignedUsage, MAX_FOLLOWED } from "./assigned";
import { helperCalls, helpersIn, needOfCall } from "./helper-calls";
import { PlainCode } from "./plain-code";
import {
  type CodeReads,
  MAX_READS,
  type Need,
  noReads,
  ordered,
  type VariableRead,
  withGuards,
} from "./read";
import { schemaNeeds } from "./script-schemas";
import { usageOf } from "./script-usage";

/** One of these has to stand in a module that reads the environment by itself. */
const signs =
  "process.env process?.env import.meta.env Bun.env Deno.env $env/ createEnv loadEnv node:process \"process\" 'process' =process .getOrThrow onfig.get nv.get ervice.get nvironment.get".split(
    " ",
  );

/** Each of them is looked for in the whole file. */
const MAX_ALIASES = 10;

const direct =
  /\b(process\??\.env|import\.meta\.env|Bun\.env)!?(?:\s{0,40}\??\.\s{0,8}([A-Za-z_$][\w$]*)|(?:\?\.)?\[\s{0,8}["'`]([A-Za-z_]\w*)["'`]\s{0,8}\])/g;
const deno = /\bDeno\.env\.(?:get|(has))\(\s{0,20}["'`](\w+)["'`]/g;
const service = /\.(?:get|getOrThrow)(?:<[^<>()]{0,80}>)?\(\s{0,20}["'`]([A-Z][A-Z0-9_]*)["'`]/g;
const pattern =
  /\{([^{}]{1,4000})\}\s{0,8}(?::[^=;{}]{0,100})?=\s{0,8}(process\.env|import\.meta\.env|Bun\.env)\b(?!\s{0,8}[.[?])/g;
const alias =
  /\b(?:const|let|var)\s{1,8}([\w$]+)\s{0,8}(?::[^=;\n]{0,80})?=\s{0,8}(?:process\.env|import\.meta\.env|Bun\.env|loadEnv\([^()]{0,80}(?:\([^()]{0,20}\)[^()]{0,40})?\))\s{0,8}(?:as\s[^;\n]{0,60})?(?=;|\r?\n|$|,)/g;
/** `const env = { ...process.env, ...loadEnv(mode, root) }` */
const spreadAlias =
  /\b(?:const|let|var)\s{1,8}([\w$]+)\s{0,8}(?::[^=;\n]{0,80})?=\s{0,8}\{\s{0,40}\.\.\.(?:process\.env|import\.meta\.env|Bun\.env|loadEnv\()/g;
const processAlias =
  /\{[^{}]{0,80}?\benv(?:\s{0,4}(?::|as)\s{0,4}([\w$]+))?[^{}]{0,80}\}\s{0,8}(?:=\s{0,8}process\b(?!\.)|from\s{0,8}["'](?:node:process|process|\$env\/dynamic\/(private|public))["'])/g;
const helperBody =
  /\b(?:process\.env|import\.meta\.env|Bun\.env)(?:\?\.)?\[\s{0,8}([\w$]+)\s{0,8}\]|\bDeno\.env\.get\(\s{0,8}([\w$]+)\s{0,8}\)/g;

/** A module, or what of a component is one. */
interface ScriptText {
  readonly text: string;
  readonly form: ScriptForm;
}

/** What a module of JavaScript or TypeScript says about the environment. */
export function scriptReads({ text, form }: ScriptText): CodeReads {
  const calls = helperCalls(text, "//");
  if (!mayRead(text)) return calls.length === 0 ? noReads : { ...noReads, calls };
  return new ScriptSearch(text, form).run(calls);
}

/** One look for a short word spares most modules all others. */
function mayRead(text: string): boolean {
  if (!text.includes("env") && !text.includes("Env") && !text.includes("onfig.get")) return false;
  return text.includes("= process") || signs.some((sign) => text.includes(sign));
}

class ScriptSearch {
  private readonly reads: VariableRead[] = [];
  private readonly guarded = new Set<string>();
  private readonly sets = new Set<string>();
  private readonly code: PlainCode;
  private followed = 0;

  constructor(
    private readonly text: string,
    private readonly form: ScriptForm,
  ) {
    this.code = new PlainCode(form, "script");
  }

  run(calls: CodeReads["calls"]): CodeReads {
    this.members(direct);
    for (const { name, side } of this.aliases()) this.aliased(name, side);
    this.calls();
    this.patterns(pattern);
    this.staticImports();
    const declared = schemaNeeds(this.form);
    for (const { name, at, need } of declared) this.add(name, at, need);
    const needs = new Map<string, Need>(declared.map(({ name, need }) => [name, need]));
    const reads = withGuards(ordered(this.reads), this.guarded).map((read) => {
      const need = needs.get(read.name);
      return need ? { ...read, need } : read;
    });
    const helpers = helpersIn(this.text, helperBody, "script");
    return { ...noReads, reads, calls, helpers, sets: [...this.sets] };
  }

  /** `process.env.NAME` and its kin. */
  private members(search: RegExp): void {
    for (const match of this.matches(search)) {
      const [whole, record, member, key] = match;
      const name = member ?? key ?? "";
      if (!isVariableName(name) || (record === "import.meta.env" && viteBuiltIns.has(name))) continue;
      this.found(
        name,
        match.index,
        match.index + whole.length,
        record === "import.meta.env" ? "client" : undefined,
      );
    }
  }

  /** `env.NAME`, where `env` stands for the environment. */
  private aliased(name: string, side: VariableRead["side"] | undefined): void {
    const escaped = name.replaceAll("$", "\\$");
    const search = new RegExp(
      `(?<![\\w$.])${escaped}(?:\\??\\.([A-Z_][A-Z0-9_]*)|\\[\\s{0,8}["'\`](\\w+)["'\`]\\s{0,8}\\])(?![\\w$])`,
      "g",
    );
    for (const match of this.matches(search)) {
      const variable = match[1] ?? match[2] ?? "";
      if (isVariableName(variable)) this.found(variable, match.index, match.index + match[0].length, side);
    }
    this.patterns(
      new RegExp(
        `\\{([^{}]{1,4000})\\}\\s{0,8}(?::[^=;{}]{0,100})?=\\s{0,8}(${escaped})(?![\\w$])(?!\\s{0,8}[.[?(])`,
        "g",
      ),
    );
  }

  private aliases(): { readonly name: string; readonly side: VariableRead["side"] | undefined }[] {
    const found = [...this.text.matchAll(alias), ...this.text.matchAll(spreadAlias)];
    const plain = found.map(([, name = ""]) => ({ name, side: undefined }));
    const imported = [...this.text.matchAll(processAlias)].map(([, name = "env", visibility]) => ({
      name,
      side: visibility === "public" ? ("client" as const) : undefined,
    }));
    return [...new Map([...plain, ...imported].map((each) => [each.name, each])).values()].slice(
      0,
      MAX_ALIASES,
    );
  }

  private calls(): void {
    for (const match of this.matches(deno)) {
      const [, has, name = ""] = match;
      if (has !== undefined) this.guarded.add(name);
      this.call(name, match);
    }
    for (const match of this.matches(service)) {
      const before = this.text.slice(Math.max(0, match.index - 40), match.index);
      if (/(?:config|env)\w{0,20}[!?]?$/i.test(before)) this.call(match[1] ?? "", match);
    }
  }

  private call(name: string, match: RegExpExecArray): void {
    const end = match.index + match[0].length;
    if (!isVariableName(name) || !this.code.has(match.index + 1)) return;
    const at = { start: end - 1 - name.length, end: end - 1 };
    this.add(name, at, needOfCall(this.text, end));
  }

  /** `const { NAME, OTHER: local = fallback } = process.env` */
  private patterns(search: RegExp): void {
    for (const match of this.matches(search)) {
      const [, inner = "", record] = match;
      if (!this.code.has(match.index)) continue;
      let at = match.index + 1;
      for (const piece of inner.split(",")) {
        const name = /^\s*([A-Za-z_]\w*)/.exec(piece)?.[1] ?? "";
        const start = at + piece.indexOf(name);
        at += piece.length + 1;
        if (!isVariableName(name) || (record === "import.meta.env" && viteBuiltIns.has(name))) continue;
        const need = /=(?!>)/.test(piece) ? "optional" : "required";
        this.add(
          name,
          { start, end: start + name.length },
          need,
          record === "import.meta.env" ? "client" : undefined,
        );
      }
    }
  }

  /** `import { NAME } from "$env/static/private"` */
  private staticImports(): void {
    if (!this.text.includes("$env/static/")) return;
    for (const { module, names } of this.form.imports) {
      if (!module.startsWith("$env/static/")) continue;
      for (const { at, qualified } of names) {
        const name = qualified.slice(module.length + 1);
        const side = module.endsWith("public") ? "client" : "server";
        if (isVariableName(name))
          this.add(name, { start: at.start, end: at.start + name.length }, "required", side);
      }
    }
  }

  private found(name: string, start: number, end: number, side: VariableRead["side"] | undefined): void {
    if (!this.code.has(start)) return;
    let usage = usageOf(this.text, start, end);
    if (usage === "required" && this.followed++ < MAX_FOLLOWED)
      usage = assignedUsage(this.text, start, end, "script") ?? usage;
    if (usage === "none") return;
    if (usage === "set") {
      this.sets.add(name);
      return;
    }
    if (usage === "guard") this.guarded.add(name);
    const from = this.text.lastIndexOf(name, end);
    this.add(
      name,
      { start: from, end: from + name.length },
      usage === "required" ? "required" : "optional",
      side,
    );
  }

  /** The places of a search, as long as the file looks written by hand. */
  private *matches(search: RegExp): Iterable<RegExpExecArray> {
    for (const match of this.text.matchAll(search)) {
      if (this.reads.length >= MAX_READS) return;
      yield match;
    }
  }

  private add(name: string, at: Span, need: Need, side?: VariableRead["side"]): void {
    const isClient =
      side === "client" ||
      (side === undefined && clientPrefixOf(name) !== undefined && !name.startsWith("PUBLIC_"));
    this.reads.push({ name, at, need, side: isClient ? "client" : "server" });
  }
}
