import type { ToPage } from "../src/shared/messages";
import { Checklist, type Host } from "./checklist";
import { Speaker } from "./speaker";
import "./styles.css";
import { registerControls } from "./ui/controls";

declare function acquireVsCodeApi(): Host;

function element(className: string, role?: string): HTMLElement {
  const made = document.createElement("div");
  made.className = className;
  if (role !== undefined) made.setAttribute("role", role);
  document.body.append(made);
  return made;
}

registerControls();
const host = acquireVsCodeApi();
const checklist = new Checklist(element("page"), new Speaker(element("spoken", "status")), host);
window.addEventListener("message", (event: MessageEvent<ToPage>) => checklist.receive(event.data));
host.postMessage({ type: "ready" });
