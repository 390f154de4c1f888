import { isCredentialName } from "../data/credential-names";
import { isLiteral } from "../files/compose/interpolation";
import { tokensIn } from "../files/secrets/tokens";
import type { SourceFile } from "../files/source";
import { variables } from "../project/variables";
import {
  addToExample,
  declareVariable,
  examplesFor,
  type FileChange,
} from "../project/variables/example-entry";
import { placeAt } from "../project/variables/places";
import type { ProjectView } from "../project/view";
import { requireCredential } from "../rules/compose/credential";
import { declareInExample } from "../rules/env-example";
import {
  canReadEnvironment,
  literalAround,
  moveToEnvironment,
  variableFor,
} from "../rules/secrets/to-environment";
import { type Span, slice, span } from "../text/span";

/** A change over one or more files that a person asks for at a place; all of it is one step. */
export interface Refactoring {
  readonly title: string;
  readonly changes: readonly FileChange[];
}

/** Everything that can be done with the variable or the secret at `offset` of the file at `path`. */
export function refactoringsAt(project: ProjectView, path: string, offset: number): Refactoring[] {
  return [describeInExample(project, path, offset), moveSecret(project, path, offset)].filter(
    (one) => one !== undefined,
  );
}

/** Lists the variable at `offset` in the example file that speaks for the file, which is created when there is none. */
export function describeInExample(
  project: ProjectView,
  path: string,
  offset: number,
): Refactoring | undefined {
  const file = project.file(path);
  const here = placeAt(project, path, offset);
  if (!file || !here || here.kind === "description") return undefined;
  const model = project.fact(variables);
  const examples = examplesFor(model, path);
  const isListed = (model.byName.get(here.name)?.descriptions ?? []).some((one) => examples.includes(one));
  if (isListed) return undefined;
  const line = file.lines.lineAt(here.at.start) + 1;
  const entry = { name: here.name, ...(here.kind === "read" ? { comment: `used in ${path}:${line}` } : {}) };
  const [nearest] = examples;
  const example = nearest === undefined ? undefined : project.file(nearest);
  const edits = example?.is("dotenv") ? addToExample(example, entry) : undefined;
  const change =
    edits && nearest !== undefined ? { path: nearest, edits } : declareVariable(project, file, entry);
  return change && { title: `Add ${here.name} to ${change.path}`, changes: [change] };
}

/** Takes the secret at `offset` out of code or of a Compose file: its variable is read instead, and listed in the example. */
export function moveSecret(project: ProjectView, path: string, offset: number): Refactoring | undefined {
  const file = project.file(path);
  if (file?.is("compose")) return moveFromCompose(project, file, offset);
  return file && canReadEnvironment(file) ? moveFromCode(project, file, offset) : undefined;
}

function moveFromCode(project: ProjectView, file: SourceFile, offset: number): Refactoring | undefined {
  const inner = stringAt(file, offset);
  const literal = inner && literalAround(file, inner);
  if (!inner || !literal) return undefined;
  const [token] = tokensIn(slice(file.text, inner), { lenient: true });
  const name = variableFor(file, literal, token?.variable ?? "");
  if (name === "" || inner.end - inner.start < 3 || (!token && !isCredentialName(name))) return undefined;
  const fix = moveToEnvironment(file, project, literal, name);
  return (
    fix && {
      title: `Move this secret to the environment as ${name}`,
      changes: [{ path: file.path, edits: fix.edits }, ...(fix.also ?? [])],
    }
  );
}

/** No secret is longer, nor are there lines that people write. */
const MAX_LINE = 2_000;

/** What stands between the quotes around `offset`, on one line. */
function stringAt({ text, lines }: SourceFile, offset: number): Span | undefined {
  const { start, end } = lines.lineSpan(lines.lineAt(offset));
  if (end - start > MAX_LINE) return undefined;
  let quote: string | undefined;
  let from = start;
  for (let at = start; at < end; at++) {
    const character = text[at] ?? "";
    if (quote === undefined) {
      if (!/["'`]/.test(character)) continue;
      if (at > offset) return undefined;
      quote = character;
      from = at + 1;
    } else if (character === "\\") at++;
    else if (character === quote) {
      if (offset <= at) return span(from, at);
      quote = undefined;
    }
  }
  return undefined;
}

function moveFromCompose(
  project: ProjectView,
  file: SourceFile<"compose">,
  offset: number,
): Refactoring | undefined {
  for (const service of file.form.services) {
    for (const variable of service.environment("own")) {
      const { key, keyAt, value } = variable;
      if (!value || offset < keyAt.start || offset > Math.max(value.at.end, keyAt.end)) continue;
      const isSecret = isCredentialName(key) || tokensIn(value.raw, { lenient: true }).length > 0;
      if (!isSecret || !isLiteral(value.template) || value.raw.trim() === "") return undefined;
      const change = requireCredential(variable, "weak", service, file.form.yaml);
      if (!change?.edits) return undefined;
      const listed = declareInExample(project, file, change.name ?? key);
      return {
        title: `Move this secret to the environment as ${change.name ?? key}`,
        changes: [{ path: file.path, edits: change.edits }, ...(listed ? [listed] : [])],
      };
    }
  }
  return undefined;
}
