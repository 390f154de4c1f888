import type { EvidenceView } from "../../src/core/plan/view";
import type { Context } from "../context";
import { type Child, h, type View } from "../ui/dom";

/** A codicon. It only ever repeats what words beside it say. */
export function icon(name: string, key?: string): View {
  return h("span", { class: `codicon codicon-${name}`, "aria-hidden": true }, [], key);
}

interface LinkProps {
  readonly label?: string;
  readonly title?: string;
  readonly focus?: string;
  readonly tabindex?: number;
  onPress(): void;
}

/** A button that looks like a link: it opens something. */
export function link(content: readonly Child[], props: LinkProps, key?: string): View {
  return h(
    "button",
    {
      type: "button",
      class: "link",
      title: props.title,
      "aria-label": props.label,
      "data-focus": props.focus,
      tabindex: props.tabindex,
      on: { click: props.onPress },
    },
    content,
    key,
  );
}

/** Text of a plan: spans between backticks as code, everything else as it is. */
export function planText(text: string): Child[] {
  const parts = text.split("`");
  // An odd number of backticks: the last one is a character like any other.
  const last = parts.length % 2 === 0 ? parts.pop() : undefined;
  const children: Child[] = parts.map((part, index) => {
    if (index % 2 === 0) return part === "" ? undefined : part;
    return part === "" ? "``" : h("code", {}, [part]);
  });
  return last === undefined ? children : [...children, `\`${last}`];
}

/** `path:line` of an evidence, opening it. */
export function placeLink(
  context: Context,
  place: { readonly itemId: string; readonly index: number; readonly evidence: EvidenceView },
  tabindex: number,
): View {
  const { itemId, index, evidence } = place;
  const where = `${evidence.path}:${evidence.line + 1}`;
  const open = () => context.actions.send({ type: "openEvidence", itemId, index });
  return link(
    [h("code", {}, [where])],
    { label: `Open ${where}`, tabindex, onPress: open },
    `place ${index}`,
  );
}

/** Words only for those who listen. */
export function spoken(text: string): View {
  return h("span", { class: "spoken" }, [text]);
}
