import type { EvidenceView } from "../../src/core/plan/view";
import type { CopySource } from "../../src/shared/messages";
import { type Context, copyName, isUnfolded } from "../context";
import { type Child, h, type View } from "../ui/dom";

/** Lines of a listing that are shown; all are copied. */
const mostLines = 12;

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

/** Children with a separator between those that are there. */
export function joined(parts: readonly (readonly Child[])[], separator: string): Child[] {
  return parts
    .filter((part) => part.length > 0)
    .flatMap((part, i) => (i === 0 ? part : [separator, ...part]));
}

/** Something under a line that folds it away. */
export function fold(
  context: Context,
  props: { readonly name: string; readonly title: readonly Child[]; readonly usually?: boolean },
  content: () => readonly Child[],
): View {
  const { name, title, usually } = props;
  const open = isUnfolded(context, name, usually);
  const onToggle = (event: Event) => {
    const { currentTarget } = event;
    if (currentTarget instanceof HTMLDetailsElement && currentTarget.open !== open) {
      context.actions.togglePart(name, currentTarget.open);
    }
  };
  return h(
    "details",
    { class: "fold", open, on: { toggle: onToggle } },
    [h("summary", {}, title), ...(open ? content() : [])],
    name,
  );
}

/** A section of the page with its heading, and the way to its text in the plan. */
export function part(
  context: Context,
  name: string,
  title: string,
  content: readonly Child[],
  line?: number,
): View {
  const headingId = `part-${name}`;
  const open = () => line !== undefined && context.actions.send({ type: "openLine", line });
  return h(
    "section",
    { class: `part ${name}`, "aria-labelledby": headingId },
    [
      h("div", { class: "part-head" }, [
        h("h2", { id: headingId }, [title]),
        line === undefined
          ? undefined
          : iconButton("go-to-file", `Show ${title.toLowerCase()} in the plan`, open),
      ]),
      ...content,
    ],
    name,
  );
}

/** A button of an icon alone. */
export function iconButton(name: string, label: string, onPress: () => void, tabindex?: number): View {
  return h(
    "button",
    { type: "button", class: "icon", title: label, "aria-label": label, tabindex, on: { click: onPress } },
    [icon(name)],
    label,
  );
}

/** Something to run or to paste, with the button that copies it. It is never run from here. */
export function copyable(
  context: Context,
  props: {
    readonly of: CopySource;
    readonly text: string;
    readonly what: string;
    readonly tabindex?: number;
  },
): View {
  const { of, text, what, tabindex } = props;
  const done = context.page.copied === copyName(of);
  const lines = text.split("\n");
  const more = lines.length - mostLines;
  return h("div", { class: "copyable" }, [
    h("pre", {}, [h("code", {}, [more > 1 ? lines.slice(0, mostLines).join("\n") : text])]),
    more > 1 ? h("p", { class: "muted" }, [`${more} more lines are copied with it.`]) : undefined,
    iconButton(done ? "check" : "copy", `Copy ${what}`, () => context.actions.copy(of), tabindex),
  ]);
}
