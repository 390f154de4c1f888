// The built checklist page in a browser of its own: what VS Code gives a webview, and a host made of messages.
import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { type Browser, type BrowserContextOptions, chromium, type Locator, type Page } from "playwright-core";
import type { ChecklistState, ToHost, ToPage } from "../../../../src/shared/messages";
import { testHost } from "../../support/host";
import themes from "./themes.json";

export type ThemeName = keyof typeof themes;
export const themeNames = Object.keys(themes) as ThemeName[];

export interface PageOptions {
  readonly theme?: ThemeName;
  readonly viewport?: { readonly width: number; readonly height: number };
  /** What `getState` gives: the page as it was when it was closed. */
  readonly kept?: unknown;
  readonly context?: BrowserContextOptions;
}

export interface ChecklistPage {
  readonly page: Page;
  /** Sends a message as the host does and waits until the page has drawn it. */
  post(message: ToPage): Promise<void>;
  show(state: ChecklistState): Promise<void>;
  /** Messages to the host so far, without the first `ready`. */
  sent(): Promise<readonly ToHost[]>;
  /** What the page asked VS Code to keep. */
  kept(): Promise<unknown>;
  violations(): Promise<readonly string[]>;
  errors(): readonly string[];
  /** Rule ids and elements that axe-core objects to. */
  axe(): Promise<readonly string[]>;
  item(id: string): Item;
  /** `data-focus` of the focused control, else its tag. */
  focused(): Promise<string>;
  /** What the live region says. */
  said(): Promise<string>;
  close(): Promise<void>;
}

export interface Item {
  /** The whole list entry. */
  readonly row: Locator;
  readonly checkbox: Locator;
  readonly twistie: Locator;
  readonly menuButton: Locator;
  /** Waits until the box is ticked, or not; the toolkit tells a frame later than it shows. */
  ticked(expected: boolean): Promise<void>;
}

const origin = "https://checklist.test";
const files: Readonly<Record<string, string>> = {
  "/checklist.js": "text/javascript",
  "/checklist.css": "text/css",
  "/codicon.css": "text/css",
  "/codicon.ttf": "font/ttf",
};

/** One browser for all tests of the surrounding `describe`; each test opens its pages with the returned function. */
export function useChecklist(): (options?: PageOptions) => Promise<ChecklistPage> {
  let browser: Browser | undefined;
  const opened: ChecklistPage[] = [];
  before(async () => {
    browser = await chromium.launch(testHost().chromium);
  });
  afterEach(async () => {
    for (const page of opened.splice(0)) {
      const problems = [...page.errors(), ...(await page.violations())];
      await page.close();
      assert.deepEqual(problems, [], "errors in the page, or violations of its content security policy");
    }
  });
  after(() => browser?.close());
  return async (options = {}) => {
    if (browser === undefined) throw new Error("the browser is open only while tests run");
    const page = await open(browser, options);
    opened.push(page);
    return page;
  };
}

async function open(browser: Browser, options: PageOptions): Promise<ChecklistPage> {
  const viewport = options.viewport ?? { width: 1200, height: 900 };
  const context = await browser.newContext({ viewport, ...options.context });
  const page = await context.newPage();
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error") errors.push(message.text());
  });
  await page.route(`${origin}/**`, async (route) => {
    const { pathname } = new URL(route.request().url());
    if (pathname === "/") return route.fulfill({ contentType: "text/html", body: documentFor(options) });
    const contentType = files[pathname];
    if (contentType === undefined) return route.fulfill({ status: 404 });
    const body = await readFile(path.join(testHost().extensionPath, "dist/webview", pathname));
    return route.fulfill({ contentType, body });
  });
  await page.goto(`${origin}/`);
  return { ...handle(page), errors: () => errors, close: () => context.close() };
}

/** The document as the extension makes it, and what VS Code puts around it: theme, default styles, API. */
function documentFor({ theme = "dark", kept }: PageOptions): string {
  const nonce = randomBytes(16).toString("base64");
  const { bodyClass, kind, variables } = themes[theme];
  const declarations = Object.entries(variables).map(([name, value]) => `${name}: ${value};`);
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${origin} 'nonce-${nonce}'`,
    `font-src ${origin}`,
    `img-src ${origin}`,
  ];
  const state = JSON.stringify(kept ?? null).replaceAll("<", "\\u003c");
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy.join("; ")}">
<meta property="csp-nonce" content="${nonce}">
<title>Launch checklist</title>
<style nonce="${nonce}">
:root { ${declarations.join(" ")} }
html { background: var(--vscode-editor-background); }
@layer vscode-default {
  body { color: var(--vscode-editor-foreground); font: 13px system-ui; padding: 0 20px; }
  code { padding: 1px 3px; }
}
</style>
<link rel="stylesheet" href="codicon.css">
<link rel="stylesheet" href="checklist.css">
<script nonce="${nonce}">
  window.sent = [];
  window.violations = [];
  window.kept = ${state};
  document.addEventListener("securitypolicyviolation", (event) => {
    window.violations.push(event.violatedDirective + " " + event.blockedURI);
  });
  window.acquireVsCodeApi = () => {
    delete window.acquireVsCodeApi;
    return {
      postMessage: (message) => window.sent.push(structuredClone(message)),
      getState: () => window.kept ?? undefined,
      setState: (state) => { window.kept = structuredClone(state); },
    };
  };
</script>
</head>
<body class="vscode-body ${bodyClass}" data-vscode-theme-kind="${kind}">
<script nonce="${nonce}" src="checklist.js"></script>
</body>
</html>`;
}

/** What the document's own script keeps for the tests. */
interface Recorded {
  readonly sent: ToHost[];
  readonly kept: unknown;
  readonly violations: string[];
}

function handle(page: Page): Omit<ChecklistPage, "errors" | "close"> {
  const recorded = <T>(name: keyof Recorded): Promise<T> =>
    page.evaluate((key) => (globalThis as unknown as Recorded)[key] as never, name);
  const post = (message: ToPage) => page.evaluate(sendAndDraw, message);
  return {
    page,
    post,
    show: (state) => post({ type: "state", state }),
    sent: async () => (await recorded<ToHost[]>("sent")).slice(1),
    kept: () => recorded("kept"),
    violations: () => recorded("violations"),
    axe: () => axe(page),
    item: (id) => itemIn(page, id),
    focused: () =>
      page.evaluate(() => {
        const element = document.activeElement;
        return element instanceof HTMLElement ? (element.dataset.focus ?? element.localName) : "nothing";
      }),
    said: async () => ((await page.locator("[role=status]").textContent()) ?? "").trim(),
  };
}

/** Waits until something reads as expected: the toolkit shows what it is told a frame later. */
export async function eventually<T>(read: () => Promise<T>, expected: T): Promise<void> {
  const deadline = Date.now() + 5000;
  let value = await read();
  while (value !== expected && Date.now() < deadline) value = await read();
  assert.equal(value, expected);
}

async function sendAndDraw(message: ToPage): Promise<void> {
  window.postMessage(message, "*");
  // The message is delivered in a task of its own, and the toolkit sets attributes in the frame after.
  await new Promise((resolve) => setTimeout(resolve));
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
}

function itemIn(page: Page, id: string): Item {
  const row = page.locator(`[data-row="item:${id}"]`);
  const line = row.locator("> .row");
  return {
    row,
    checkbox: line.getByRole("checkbox"),
    twistie: line.locator(".twistie"),
    menuButton: line.locator(".menu-button"),
    ticked: (expected) => line.locator(`[role=checkbox][aria-checked=${expected}]`).waitFor(),
  };
}

async function axe(page: Page): Promise<string[]> {
  const source = createRequire(path.join(testHost().root, "package.json")).resolve("axe-core/axe.min.js");
  await page.evaluate(await readFile(source, "utf8"));
  return page.evaluate(async () => {
    const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"];
    const { axe } = globalThis as unknown as { axe: typeof import("axe-core") };
    const { violations } = await axe.run(document, { runOnly: { type: "tag", values: tags } });
    return violations.flatMap(({ id, nodes }) =>
      nodes.map((node) => `${id}: ${node.html.slice(0, 160)} ${node.failureSummary ?? ""}`),
    );
  });
}
