import { type QuickPickItem, window } from "vscode";

export interface PickOrType {
  readonly title: string;
  readonly placeholder: string;
  /** What is offered; `value` is what choosing it gives. */
  readonly picks: readonly (QuickPickItem & { readonly value: string })[];
  /** What a typed text stands for, as an entry of the list; undefined for a text that means nothing yet. */
  readonly typed: (text: string) => (QuickPickItem & { readonly value: string }) | undefined;
}

/** Asks for one of several values, or for another that is typed. Undefined when nothing was chosen. */
export function pickOrType({ title, placeholder, picks, typed }: PickOrType): Promise<string | undefined> {
  const input = window.createQuickPick<(typeof picks)[number]>();
  input.title = title;
  input.placeholder = placeholder;
  input.items = picks;
  return new Promise((resolve) => {
    input.onDidChangeValue((text) => {
      const own = text.trim() === "" ? undefined : typed(text.trim());
      const isKnown = own && picks.some(({ value }) => value === own.value);
      input.items = own && !isKnown ? [{ ...own, alwaysShow: true }, ...picks] : picks;
    });
    input.onDidAccept(() => {
      // Who types fast is ahead of the list.
      const picked = input.activeItems[0] ?? typed(input.value.trim());
      if (!picked) return;
      resolve(picked.value);
      input.hide();
    });
    input.onDidHide(() => {
      resolve(undefined);
      input.dispose();
    });
    input.show();
  });
}
