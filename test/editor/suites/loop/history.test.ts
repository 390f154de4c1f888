import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import * as vscode from "vscode";
import type { LiftoffApi } from "../../../../src/editor/api";
import { today } from "../../../../src/editor/today";
import { closeAll, create, liftoff, remove } from "../../support/liftoff";
import { until, workspaceFile } from "../../support/wait";

const text = (...claims: string[]) => `liftoff: 1
name: Shop
phases:
  launch:
    title: Launch
    items:
${claims.map((claim, index) => `      i${index}:\n        status: ${claim}\n        title: Step ${index}\n        owner: kim\n`).join("")}`;

describe("what git knows of a plan", () => {
  let api: LiftoffApi;

  before(async () => {
    api = await liftoff();
  });

  after(async () => {
    await closeAll();
    await remove(workspaceFile("shop"));
  });

  it("is who the user is, and how the plan was worked off", async function () {
    const git = vscode.extensions.getExtension("vscode.git");
    if (!git) return this.skip();
    const plan = await create("shop/plan.yaml", text("todo", "todo"));
    const folder = vscode.Uri.joinPath(plan, "..");
    const run = (day: string, ...args: string[]) => {
      const date = `${day}T12:00:00`;
      const env = { ...process.env, GIT_AUTHOR_DATE: date, GIT_COMMITTER_DATE: date };
      execFileSync("git", args, { cwd: folder.fsPath, env });
    };
    const commit = async (day: string, ...claims: string[]) => {
      await vscode.workspace.fs.writeFile(plan, Buffer.from(text(...claims)));
      run(day, "add", "plan.yaml");
      run(day, "commit", "-m", "Tick");
    };
    run(today(), "init");
    run(today(), "config", "user.name", "Kim Okafor");
    run(today(), "config", "user.email", "kim@shop.example");
    await commit("2026-01-05", "todo", "todo");
    await commit("2026-01-07", "todo", "todo", "todo");
    await commit("2026-01-07", "done", "todo", "todo");
    await (await git.activate()).getAPI(1).openRepository(folder);
    await vscode.commands.executeCommand("vscode.openWith", plan, "liftoff.checklist");
    await until(() => api.checklistState(plan)?.burnUp, "the history of the plan");
    const { me, burnUp } = api.checklistState(plan) ?? {};
    assert.equal(me, "kim");
    assert.deepEqual(burnUp, [
      { day: "2026-01-05", total: 2, done: 0 },
      { day: "2026-01-07", total: 3, done: 1 },
      { day: today(), total: 3, done: 1 },
    ]);
  });
});
