import { addStatementsAfter, addStatementsBefore } from "../../files/script/insert";
import type { Available } from "../../files/syntax/entry-edits";
import { addNodeDependency } from "../../project/add-dependency";
import type { TextEdit } from "../../text/edits";
import type { FileRuleContext, Fix } from "../rule";
import type { NodeApp } from "./apps";
import { firstTarget } from "./limit-places";

/** What one framework needs to limit requests. */
export interface LimitInsertion {
  readonly package: string;
  /** What makes the limiter known; undefined where its name is taken. */
  readonly imported: Available | undefined;
  /** The statements that put it in front of the routes. */
  readonly lines: readonly string[];
  /** What else belongs to it: that a proxy stands in front. */
  readonly others?: readonly TextEdit[];
}

/** The fix that puts a limiter in front of the first route of `app`, with the import and the dependency. */
export function limiterFix(
  app: NodeApp,
  added: LimitInsertion,
  { file, project }: FileRuleContext<"javascript">,
): Fix[] {
  const { imported, lines, others = [] } = added;
  if (!imported || !app.assigned) return [];
  const target = firstTarget(app);
  const statement = target
    ? addStatementsBefore(file.form, target.at.start, lines)
    : addStatementsAfter(file.form, app.assigned.at.start, lines);
  if (!statement) return [];
  return [
    {
      title: "Limit each client to 100 requests a minute",
      kind: "review",
      edits: [...imported.edits, ...others, statement],
      also: addNodeDependency(project, file.path, added.package),
    },
  ];
}
