import type { ItemView } from "../../src/core/plan/view";
import { type Context, itemRow, tabindexIn } from "../context";
import { type Child, h, type View } from "../ui/dom";
import { dueWords } from "../words";
import { copyable, icon, joined, link, planText } from "./parts";

/** A fact with its name before it. */
export function labelled(label: string, content: readonly Child[]): View {
  return h("p", { class: "labelled" }, [h("span", { class: "label" }, [`${label}: `]), ...content], label);
}

/** Links to what an item waits for, and what it says itself of why it waits. */
export function waits(context: Context, item: ItemView): Child[] {
  const links = item.blockedBy.map(({ id, title }) => [goTo(context, item, id, title)]);
  return [
    item.blocker === undefined ? undefined : labelled("Held up by", planText(item.blocker)),
    links.length > 0 ? labelled("Waits for", joined(links, ", ")) : undefined,
    item.aliasOf === undefined
      ? undefined
      : labelled("The same work as", [goTo(context, item, item.aliasOf, context.titleOf(item.aliasOf))]),
  ];
}

/** The failure that was accepted, until when, and the way back. */
export function waiver(context: Context, { id, waiver: said }: ItemView): Child {
  if (said === undefined) return undefined;
  const { day, today, language, actions } = context;
  const isOver = said.until < day;
  const by = said.by === undefined ? "" : `, ${said.by}`;
  const tabindex = tabindexIn(context, itemRow(id));
  return labelled(isOver ? "Was accepted" : "Accepted", [
    ...planText(said.reason),
    ` (until ${dueWords(said.until, today, language)}${by})`,
    isOver ? h("span", { class: "stale" }, [" this is over"]) : undefined,
    " ",
    canWrite(context)
      ? link(
          ["Take back"],
          { tabindex, onPress: () => actions.send({ type: "unwaive", itemId: id }) },
          "back",
        )
      : undefined,
  ]);
}

/** What people saw, the last first, and how long it counts. */
export function records(context: Context, item: ItemView): Child {
  if (item.records.length === 0) return undefined;
  const { actions, today, language } = context;
  const entries = item.records.map(({ at, by, text, link: address }, index) => {
    const day = dueWords(at.slice(0, 10), today, language);
    const who = by === undefined ? day : `${day}, ${by}`;
    const tabindex = tabindexIn(context, itemRow(item.id));
    const open = () => actions.send({ type: "openRecord", itemId: item.id, index });
    return h(
      "li",
      { class: item.verdict === "stale" ? "stale" : "holds" },
      [
        icon(item.verdict === "stale" ? "history" : "eye"),
        h("span", { class: "finding" }, [
          h("span", { class: "label" }, [`${who}: `]),
          ...(text === undefined ? [] : planText(text)),
          " ",
          address === undefined
            ? undefined
            : link([address], { label: `Open ${address}`, tabindex, onPress: open }),
        ]),
      ],
      `${index}`,
    );
  });
  const last = expiry(context, item);
  return h(
    "div",
    {},
    [
      h("ul", { class: "evidence", "aria-label": "What people saw" }, entries.reverse()),
      last === undefined
        ? undefined
        : h("p", { class: item.verdict === "stale" ? "stale" : "muted" }, [last]),
    ],
    "records",
  );
}

/** Until when evidence of a person counts, in a sentence. */
export function expiry({ today, language }: Context, { expires, verdict }: ItemView): string | undefined {
  if (expires === undefined) return undefined;
  const day = dueWords(expires, today, language);
  return verdict === "stale" ? `This counted until ${day}; look again.` : `Counts until ${day}.`;
}

/** What to read. */
export function docs(context: Context, { id, docs: all }: ItemView): Child {
  if (all.length === 0) return undefined;
  const tabindex = tabindexIn(context, itemRow(id));
  const links = all.map((doc, index) => {
    const open = () => context.actions.send({ type: "openDoc", itemId: id, index });
    return [link([doc], { label: `Open ${doc}`, tabindex, onPress: open }, `${index}`)];
  });
  return labelled("Read", joined(links, ", "));
}

/** Listings of the item, and the command that would prove it. */
export function listings(context: Context, item: ItemView): Child[] {
  const tabindex = tabindexIn(context, itemRow(item.id));
  const { id: itemId, title, command } = item;
  const attached = item.attachments.map(({ kind, target, text }, index) => {
    const name = target ?? (kind === "command" ? "command" : "listing");
    return h(
      "div",
      {},
      [
        target === undefined ? undefined : labelled("For", [h("code", {}, [target])]),
        copyable(context, {
          of: { kind: "attachment", itemId, index },
          text,
          what: `${name} of ${title}`,
          tabindex,
        }),
      ],
      `listing ${index}`,
    );
  });
  if (command === undefined) return attached;
  const proof = h(
    "div",
    {},
    [
      h("p", { class: "label" }, ["Proved by running:"]),
      copyable(context, {
        of: { kind: "command", itemId },
        text: command,
        what: `the check of ${title}`,
        tabindex,
      }),
    ],
    "command",
  );
  return [...attached, proof];
}

/** Who takes care of it and until when, with the way to change that. */
export function people(context: Context, item: ItemView): Child {
  if (!canWrite(context)) return undefined;
  const { owner, due, id, title } = item;
  const { actions, today, language } = context;
  const tabindex = tabindexIn(context, itemRow(id));
  const field = (name: "owner" | "due", label: string, value: string | undefined): Child[] => [
    h("span", { class: "label" }, [`${label}: `]),
    link(
      [value ?? "none yet"],
      {
        label: `${label} of ${title}: ${value ?? "none yet"}. Change`,
        tabindex,
        onPress: () => actions.startDraft(id, name),
      },
      name,
    ),
  ];
  const day = due === undefined ? undefined : dueWords(due, today, language);
  return h(
    "p",
    { class: "labelled people" },
    [...field("owner", "Owner", owner), " ", ...field("due", "Due", day)],
    "people",
  );
}

/** Whether what people add to items can be written here. */
export function canWrite({ plan, state }: Context): boolean {
  return plan.editable && state.fields;
}

function goTo(context: Context, from: ItemView, id: string, title: string): View {
  const tabindex = tabindexIn(context, itemRow(from.id));
  return link(planText(title), { tabindex, onPress: () => context.actions.goTo(id) }, id);
}
