import { pinOf } from "../data/action-pins";

/** An action by the commit of its newest known release, with the version behind it: `owner/name@sha # v1.2.3`. */
export function actionPin(action: string): string {
  const pin = pinOf(action);
  if (!pin) throw new Error(`the pins have no ${action}`);
  return `${action}@${pin.sha} # ${pin.version}`;
}
