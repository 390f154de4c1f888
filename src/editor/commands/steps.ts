import {
  type InputBox,
  type QuickInputButton,
  QuickInputButtons,
  type QuickPick,
  type QuickPickItem,
  window,
} from "vscode";

/** Somebody wants to return to the step before. */
export const back = Symbol("back");

/** What a step of several gave: an answer, the way back, or undefined where everything is called off. */
export type Step<T> = T | typeof back | undefined;

interface Common {
  readonly title: string;
  readonly placeholder: string;
  /** Whether there is a step before. */
  readonly hasBack: boolean;
}

export interface PickStep<T extends QuickPickItem> extends Common {
  readonly items: readonly T[];
  /** What is selected at first, and the only thing that is when `canPickMany` is not set. */
  readonly active?: T | undefined;
  /** Further buttons of the title bar, with what pressing one of them gives. */
  readonly buttons?: readonly (QuickInputButton & { readonly gives: T })[];
  /** What a button of an entry gives. */
  readonly onItemButton?: (item: T, button: QuickInputButton) => T;
}

/** Asks for one of several entries. */
export function pickStep<T extends QuickPickItem>(step: PickStep<T>): Promise<Step<T>> {
  const input = quickPickOf(step);
  return answerOf(input, step.hasBack, (resolve) => {
    input.onDidAccept(() => {
      const [picked] = input.selectedItems;
      if (picked) resolve(picked);
    });
    input.onDidTriggerButton((button) => {
      const own = step.buttons?.find((one) => one === button);
      if (own) resolve(own.gives);
    });
    input.onDidTriggerItemButton(({ item, button }) => {
      if (step.onItemButton) resolve(step.onItemButton(item, button));
    });
  });
}

/** Asks for any number of entries. */
export function pickManyStep<T extends QuickPickItem>(
  step: PickStep<T>,
  selected: (item: T) => boolean,
): Promise<Step<readonly T[]>> {
  const input = quickPickOf(step);
  input.canSelectMany = true;
  input.selectedItems = step.items.filter(selected);
  return answerOf(input, step.hasBack, (resolve) => {
    input.onDidAccept(() => resolve(input.selectedItems));
  });
}

export interface TypeStep extends Common {
  readonly value: string;
  /** Why a text cannot be taken, as a sentence; undefined when it can. */
  readonly check: (text: string) => string | undefined;
}

/** Asks for a text; the answer has no blanks around it. */
export function typeStep({ title, placeholder, value, hasBack, check }: TypeStep): Promise<Step<string>> {
  const input = window.createInputBox();
  input.title = title;
  input.prompt = placeholder;
  input.value = value;
  input.ignoreFocusOut = true;
  const validate = () => {
    input.validationMessage = check(input.value.trim());
    return input.validationMessage === undefined;
  };
  return answerOf(input, hasBack, (resolve) => {
    input.onDidChangeValue(validate);
    input.onDidAccept(() => {
      if (validate()) resolve(input.value.trim());
    });
  });
}

function quickPickOf<T extends QuickPickItem>(step: PickStep<T>): QuickPick<T> {
  const input = window.createQuickPick<T>();
  input.title = step.title;
  input.placeholder = step.placeholder;
  input.items = step.items;
  input.matchOnDescription = true;
  input.matchOnDetail = true;
  input.ignoreFocusOut = true;
  input.buttons = step.buttons ?? [];
  if (step.active) input.activeItems = [step.active];
  return input;
}

/** Shows `input` until it is answered, left by its way back, or closed. */
function answerOf<T>(
  input: (QuickPick<QuickPickItem> | InputBox) | QuickPick<never>,
  hasBack: boolean,
  listen: (resolve: (answer: T) => void) => void,
): Promise<Step<T>> {
  return new Promise((settle) => {
    const resolve = (answer: Step<T>) => {
      settle(answer);
      input.hide();
    };
    if (hasBack) input.buttons = [QuickInputButtons.Back, ...input.buttons];
    input.onDidTriggerButton((button) => {
      if (button === QuickInputButtons.Back) resolve(back);
    });
    listen(resolve);
    input.onDidHide(() => {
      settle(undefined);
      input.dispose();
    });
    input.show();
  });
}
