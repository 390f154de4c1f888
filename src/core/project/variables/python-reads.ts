import { clientPrefixOf, isVariableName } from "../../data/environment-names";
import type { PythonForm } from "../../files/python/form";
import type { SourceFile } from "../../files/source";
import { entryNamed, stringOf } from "../../files/syntax/value";
import type { Span } from "../../text/span";
import { assignedUsage, MAX_FOLLOWED } from "./assigned";
import { helperCalls, helpersIn, needOfCall } from "./helper-calls";
import { PlainCode } from "./plain-code";
import { settingsReads } from "./pydantic-settings";
import { prefixAt, pythonAliases } from "./python-aliases";
import {
  type CodeReads,
  MAX_READS,
  type Need,
  noReads,
  ordered,
  type VariableRead,
  withGuards,
} from "./read";

const sign =
  /environ|getenv|decouple|\bconfig\(\s{0,20}["']|\benv(?:\.\w{1,20})?\(\s{0,20}["']|BaseSettings|dj_database_url|starlette\.config/;

/** What stands for the environment: `os.environ`, and `environ` where it is imported from there. */
const record = String.raw`(?<![\w.])(?:_?os\.environ|environ)`;
const index = new RegExp(String.raw`${record}\[\s{0,20}["'](\w+)["']\s{0,20}\]`, "g");
const method = new RegExp(
  String.raw`(?:${record}\.(get|pop|setdefault)|(?<![\w.])(?:_?os\.)?getenv)\(\s{0,20}["'](\w+)["']`,
  "g",
);
const member = new RegExp(String.raw`["'](\w+)["']\s{1,8}(?:not\s{1,8})?in\s{1,8}${record}\b(?!\.)`, "g");
const kinds =
  "(?:str|bool|int|float|list|tuple|dict|json|url|path|bytes|decimal|date|datetime|timedelta|time|uuid|enum|log_level|db|db_url|dj_db_url|cache|cache_url|dj_cache_url|email|email_url|dj_email_url|search_url|channels|channels_url|get_value|unicode)";
const typed = new RegExp(
  String.raw`(?<![\w.])(?:self\.)?(?:env(?:\.${kinds})?|config|autoconfig|(?:environ\.)?Env\(\))\(\s{0,20}["'](\w+)["']`,
  "g",
);
/** What may follow the name without being something to fall back to. */
const conversion = /^\s{0,20},\s{0,60}(?:cast|subcast|validate|delimiter)\s{0,4}=/;
const helperBody =
  /\b_?os\.(?:environ(?:\.get)?[[(]|getenv\()\s{0,8}(\w+)\b|(?<![\w.])env(?:\.\w{1,20})?\(\s{0,8}(\w+)\s{0,8}[,)]/g;

/** What a module of Python says about the environment. */
export function pythonReads({ text, form }: SourceFile<"python">): CodeReads {
  const calls = helperCalls(text, "#");
  if (!sign.test(text)) return calls.length === 0 ? noReads : { ...noReads, calls };
  return new PythonSearch(text, form).run(calls);
}

class PythonSearch {
  private readonly reads: VariableRead[] = [];
  private readonly guarded = new Set<string>();
  private readonly sets = new Set<string>();
  private readonly code: PlainCode;
  private followed = 0;
  /** Whether `environ` alone is that of the system: in a WSGI app it is the request's. */
  private readonly bare: boolean;

  constructor(
    private readonly text: string,
    private readonly form: PythonForm,
  ) {
    this.code = new PlainCode(form, "python");
    this.bare = /^[ \t]{0,20}from[ \t]{1,4}os[ \t]{1,4}import[^\n]{0,200}\b(?:environ|getenv)\b/m.test(text);
  }

  run(calls: CodeReads["calls"]): CodeReads {
    this.indexes();
    this.methods();
    this.tests();
    this.typedCalls(typed);
    this.aliased();
    this.schemes();
    for (const { name, at, need } of settingsReads(this.form)) this.add(name, at, need);
    const reads = withGuards(ordered(this.reads), this.guarded);
    const helpers = helpersIn(this.text, helperBody, "python");
    return { ...noReads, reads, calls, helpers, sets: [...this.sets] };
  }

  /** `os.environ["NAME"]` */
  private indexes(): void {
    for (const match of this.matches(index)) {
      const [whole, name = ""] = match;
      const end = match.index + whole.length;
      if (!this.counts(name, match)) continue;
      if (/^\s{0,8}(?:\+|\|)?=(?!=)/.test(this.text.slice(end, end + 20))) this.sets.add(name);
      else if (!/\bdel\s{1,4}$/.test(this.text.slice(Math.max(0, match.index - 10), match.index)))
        this.add(name, nameIn(whole, name, match.index), "required");
    }
  }

  /** `os.environ.get("NAME")`, `os.getenv("NAME")` */
  private methods(): void {
    for (const match of this.matches(method)) {
      const [whole, verb, name = ""] = match;
      if (!this.counts(name, match)) continue;
      const end = match.index + whole.length;
      const at = nameIn(whole, name, match.index);
      this.add(
        name,
        at,
        verb === "setdefault" || verb === "pop" ? "optional" : this.needAt(name, match.index, end),
      );
    }
  }

  /** `"NAME" in os.environ` */
  private tests(): void {
    for (const match of this.matches(member)) {
      const [whole, name = ""] = match;
      const end = match.index + whole.length;
      if (!isVariableName(name) || !this.code.has(end - 1)) continue;
      const stops =
        whole.includes("not") && /^\s{0,20}:\s{0,80}raise\b/.test(this.text.slice(end, end + 120));
      if (!stops) this.guarded.add(name);
      this.add(
        name,
        { start: match.index + 1, end: match.index + 1 + name.length },
        stops ? "required" : "optional",
      );
    }
  }

  /** `env("NAME")`, `env.bool("NAME", False)`, `config("NAME", default="")` */
  private typedCalls(search: RegExp): void {
    for (const match of this.matches(search)) {
      const [whole, name = ""] = match;
      const end = match.index + whole.length;
      if (!isVariableName(name) || !this.code.has(match.index)) continue;
      const full = prefixAt(this.text, match.index) + name;
      this.add(full, nameIn(whole, name, match.index), this.needAt(full, match.index, end));
    }
  }

  /** `e["NAME"]`, `e.get("NAME")` and `e("NAME")` under the names that the module gives to what it reads with. */
  private aliased(): void {
    const { records, getters, readers } = pythonAliases(this.text);
    for (const name of records) {
      for (const match of this.matches(
        new RegExp(String.raw`(?<![\w.])${name}\[\s{0,20}["'](\w+)["']\s{0,20}\]`, "g"),
      )) {
        const [whole, variable = ""] = match;
        if (!isVariableName(variable) || !this.code.has(match.index)) continue;
        const isSet = /^\s{0,8}(?:\+|\|)?=(?!=)/.test(
          this.text.slice(match.index + whole.length).slice(0, 20),
        );
        if (isSet) this.sets.add(variable);
        else this.add(variable, nameIn(whole, variable, match.index), "required");
      }
    }
    const calls = [...records.map((name) => String.raw`${name}\.get`), ...getters];
    const all = [...calls, ...readers.map((name) => String.raw`${name}(?:\.${kinds}|\.get)?`)];
    if (all.length > 0)
      this.typedCalls(new RegExp(String.raw`(?<![\w.])(?:${all.join("|")})\(\s{0,20}["'](\w+)["']`, "g"));
  }

  /** `environ.Env(DEBUG=(bool, False))`, `dj_database_url.config()` */
  private schemes(): void {
    if (!/\bEnv\(|dj_database_url/.test(this.text)) return;
    for (const call of this.form.callsTo("environ.Env", "environ.FileAwareEnv")) {
      for (const { name, nameAt, value } of call.args) {
        if (name === undefined || !nameAt || !isVariableName(name)) continue;
        this.add(name, nameAt, value.kind === "list" && value.items.length > 1 ? "optional" : "required");
        if (value.kind === "list" && value.items.length > 1) this.guarded.add(name);
      }
    }
    for (const { args, callee } of this.form.callsTo("dj_database_url.config")) {
      const named = stringOf(entryNamed(args, "env")?.value) ?? "DATABASE_URL";
      this.add(named, callee.at, entryNamed(args, "default") ? "optional" : "required");
    }
  }

  private needAt(name: string, start: number, end: number): Need {
    if (needOfCall(this.text, end) === "optional" && !this.isConverted(end)) return "optional";
    const before = this.text.slice(Math.max(0, start - 60), start);
    const usage = usageIn(before, this.text.slice(end, end + 160)) ?? this.followedUsage(start, end);
    if (usage === "guard") this.guarded.add(name);
    return usage === undefined || usage === "required" ? "required" : "optional";
  }

  /** `config("NAME", cast=bool)`: there is nothing to fall back to. */
  private isConverted(end: number): boolean {
    const call = /^[\s\S]{0,300}?\)[\s,)]{0,20}?(?:\r?\n|$)/.exec(this.text.slice(end, end + 320))?.[0] ?? "";
    return conversion.test(call) && !/\bdefault\s{0,4}=|\)\s{1,4}(?:or|and|if)\b/.test(call);
  }

  private followedUsage(start: number, end: number): ReturnType<typeof assignedUsage> {
    return this.followed++ < MAX_FOLLOWED ? assignedUsage(this.text, start, end, "python") : undefined;
  }

  private counts(name: string, match: RegExpExecArray): boolean {
    if (!isVariableName(name) || !this.code.has(match.index)) return false;
    return this.bare || /^_?os\./.test(match[0]);
  }

  /** The places of a search, as long as the file looks written by hand. */
  private *matches(search: RegExp): Iterable<RegExpExecArray> {
    for (const match of this.text.matchAll(search)) {
      if (this.reads.length >= MAX_READS) return;
      yield match;
    }
  }

  private add(name: string, at: Span, need: Need): void {
    this.reads.push({
      name,
      at,
      need,
      side: clientPrefixOf(name) && !name.startsWith("PUBLIC_") ? "client" : "server",
    });
  }
}

/** `if os.getenv("A"):`, `not os.getenv("A")`, `a or os.getenv("A")` */
function usageIn(before: string, after: string): "required" | "optional" | "guard" | undefined {
  const stops = /^\s{0,20}\)[\s)]{0,20}:\s{0,80}raise\b/.test(after);
  if (/\bnot\s{1,4}$/.test(before)) return stops ? "required" : "guard";
  if (/\b(?:if|elif|while|and)\s{1,4}(?:bool\()?$/.test(before)) return "guard";
  return /(?:\bor|==|!=|\bin)\s{1,4}$|\bbool\($/.test(before) ? "optional" : undefined;
}

function nameIn(whole: string, name: string, offset: number): Span {
  const start = offset + whole.lastIndexOf(name);
  return { start, end: start + name.length };
}
