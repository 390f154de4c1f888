import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import path from "node:path";
import type { Page } from "playwright-core";
import { type EditorSession, useEditor } from "./support/session";

const workspace = "test/editor/workspaces/work";

/** The row of the tree whose label holds `label`. */
function row(page: Page, label: string) {
  return page.locator(".pane-body .monaco-list-row").filter({ hasText: label }).first();
}

async function showTree(page: Page): Promise<void> {
  await page
    .locator(".activitybar")
    .getByRole("tab", { name: /^Liftoff/ })
    .click();
  await row(page, "Tag the image").waitFor();
  const box = await page.locator(".part.sidebar").boundingBox();
  assert.ok(box);
  const x = box.x + box.width;
  await page.mouse.move(x, 400);
  await page.mouse.down();
  await page.mouse.move(x + 160, 400, { steps: 5 });
  await page.mouse.up();
}

function textOf({ workspaceDir }: EditorSession, file: string): Promise<string> {
  return readFile(path.join(workspaceDir, file), "utf8").catch(() => "");
}

async function until(probe: () => Promise<boolean>, message: string): Promise<void> {
  const deadline = Date.now() + 20_000;
  while (!(await probe())) {
    assert.ok(Date.now() < deadline, `gave up waiting for ${message}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

describe("the tree", () => {
  const editor = useEditor({ workspace, theme: "Dark Modern", settings: { "liftoff.me": "kim" } });
  const input = (page: Page) => page.locator(".quick-input-widget input[type=text]").first();
  const title = (page: Page, question: string) =>
    page.locator(".quick-input-widget .quick-input-title").filter({ hasText: question });
  /** Picks an entry of an item's menu that asks `question`: a tree that is drawn again meanwhile closes the menu. */
  const ask = (page: Page, entry: string, question: string) =>
    until(async () => {
      await page.locator(".quick-input-widget").waitFor({ state: "hidden" });
      await row(page, "Tag the image").click({ button: "right" });
      try {
        // A menu takes no click in its first moments.
        await page.locator(".monaco-menu").getByText(entry, { exact: true }).hover({ timeout: 3_000 });
        await page.keyboard.press("Enter");
        await title(page, question).waitFor({ timeout: 3_000 });
        return true;
      } catch {
        return false;
      }
    }, entry);
  /** Answers the question that is open. */
  const answer = async (page: Page, question: string, text: string) => {
    await title(page, question).waitFor();
    await input(page).fill(text);
    await page.keyboard.press("Enter");
  };

  it("shows dates, the critical path and gates, and explains a phase", async () => {
    const { page, screenshot } = editor();
    await showTree(page);
    await row(page, "critical path").waitFor();
    await screenshot("tree-dark");
    const hover = page.locator(".monaco-hover:visible").filter({ hasText: "working days" });
    // A row that is drawn again under the pointer forgets that the pointer is there.
    await until(async () => {
      await page.mouse.move(800, 400);
      await row(page, "Build").hover();
      const isTold = hover.getByText("The gate is closed").waitFor({ timeout: 3_000 });
      return isTold.then(
        () => true,
        () => false,
      );
    }, "the tooltip");
    await screenshot("tree-phase-tooltip");
  });

  it("offers in its menu what can be done with an item", async () => {
    const { page, screenshot } = editor();
    await row(page, "Tag the image").click({ button: "right" });
    const menu = page.locator(".monaco-menu");
    for (const entry of ["Mark as Done", "Set Owner…", "Add Evidence…", "Open Document…", "Move Up"])
      await menu.getByText(entry, { exact: true }).waitFor();
    await screenshot("tree-menu");
    await page.keyboard.press("Escape");
  });

  it("sets owner, date, waiver and evidence of an item", async () => {
    const session = editor();
    const { page, screenshot } = session;
    const plan = () => textOf(session, ".liftoff/plan.yaml");
    await ask(page, "Set Owner…", "Tag the image");
    await page.locator(".quick-input-widget").getByText("Kim Park").waitFor();
    await screenshot("tree-owner");
    await answer(page, "Tag the image", "ana");
    await until(async () => (await plan()).includes("owner: ana"), "the owner");
    await ask(page, "Set Due Date…", "Tag the image");
    await answer(page, "Tag the image", "2031-05-06");
    await until(async () => /due: ["']?2031-05-06/.test(await plan()), "the date");
    await ask(page, "Accept for Now…", "(1/2)");
    await answer(page, "(1/2)", "the data set is empty");
    await answer(page, "(2/2)", "2031-01-01");
    await until(async () => /waiver:\s+reason: the data set is empty/.test(await plan()), "the waiver");
    await ask(page, "Add Evidence…", "(1/2)");
    await answer(page, "(1/2)", "seen in the registry");
    await answer(page, "(2/2)", "");
    const file = ".liftoff/evidence/image.tag.yaml";
    await until(async () => (await textOf(session, file)).includes("seen in the registry"), "the evidence");
    assert.match(await textOf(session, file), /by: kim/);
  });

  it("moves an item by dragging it", async () => {
    const session = editor();
    const { page } = session;
    await row(page, "Run as an ordinary user").dragTo(row(page, "Keep the image small"));
    await until(async () => {
      const text = await textOf(session, ".liftoff/plan.yaml");
      return text.indexOf("image.size:") < text.indexOf("image.user:");
    }, "the item to be moved");
    assert.match(
      await textOf(session, ".liftoff/plan.yaml"),
      /# the first thing that is looked at\n +image\.user:/,
    );
  });

  it("moves an item with the keyboard", async () => {
    const session = editor();
    const { page } = session;
    // The row with the focus is meant, not the one that was chosen last.
    await row(page, "Keep the image small").click();
    await page.locator(".monaco-editor.focused").waitFor();
    await page.keyboard.press("ControlOrMeta+0");
    const focused = page.locator(".pane-body .monaco-list-row.focused");
    await page.keyboard.press("Home");
    await focused.filter({ hasText: "Build" }).waitFor();
    // The tree may be filled anew in between, with the focus a row further: what counts is where it arrives.
    while (!(await focused.innerText()).includes("Run as an ordinary user")) {
      const before = await focused.innerText();
      await page.keyboard.press("ArrowDown");
      await until(async () => (await focused.innerText()) !== before, "the next row to have the focus");
    }
    await page.keyboard.press("Alt+ArrowUp");
    await until(async () => {
      const text = await textOf(session, ".liftoff/plan.yaml");
      return text.indexOf("image.user:") < text.indexOf("image.size:");
    }, "the item to be back");
  });

  it("says what is missing for a launch", async () => {
    const { page, startCommand, screenshot } = editor();
    await startCommand("Liftoff: Can We Launch?");
    const widget = page.locator(".quick-input-widget");
    await widget.getByText("Launch", { exact: true }).click();
    await widget.getByText("missing").first().waitFor();
    await screenshot("tree-can-we-launch");
    await widget.getByRole("button", { name: "Show as Report" }).click();
    await page.locator(".tab").filter({ hasText: "Kite launch" }).waitFor();
    await page
      .frameLocator("iframe.webview.ready")
      .frameLocator("#active-frame")
      .getByText("Closed:")
      .waitFor();
    await screenshot("tree-report");
  });

  it("filters its items and says so", async () => {
    const { page, screenshot } = editor();
    const header = page.locator(".pane-header, .composite.title").first();
    await header.hover();
    await page.getByRole("button", { name: "Filter Items…" }).first().click();
    const widget = page.locator(".quick-input-widget");
    await widget.getByText("Mine").waitFor();
    await screenshot("tree-filter");
    await widget.getByText("Mine").click();
    await row(page, "Tag the image").waitFor({ state: "hidden" });
    await row(page, "Run as an ordinary user").waitFor();
    await screenshot("tree-mine");
    await page.getByRole("button", { name: "Show All Items" }).first().click();
    await row(page, "Tag the image").waitFor();
  });

  it("dims a phase that a choice leaves out", async () => {
    const { page, startCommand, screenshot } = editor();
    await startCommand("Liftoff: Choose Option…");
    const widget = page.locator(".quick-input-widget");
    await widget.getByText("One server with Compose").waitFor();
    await screenshot("tree-option");
    await widget.getByText("One server with Compose").click();
    await row(page, "left out").waitFor();
    await screenshot("tree-left-out");
  });
});

for (const [name, theme] of [
  ["light", "Light Modern"],
  ["contrast", "Default High Contrast"],
] as const) {
  describe(`the tree in ${theme}`, () => {
    const editor = useEditor({ workspace, theme });

    it("can be read", async () => {
      const { page, screenshot } = editor();
      await showTree(page);
      await screenshot(`tree-${name}`);
    });
  });
}
