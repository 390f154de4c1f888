import { isCredentialName } from "../../data/credential-names";
import { isReference, passwordInUrl, tokenIn } from "../../data/secret-values";
import { isWeakSecret } from "../../data/weak-secrets";
import type { SourceFile } from "../../files/source";
import { environmentOf, type UnitVariable } from "../../files/systemd/exec";
import { listOf, type SystemdEntry } from "../../files/systemd/form";
import { insertion, replacement, type TextEdit } from "../../text/edits";
import { defineRule, type Fix, type Severity } from "../rule";
import { lineOf, linesAt, unitName } from "./app";

export const inlineSecret = defineRule({
  id: "systemd/inline-secret",
  on: "systemd",
  severity: "error",
  title: "Keep secrets out of the unit",
  why: "Every user of the server reads what stands in `Environment=` with `systemctl show`, and every reader of the repository finds it in the unit. A file that only root may open is neither.",
  references: [
    "https://www.freedesktop.org/software/systemd/man/latest/systemd.exec.html#Environment=",
    "https://systemd.io/CREDENTIALS/",
  ],
  equivalents: [],
  fix: "review",
  examples: [
    {
      path: "deploy/shop.service",
      bad: '[Service]\nUser=shop\nEnvironment=«"JWT_SECRET=kX9-tulip-quay-81"»\nExecStart=/srv/shop/run\n',
      good: "[Service]\nUser=shop\nEnvironmentFile=/etc/shop/shop.env\nExecStart=/srv/shop/run\n",
    },
    {
      title: "beside other variables",
      path: "deploy/shop.service",
      bad: "[Service]\nEnvironmentFile=/etc/shop/shop.env\nEnvironment=PORT=8000 «DATABASE_URL=postgres://shop:tulip-92@localhost/shop»\nExecStart=/srv/shop/run\n",
      good: "[Service]\nEnvironmentFile=/etc/shop/shop.env\nEnvironment=PORT=8000\nExecStart=/srv/shop/run\n",
    },
  ],
  *check({ file }) {
    const entries = listOf(file.form, "Service", "Environment");
    let hasSecret = false;
    for (const entry of entries) {
      const variables = environmentOf(entry);
      for (const variable of variables) {
        const found = secretIn(variable, unitName(file.path));
        if (!found) continue;
        hasSecret = true;
        yield { at: variable.at, ...found, fixes: fixesFor(file, entry, variable, variables) };
      }
    }
    const [outside] = listOf(file.form, "Service", "EnvironmentFile");
    if (!hasSecret && outside) {
      yield { proves: outside.at, message: "What is secret comes from a file on the server." };
    }
  },
});

/** What templates and manuals write where a value has to be filled in. */
const blank =
  /^(?:<.*>|\[.*\]|\.{3,}|x{3,}|\*{3,}|-{3,}|your[-_ ].*|.*[-_]here|changeme|change[-_]?this|replace[-_]?me|todo|fixme|set[-_]me)$/i;

function secretIn(
  { name, value }: UnitVariable,
  unit: string,
): { readonly message: string; readonly severity: Severity } | undefined {
  // Specifiers, credentials of systemd, and what a template fills in.
  if (value === "" || /\{\{|\}\}|@\w{1,60}@|^%\w|\$[\w{]/.test(withoutUser(value)) || isReference(value))
    return undefined;
  const url = passwordInUrl(value);
  const token = tokenIn(value);
  if (url) {
    if (/[%${}<>]/.test(url.password)) return undefined;
    return {
      severity:
        isWeakSecret(url.password, [unit, url.user]) && blank.test(url.password) ? "warning" : "error",
      message: `The address in ${name} has a password in it, which every user of the server can read.`,
    };
  }
  if (token)
    return {
      severity: "error",
      message: `${name} holds ${token.what}: revoke it, and keep the new one in a file.`,
    };
  if (!isCredentialName(name) || name.endsWith("_FILE")) return undefined;
  if (blank.test(value)) {
    return {
      severity: "warning",
      message: `${name} is filled in here, where every user of the server can read it.`,
    };
  }
  return { severity: "error", message: `Every user of the server can read the value of ${name}.` };
}

/** The `user:password@` of an address has characters that mean something elsewhere. */
function withoutUser(value: string): string {
  return passwordInUrl(value) ? "" : value;
}

function fixesFor(
  file: SourceFile<"systemd">,
  entry: SystemdEntry,
  variable: UnitVariable,
  variables: readonly UnitVariable[],
): Fix[] {
  const files = listOf(file.form, "Service", "EnvironmentFile").filter(({ text }) => /^-?\//.test(text));
  const name = unitName(file.path);
  if (files.length === 0 && !/^[\w.-]{1,60}$/.test(name)) return [];
  const path = files.at(-1)?.text.replace(/^-/, "") ?? `/etc/${name}/${name}.env`;
  const line = files.length > 0 ? [] : [`EnvironmentFile=${path}`];
  const title = `Read ${variable.name} from ${path}: put it there first`;
  return [{ title, kind: "review", edits: moved(file, entry, variable, variables.length === 1, line) }];
}

/** Takes the variable out; `line` comes instead of it, or before what is left of the entry. */
function moved(
  file: SourceFile<"systemd">,
  entry: SystemdEntry,
  { at }: UnitVariable,
  isOnly: boolean,
  line: readonly string[],
): TextEdit[] {
  if (isOnly) {
    return line.length > 0
      ? [replacement(entry.at, line.join(file.eol))]
      : [replacement(lineOf(file, entry), "")];
  }
  const { text } = file;
  let { start, end } = at;
  if (start === entry.value.span.start) while (/[ \t]/.test(text[end] ?? "")) end++;
  else while (/[ \t]/.test(text[start - 1] ?? "")) start--;
  const removal = replacement({ start, end }, "");
  if (line.length === 0) return [removal];
  return [insertion(entry.lineStart, linesAt(file, entry.lineStart, line)), removal];
}
