import * as z from "zod/mini";
import type { SourceFile } from "../../files/source";
import type { Severity } from "../../rules/rule";
import { type Span, span } from "../../text/span";
import { offsetInScript, offsetOfCharacter, offsetOfExpression } from "./script-place";
import { asArgument, fileNamed, type OutsideFinding, type OutsideTool, parseJson } from "./tool";

/** What `-format '{{json .}}'` prints: lines and columns count from 1. */
const outputSchema = z.array(
  z.object({
    message: z.string(),
    filepath: z.string(),
    line: z.number(),
    column: z.number(),
    kind: z.string(),
  }),
);

type Report = z.infer<typeof outputSchema>[number];

const docs = "https://github.com/rhysd/actionlint/blob/main/docs/checks.md";

/** Where the documentation explains a kind of finding. */
const anchors: ReadonlyMap<string, string> = new Map([
  ["action", "check-popular-action-inputs"],
  ["credentials", "check-hardcoded-credentials"],
  ["deprecated-commands", "check-deprecated-workflow-commands"],
  ["env-var", "check-env-var-names"],
  ["events", "check-webhook-events"],
  ["expression", "check-syntax-expression"],
  ["glob", "check-glob-pattern"],
  ["id", "id-naming-convention"],
  ["if-cond", "if-cond-always-true"],
  ["job-needs", "check-job-deps"],
  ["matrix", "check-matrix-values"],
  ["permissions", "permissions"],
  ["pyflakes", "check-pyflakes-integ"],
  ["runner-label", "check-runner-labels"],
  ["shell-name", "check-shell-names"],
  ["shellcheck", "check-shellcheck-integ"],
  ["workflow-call", "check-reusable-workflows"],
]);

/** Most of what it finds keeps GitHub from running the workflow; this does not. */
const milder: ReadonlyMap<string, Severity> = new Map([
  ["action", "warning"],
  ["deprecated-commands", "warning"],
  ["env-var", "warning"],
  ["if-cond", "warning"],
  ["pyflakes", "warning"],
  ["runner-label", "warning"],
]);

const shellcheckLevels: ReadonlyMap<string, Severity> = new Map([
  ["error", "error"],
  ["warning", "warning"],
  ["info", "info"],
  ["style", "hint"],
]);

/** The checker of GitHub Actions workflows by rhysd. */
export const actionlint: OutsideTool = {
  name: "actionlint",
  argumentsFor: (paths) => ["-no-color", "-format", "{{json .}}", ...paths.map(asArgument)],
  hasChecked: (exitCode) => exitCode === 0 || exitCode === 1,
  read(output, fileAt) {
    const outcome = outputSchema.safeParse(parseJson(output));
    if (!outcome.success) return { problem: "actionlint did not answer in the JSON that it documents." };
    return {
      findings: outcome.data.flatMap((report) => {
        const file = fileNamed(report.filepath, fileAt);
        return file ? [toFinding(report, file)] : [];
      }),
    };
  },
};

function toFinding(report: Report, file: SourceFile): OutsideFinding {
  const { kind, message } = report;
  const script = scriptReport(message);
  const at = spanAt(file, startOf(report, file, script));
  return {
    tool: "actionlint",
    code: kind,
    severity: shellcheckLevels.get(script?.level ?? "") ?? milder.get(kind) ?? "error",
    path: file.path,
    at,
    reach: at,
    message,
    alias: isAboutUntrustedInput(report) ? ["zizmor template-injection"] : [],
    related: [],
    link: linkOf(report, script?.code),
  };
}

function startOf({ line, column, kind }: Report, file: SourceFile, script: ScriptReport | undefined) {
  const place = { line: line - 1, characters: Math.max(0, column - 1) };
  const written = offsetOfCharacter(file, place);
  if (script) return offsetInScript(file, place, script) ?? written;
  return kind === "expression" ? (offsetOfExpression(file, place) ?? written) : written;
}

/** The word, the quoted text or the expression at `start`, or one character; empty at the end of a line. */
function spanAt({ text }: SourceFile, start: number): Span {
  const pattern = /^(?:\$\{\{[^}\r\n]*\}\}|[\p{L}\p{N}_*@./-]+|'[^'\r\n]*'|"[^"\r\n]*"|[^\r\n]?)/u;
  const [word = ""] = pattern.exec(text.slice(start, start + 200)) ?? [];
  return span(start, start + word.length);
}

interface ScriptReport {
  readonly code: string | undefined;
  readonly level: string | undefined;
  /** From 0, in the script. */
  readonly line: number;
  readonly characters: number;
}

/** Where another program that actionlint asked sees something in the script of a step. */
function scriptReport(message: string): ScriptReport | undefined {
  const match = /^\w+ reported issue in this script: (?:(SC\d+):(\w+):)?(\d+):(\d+)/.exec(message);
  if (!match) return undefined;
  const [, code, level, line, column] = match;
  return { code, level, line: Math.max(0, Number(line) - 1), characters: Math.max(0, Number(column) - 1) };
}

function isAboutUntrustedInput({ kind, message }: Report): boolean {
  return kind === "expression" && message.includes("potentially untrusted");
}

function linkOf(report: Report, shellcheckCode: string | undefined): string {
  if (shellcheckCode !== undefined) return `https://www.shellcheck.net/wiki/${shellcheckCode}`;
  if (isAboutUntrustedInput(report)) return `${docs}#untrusted-inputs`;
  const anchor = anchors.get(report.kind);
  return anchor === undefined ? docs : `${docs}#${anchor}`;
}
