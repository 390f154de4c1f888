import { isCredentialName } from "../../data/credential-names";
import { isEnvFile } from "../../data/secret-files";
import type { SourceFile } from "../../files/source";
import { isGitIgnored } from "../../project/git-ignored";
import type { ProjectView } from "../../project/view";
import { contains, type Span } from "../../text/span";

/** Tools whose comments that allow a secret count for all rules about secrets. */
export const secretComments = ["gitleaks allow", "detect-secrets allow", "secretlint allow"] as const;

/**
 * Whether git keeps the file to this machine, so that nobody else reads what stands in it: it is ignored, or it is a
 * file of variables that was never added.
 */
export function staysHere(file: SourceFile, project: ProjectView): boolean {
  const tracked = project.isTracked(file.path);
  if (tracked === true) return false;
  if (tracked === false && file.is("dotenv") && isEnvFile(file.path)) return true;
  return isGitIgnored(project, file.path);
}

/**
 * Says of places in a file whether another rule reports secrets there: those for variables of Compose services, for ENV,
 * ARG and RUN, for `Environment=` of units and for the variables and inputs of workflows. `isSure`: the secret shows by
 * itself, whatever the variable is called.
 */
export function placesOfOthers(file: SourceFile): (at: Span, isSure: boolean) => boolean {
  if (file.is("dockerfile")) {
    const spans = file.form.instructions
      .filter(({ kind }) => kind === "ENV" || kind === "ARG" || kind === "RUN")
      .map(({ extent }) => extent);
    return (at) => spans.some((span) => contains(span, at));
  }
  if (file.is("compose")) {
    const values = file.form.services.flatMap((service) =>
      service
        .environment("own")
        .flatMap(({ key, value }) => (value ? [{ key, at: value.scalar.origin }] : [])),
    );
    return (at, isSure) =>
      values.some((value) => contains(value.at, at) && (isSure || isCredentialName(value.key)));
  }
  const named = file.kind === "systemd" ? unitVariable : file.kind === "workflow" ? workflowValue : undefined;
  if (!named) return () => false;
  return (at, isSure) => {
    const found = named.exec(file.lines.lineText(file.lines.lineAt(at.start)));
    return found !== null && (isSure || isCredentialName(found[1] ?? ""));
  };
}

const unitVariable = /^\s*Environment\s*=\s*["']?([\w.-]{1,100})/;
/** Variables, and the inputs of actions that are made for secrets. */
const workflowValue =
  /^\s*(?:-\s+)?["']?([A-Z][A-Z0-9_]{0,100}|password|token|api[-_]?key|api[-_]?token|auth[-_]?token|secret[-_]access[-_]key)["']?\s*:\s+\S/;
