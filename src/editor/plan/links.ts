import { commands, env, l10n, Uri, ViewColumn } from "vscode";
import { exists } from "../documents";
import { pathBelow, uriBelow } from "../positions";
import type { ShowOptions } from "../show";
import { addressOf, pathsOf } from "./link-target";
import type { PlanFile } from "./plan-file";

/**
 * Opens what a plan refers to: an https address in the browser, after the editor has asked whether it may, or a file
 * of the plan's folder. Returns why nothing was opened, or undefined.
 */
export async function openLink(
  plan: PlanFile,
  link: string,
  { beside = false }: ShowOptions = {},
): Promise<string | undefined> {
  const address = addressOf(link);
  if (address === "other")
    return l10n.t("Only https addresses and files of this folder are opened from here.");
  if (address !== undefined) {
    // The editor asks before it opens a domain that is not trusted yet; a no is an answer, not an error.
    await env.openExternal(Uri.parse(address, true));
    return undefined;
  }
  const { root } = plan.session;
  for (const path of pathsOf(plan.path, link)) {
    const uri = uriBelow(root, path);
    if (!pathBelow(root, uri) || !(await exists(uri))) continue;
    await commands.executeCommand("vscode.open", uri, beside ? { viewColumn: ViewColumn.Beside } : {});
    return undefined;
  }
  return l10n.t("{0} does not exist in this folder.", link.slice(0, 200));
}
