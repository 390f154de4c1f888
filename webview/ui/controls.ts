/**
 * The page's controls. This is the only file that knows @vscode/webview-ui-toolkit: its makers have retired it, and
 * replacing it is replacing this file and the style sheet beside it. The toolkit must be part of the main bundle:
 * loaded after the window's `load` event it never applies the theme.
 */
import {
  type Button,
  type Checkbox,
  provideVSCodeDesignSystem,
  vsCodeButton,
  vsCodeCheckbox,
} from "@vscode/webview-ui-toolkit";
import { type Control, control, h, setAttribute, type View } from "./dom";
import "./controls.css";

/** Defines the custom elements. Call once, before the first render. */
export function registerControls(): void {
  provideVSCodeDesignSystem().register(vsCodeButton(), vsCodeCheckbox());
}

interface Focusable {
  /** Value of `data-focus`, by which the page finds the control to focus it. */
  readonly focus?: string | undefined;
  readonly tabindex?: number | undefined;
}

export interface CheckboxProps extends Focusable {
  readonly label: string;
  /** Id of the element that says more, such as the item's state. */
  readonly describedBy?: string | undefined;
  readonly checked: boolean;
  readonly readOnly: boolean;
  /** Called for the user's own changes only. */
  onToggle(next: boolean): void;
}

/** A checkbox without visible text. */
export function checkbox(props: CheckboxProps, key?: string): View {
  return control("checkbox", makeCheckbox, props, key);
}

function makeCheckbox(): Control<CheckboxProps> {
  const element = document.createElement("vscode-checkbox") as Checkbox;
  let known = false;
  let onToggle: CheckboxProps["onToggle"] = () => {};
  element.addEventListener("change", () => {
    // Setting `checked` from code fires `change` as well: only what differs from what is known is the user's.
    if (element.checked === known) return;
    known = element.checked;
    onToggle(known);
  });
  return {
    element,
    update(props) {
      ({ onToggle } = props);
      known = props.checked;
      if (element.checked !== known) element.checked = known;
      if (element.readOnly !== props.readOnly) element.readOnly = props.readOnly;
      setLabel(element, props.label);
      setAttribute(element, "aria-describedby", props.describedBy);
      setFocusable(element, props);
    },
  };
}

export interface ButtonProps extends Focusable {
  readonly label: string;
  readonly kind: "primary" | "secondary";
  onPress(): void;
}

export function button(props: ButtonProps, key?: string): View {
  return control("button", makeButton, props, key);
}

function makeButton(): Control<ButtonProps> {
  const element = document.createElement("vscode-button") as Button;
  let onPress: ButtonProps["onPress"] = () => {};
  element.addEventListener("click", () => onPress());
  return {
    element,
    update(props) {
      ({ onPress } = props);
      // The property: of the attribute, the toolkit puts its own idea back a moment later.
      if (element.appearance !== props.kind) element.appearance = props.kind;
      setText(element, props.label);
      setFocusable(element, props);
    },
  };
}

/**
 * A short word in a box: a priority. An element of our own: the toolkit's tag is made of a template with a style
 * attribute, which a strict content security policy refuses.
 */
export function tag(text: string, key?: string): View {
  return h("span", { class: "tag" }, [text], key);
}

export interface TextProps extends Focusable {
  /** What screen readers call it; the page shows that in its own way. */
  readonly label: string;
  readonly placeholder?: string | undefined;
  readonly value: string;
  /** Texts that are offered while one is written. */
  readonly offers?: readonly string[] | undefined;
  onInput(value: string): void;
}

/**
 * One line of text. Elements of our own, here and below: the toolkit's fields weigh more than all of the page's
 * writing, and know neither a calendar nor offers.
 */
export function textField(props: TextProps, key?: string): View {
  return control("text-field", () => makeField(document.createElement("input")), props, key);
}

/** A day, `YYYY-MM-DD`, with a calendar. */
export function dateField(props: TextProps, key?: string): View {
  return control("date-field", () => makeField(document.createElement("input"), "date"), props, key);
}

/** Several lines of text. */
export function textArea(props: TextProps, key?: string): View {
  return control("text-area", () => makeField(document.createElement("textarea")), props, key);
}

let lists = 0;

function makeField(input: HTMLInputElement | HTMLTextAreaElement, type?: "date"): Control<TextProps> {
  const element = document.createElement("span");
  const list = document.createElement("datalist");
  let onInput: TextProps["onInput"] = () => {};
  lists += 1;
  list.id = `offers-${lists}`;
  element.className = "field";
  element.append(input, list);
  if (type !== undefined) input.setAttribute("type", type);
  input.addEventListener("input", () => onInput(input.value));
  return {
    element,
    update(props) {
      ({ onInput } = props);
      const { label, value, placeholder, offers = [] } = props;
      if (input.value !== value) input.value = value;
      setAttribute(input, "placeholder", placeholder);
      setAttribute(input, "aria-label", label);
      setFocusable(input, props);
      setAttribute(input, "list", offers.length > 0 ? list.id : undefined);
      if (list.childElementCount === offers.length) return;
      list.replaceChildren(...offers.map((offer) => new Option(offer)));
    },
  };
}

/** A sign of work under way. It turns; say what is going on in words beside it. */
export function progressRing(key?: string): View {
  const attributes = { class: "codicon codicon-loading codicon-modifier-spin", "aria-hidden": true };
  return h("span", attributes, [], key);
}

/** The toolkit copies the element's text to its `aria-label` whenever it enters the document, and never again. */
function setLabel(element: HTMLElement, label: string): void {
  setText(element, label);
  setAttribute(element, "aria-label", label);
}

function setText(element: HTMLElement, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}

function setFocusable(element: HTMLElement, { focus, tabindex }: Focusable): void {
  setAttribute(element, "data-focus", focus);
  if (tabindex !== undefined) setAttribute(element, "tabindex", tabindex);
}
