import type { ScriptForm } from "../../files/script/form";
import { quoteOf } from "../../files/syntax/style";
import {
  type CallValue,
  entryNamed,
  hasSpread,
  pathOf,
  type RecordValue,
  stringOf,
  type Value,
} from "../../files/syntax/value";
import { dockerfiles } from "../../project/dockerfiles";
import { folderOf } from "../../project/services";
import type { ProjectView } from "../../project/view";
import { replacement } from "../../text/edits";
import { appendEntries } from "../express/record-edits";
import type { Fix, Report } from "../rule";

/** Options that a server is given in its call, and those that a name stands for. */
export const inline = "semgrep disallow-old-tls-versions1";
export const named = "semgrep disallow-old-tls-versions2";
export const sonar = "sonar S4423";

/** What `secureOptions` has to leave out; Node itself knows no SSLv2 any more. */
const flags = ["SSL_OP_NO_SSLv2", "SSL_OP_NO_SSLv3", "SSL_OP_NO_TLSv1"];
const secureServer = /(^|:)(https\.createServer|http2\.createSecureServer)$/;

/** `secureOptions` that leave out some old versions, and not all. */
export function* leftOut(
  record: RecordValue,
  call: CallValue | undefined,
  form: ScriptForm,
): Generator<Report> {
  const entry = entryNamed(record.entries, "secureOptions");
  const names = entry && flagsOf(form.resolve(entry.value));
  if (!entry || !names || isSettled(record)) return;
  const isOpen = flags.some((flag) => !names.includes(flag));
  if (!isOpen && names.includes("SSL_OP_NO_TLSv1_1")) return;
  yield {
    at: entry.at,
    severity: "hint",
    message:
      "These options leave out some of the retired versions of TLS only; `minVersion` covers them all.",
    equivalents: isOpen ? [call ? inline : named, sonar] : [sonar],
    fixes: minVersionFixes(record, form),
  };
}

/** An HTTPS server that says nothing of versions. */
export function* leftToNode(call: CallValue, form: ScriptForm): Generator<Report> {
  if (!secureServer.test(form.qualifiedName(call.callee) ?? "")) return;
  const [options] = call.args;
  const record = options && form.resolve(options.value);
  if (record?.kind !== "record" || form.isDevelopmentOnly(call.at.start)) return;
  if (entryNamed(record.entries, "secureOptions") || isSettled(record)) return;
  yield {
    at: call.callee.at,
    severity: "hint",
    message:
      "Which versions of TLS this server speaks is left to Node: before version 12 the retired ones, too.",
    equivalents: [options?.value === record ? inline : named],
    fixes: minVersionFixes(record, form),
  };
}

/** Whether something else says which versions there are, or may say so. */
function isSettled({ entries }: RecordValue): boolean {
  if (hasSpread(entries) || entries.some(({ name }) => name === undefined || name === "minVersion"))
    return true;
  const protocol = entryNamed(entries, "secureProtocol")?.value;
  // This name lets in whatever else is not ruled out.
  return protocol !== undefined && !/^SSLv23_/.test(stringOf(protocol) ?? "");
}

/** The flags that are joined by `|`; undefined where one of them is not known. */
function flagsOf(value: Value): string[] | undefined {
  if (value.kind === "operation" && value.operator === "|") {
    const parts = value.operands.map(flagsOf);
    return parts.every((part) => part !== undefined) ? parts.flat() : undefined;
  }
  const name = pathOf(value)?.split(".").at(-1);
  return name?.startsWith("SSL_OP_") ? [name] : undefined;
}

function minVersionFixes(record: RecordValue, form: ScriptForm): Fix[] {
  const protocol = entryNamed(record.entries, "secureProtocol");
  const entry = `minVersion: ${newest(form)}`;
  // Node takes one of the two.
  const edits = protocol ? [replacement(protocol.at, entry)] : appendEntries(form.text, record, [entry]);
  return [{ title: "Ask for TLS 1.2 or newer", kind: "review", edits }];
}

/** The oldest version that is still good, as a string of the file's own quotes. */
export function newest(form: ScriptForm): string {
  const quote = quoteOf(form.text, "'");
  return `${quote}TLSv1.2${quote}`;
}

/** Whether the workspace says on which Node the module at `path` runs: all that are still built take TLS 1.2. */
export function saysNode(path: string, project: ProjectView): boolean {
  if ([".nvmrc", ".node-version", ".tool-versions"].some((name) => project.has(name))) return true;
  if (project.fact(dockerfiles).size > 0) return true;
  for (let folder = folderOf(path); ; folder = folderOf(folder)) {
    const manifest = project.file(folder === "" ? "package.json" : `${folder}/package.json`);
    if (manifest?.is("json") && manifest.form.get("engines", "node")) return true;
    if (folder === "") return false;
  }
}
