import type { NginxLevel } from "../../files/nginx/level";
import { serverNames } from "../../files/nginx/server";
import { nginxTree } from "../../project/headers/levels";
import { type FileRuleContext, type Fix, isProof, type Problem, type Report, type Severity } from "../rule";
import { verdictOn } from "./header-verdict";
import type { ExpectedHeader } from "./security-headers";

/** How a rule tells that its header is missing. */
export interface MissingHeader {
  readonly header: ExpectedHeader;
  fixes(server: NginxLevel, context: FileRuleContext<"nginx">): readonly Fix[];
  /** Where a server is less in need of it than others. */
  severity?(server: NginxLevel): Severity | undefined;
}

/** One report for each server of the file that needs the header: that it is missing, or who sends it. */
export function* missingHeader(rule: MissingHeader, context: FileRuleContext<"nginx">): Generator<Report> {
  const { file, project } = context;
  if (!file.form.clean) return;
  for (const places of project.fact(nginxTree).levelsOf(file.path)) {
    const reports = places.map((server) => reportOn(server, rule, context));
    // A block that is used in several places is fine when it is in one of them: the others are not its fault.
    const report = reports.includes(undefined)
      ? undefined
      : (reports.find((one) => one && isProof(one)) ?? reports[0]);
    if (report) yield report;
  }
}

function reportOn(
  server: NginxLevel,
  rule: MissingHeader,
  context: FileRuleContext<"nginx">,
): Report | undefined {
  const verdict = verdictOn(server, rule.header, context);
  if (!server.block || verdict === undefined) return undefined;
  if (verdict.kind === "sent") return verdict.proof;
  // A name that a template puts in says nothing yet.
  const name = serverNames(server).find((one) => !/[{}$<%]/.test(one));
  const message = `Responses of ${name ?? "this server"} carry no ${rule.header.label} header`;
  const at = server.block.nameAt;
  if (verdict.doubt) return { at, message: `${message}, unless ${verdict.doubt}.`, severity: "hint" };
  const severity = rule.severity?.(server);
  const found: Problem = { at, message: `${message}.`, fixes: rule.fixes(server, context) };
  return severity === undefined ? found : { ...found, severity };
}
