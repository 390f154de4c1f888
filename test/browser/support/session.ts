// One VS Code in a browser page for a test: its own workspace copy, settings and browser.
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { chromium, type Frame, type Page } from "playwright-core";
import { isolateUserData, prepareSession, workbenchAddress } from "../../../scripts/lib/workbench.mjs";
import { testHost } from "./host";

export interface EditorOptions {
  /** Folder or .code-workspace file, as a path from the repository's root. The session works on a copy. */
  readonly workspace?: string;
  /** User settings. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Colour theme by its name in VS Code, for example "Light Modern" or "Default High Contrast". */
  readonly theme?: string;
  /** `false` opens the workspace in Restricted Mode. */
  readonly trusted?: boolean;
  readonly viewport?: { readonly width: number; readonly height: number };
}

export interface EditorSession {
  readonly page: Page;
  /** Address of the VS Code server. */
  readonly server: string;
  /** The copy of the workspace on disk: the folder, or the one that holds the .code-workspace file. */
  readonly workspaceDir: string;
  /** Where VS Code keeps settings, state and what was not saved. */
  readonly userDir: string;
  /** Runs a command through the command palette, by its full title ("Liftoff: Scan Workspace"). */
  runCommand(title: string): Promise<void>;
  /** The same for a command that goes on to ask something: resolves when it has been picked. */
  startCommand(title: string): Promise<void>;
  /** Opens a file of the workspace through Quick Open, by its path from the workspace folder. */
  openFile(relative: string): Promise<void>;
  /** The document inside the visible webview, once it has loaded. */
  webviewFrame(): Promise<Frame>;
  /** Opens the same workspace in another window of the same user; resolves when it is restored. */
  openWindow(): Promise<Page>;
  /** Loads the page again, as Developer: Reload Window does; resolves when the workbench is back. */
  reload(): Promise<void>;
  /** Writes test-results/<name>.png and returns its path. */
  screenshot(name: string): Promise<string>;
  close(): Promise<void>;
}

const patience = 30_000;
const ATTEMPTS = 5;

/** Opens VS Code with the extension; resolves when the workbench is restored. Close it when done. */
export async function openEditor(options: EditorOptions = {}): Promise<EditorSession> {
  const host = testHost();
  const prepared = await prepareSession({
    workspace: options.workspace && path.join(host.root, options.workspace),
    trusted: options.trusted,
    settings: { ...(options.theme ? { "workbench.colorTheme": options.theme } : {}), ...options.settings },
  });
  const browser = await chromium.launch(host.chromium);
  const close = async () => {
    await browser.close();
    await prepared.dispose();
  };
  try {
    const context = await browser.newContext({ viewport: options.viewport ?? { width: 1400, height: 900 } });
    context.setDefaultTimeout(patience);
    await isolateUserData(context, prepared.user);
    const openWindow = async () => {
      const window = await context.newPage();
      await window.goto(workbenchAddress({ ...host, opened: prepared.opened }));
      await workbenchRestored(window);
      return window;
    };
    const page = await openWindow();
    const opened = prepared.opened ?? prepared.dir;
    const workspaceDir = opened.endsWith(".code-workspace") ? path.dirname(opened) : opened;
    const { user: userDir } = prepared;
    return {
      ...actions(page, host.root),
      page,
      server: host.origin,
      workspaceDir,
      userDir,
      openWindow,
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/**
 * Opens one editor for all tests of the surrounding `describe` and closes it after them. A test that fails
 * leaves a screenshot. Returns the way to reach the session from inside a test.
 */
export function useEditor(options: EditorOptions = {}): () => EditorSession {
  let session: EditorSession | undefined;
  const current = () => {
    if (!session) throw new Error("the editor is open only while tests run");
    return session;
  };
  before(async () => {
    session = await openEditor(options);
  });
  afterEach(async function () {
    if (this.currentTest?.state === "failed")
      await session?.screenshot(`failed ${this.currentTest.fullTitle()}`);
  });
  after(async () => {
    await session?.close();
  });
  return current;
}

function actions(
  page: Page,
  root: string,
): Omit<EditorSession, "page" | "server" | "workspaceDir" | "userDir" | "openWindow" | "close"> {
  return {
    runCommand: async (title) => {
      await pickInQuickInput(page, `>${title}`, title);
      await quickInputClosed(page);
    },
    startCommand: (title) => pickInQuickInput(page, `>${title}`, title),
    openFile: async (relative) => {
      await pickInQuickInput(page, relative, path.posix.basename(relative));
      await quickInputClosed(page);
    },
    webviewFrame: () => webviewFrame(page),
    async reload() {
      await page.reload();
      await workbenchRestored(page);
    },
    async screenshot(name) {
      const file = path.join(root, "test-results", `${name.replace(/[^\w.-]+/g, "-").slice(0, 120)}.png`);
      await mkdir(path.dirname(file), { recursive: true });
      await page.screenshot({ path: file });
      return file;
    },
  };
}

/** VS Code's own test driver (--enable-smoke-test-driver) tells when the workbench has settled. */
async function workbenchRestored(page: Page): Promise<void> {
  await page.waitForFunction(() => "driver" in globalThis);
  await page.evaluate(async () => {
    const { driver } = globalThis as unknown as { driver: { whenWorkbenchRestored(): Promise<void> } };
    await driver.whenWorkbenchRestored();
  });
  await page.locator(".monaco-workbench .part.statusbar").waitFor();
}

/**
 * Picks the row called `label` from Quick Open or the command palette. The list is made once, when it opens: it is
 * opened again while the row is not in it, because extensions contribute their commands a moment after the start.
 */
async function pickInQuickInput(page: Page, typed: string, label: string): Promise<void> {
  const widget = page.locator(".quick-input-widget");
  const input = widget.locator("input[type=text]").first();
  // The best match is not always the first row, and the list filters a moment after typing.
  const exactly = new RegExp(`^${label.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}$`);
  const row = widget.locator(".monaco-list-row", { has: page.locator(".label-name", { hasText: exactly }) });
  for (let left = ATTEMPTS; ; left--) {
    const timeout = left > 1 ? patience / ATTEMPTS : patience;
    try {
      await page.keyboard.press(typed.startsWith(">") ? "F1" : "ControlOrMeta+P");
      await input.waitFor({ timeout });
      // An editor that takes the focus at this moment closes the list.
      await input.fill(typed, { timeout });
      await row.first().click({ timeout });
      return;
    } catch (error) {
      if (left === 1) throw error;
      await page.keyboard.press("Escape");
    }
  }
}

async function quickInputClosed(page: Page): Promise<void> {
  await page.locator(".quick-input-widget").waitFor({ state: "hidden" });
}

async function webviewFrame(page: Page): Promise<Frame> {
  const outer = await page.locator("iframe.webview.ready").last().elementHandle();
  const inner = await (await outer?.contentFrame())?.waitForSelector("iframe#active-frame", {
    state: "attached",
  });
  const frame = await inner?.contentFrame();
  if (!frame) throw new Error("the webview has no document");
  await frame.waitForLoadState("domcontentloaded");
  return frame;
}
