/**
 * The page's controls. This is the only file that knows @vscode/webview-ui-toolkit: its makers have retired it, and
 * replacing it is replacing this file and the style sheet beside it. The toolkit must be part of the main bundle:
 * loaded after the window's `load` event it never applies the theme.
 */
import {
  type Button,
  type Checkbox,
  provideVSCodeDesignSystem,
  type TextArea,
  type TextField,
  vsCodeButton,
  vsCodeCheckbox,
  vsCodeProgressRing,
  vsCodeTextArea,
  vsCodeTextField,
} from "@vscode/webview-ui-toolkit";
import { type Control, control, h, setAttribute, type View } from "./dom";
import "./controls.css";

/** Defines the custom elements. Call once, before the first render. */
export function registerControls(): void {
  provideVSCodeDesignSystem().register(
    vsCodeButton(),
    vsCodeCheckbox(),
    vsCodeProgressRing(),
    vsCodeTextArea(),
    vsCodeTextField(),
  );
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
  readonly label: string;
  readonly placeholder?: string | undefined;
  readonly value: string;
  onInput(value: string): void;
}

/** One line of text; its label is not visible. */
export function textField(props: TextProps, key?: string): View {
  return control("text-field", () => makeText("vscode-text-field"), props, key);
}

/** Several lines of text; its label is not visible. */
export function textArea(props: TextProps, key?: string): View {
  return control("text-area", () => makeText("vscode-text-area"), props, key);
}

function makeText(tagName: "vscode-text-field" | "vscode-text-area"): Control<TextProps> {
  const element = document.createElement(tagName) as TextField | TextArea;
  let onInput: TextProps["onInput"] = () => {};
  element.addEventListener("input", () => onInput(element.value));
  if (tagName === "vscode-text-area") {
    element.setAttribute("resize", "vertical");
    element.setAttribute("rows", "4");
  }
  return {
    element,
    update(props) {
      ({ onInput } = props);
      if (element.value !== props.value) element.value = props.value;
      setAttribute(element, "placeholder", props.placeholder);
      setLabel(element, props.label);
      setFocusable(element, props);
    },
  };
}

/**
 * A turning ring for work under way. Say what is going on in words beside it: the toolkit makes the ring an
 * assertive alert named "Loading", so it is kept from screen readers.
 */
export function progressRing(key?: string): View {
  return control("progress-ring", makeProgressRing, undefined, key);
}

function makeProgressRing(): Control<undefined> {
  const element = document.createElement("span");
  element.className = "progress-ring";
  element.setAttribute("aria-hidden", "true");
  element.append(document.createElement("vscode-progress-ring"));
  return { element, update() {} };
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
