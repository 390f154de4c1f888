import { Disposable, languages } from "vscode";
import type { Liftoff } from "../liftoff";
import { VariableActions } from "./actions";
import { VariableCompletions } from "./completions";
import { VariableHovers } from "./hovers";
import { VariableLinks } from "./links";

/** Everything the editor offers for environment variables: they stand in files of all languages. */
export function registerVariables(liftoff: () => Liftoff | undefined): Disposable {
  const links = new VariableLinks(liftoff);
  return Disposable.from(
    languages.registerDefinitionProvider("*", links),
    languages.registerReferenceProvider("*", links),
    languages.registerCompletionItemProvider(
      "*",
      new VariableCompletions(liftoff),
      ...VariableCompletions.triggers,
    ),
    languages.registerHoverProvider("*", new VariableHovers(liftoff)),
    languages.registerCodeActionsProvider("*", new VariableActions(liftoff), {
      providedCodeActionKinds: VariableActions.kinds,
    }),
  );
}
