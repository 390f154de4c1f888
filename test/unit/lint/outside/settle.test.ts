import assert from "node:assert/strict";
import { type ConfigFile, resolveConfig } from "../../../../src/core/lint/config";
import { lint } from "../../../../src/core/lint/lint";
import { settle } from "../../../../src/core/lint/outside/settle";
import type { OutsideFinding } from "../../../../src/core/lint/outside/tool";
import { rules } from "../../../../src/core/rules/list";
import { projectOf } from "../../../support/project";

const path = ".github/workflows/ci.yml";
const injection = "      - run: echo ${{ github.event.issue.title }}";
const workflow = [
  "on: issues",
  "permissions: {}",
  "jobs:",
  "  build:",
  "    runs-on: ubuntu-24.04",
  "    timeout-minutes: 5",
  "    steps:",
  injection,
  "      - run: echo done",
  "",
].join("\n");

/** A finding of `tool` at the first `at` of the text, about all of `reach`. */
function found(text: string, at: string, more: Partial<OutsideFinding> = {}, reach = at): OutsideFinding {
  const start = text.indexOf(at);
  const from = text.indexOf(reach);
  assert.ok(start >= 0 && from >= 0);
  return {
    tool: "zizmor",
    code: "template-injection",
    severity: "error",
    path,
    at: { start, end: start + at.length },
    reach: { start: from, end: from + reach.length },
    message: "code injection",
    alias: [],
    related: [],
    link: "https://docs.zizmor.sh/audits/",
    ...more,
  };
}

/** What is left of the findings beside those of our own rules, as tool and code. */
function left(
  text: string,
  findings: readonly OutsideFinding[],
  { config = {}, used = rules, at = path }: { config?: ConfigFile; used?: typeof rules; at?: string } = {},
): string[] {
  const project = projectOf({ [at]: text });
  const settings = resolveConfig(config);
  const { findings: own } = lint(project, used, settings);
  const placed = findings.map((finding) => ({ ...finding, path: at }));
  const fileAt = (name: string) => project.file(name);
  return settle(placed, { own, rules, config: settings, fileAt }).map(
    ({ tool, code, severity }) => `${tool} ${code} ${severity}`,
  );
}

const title = "github.event.issue.title";

describe("findings of other tools", () => {
  it("are left out where one of our rules says the same of the same place", () => {
    assert.deepEqual(left(workflow, [found(workflow, title)]), []);
    assert.deepEqual(left(workflow, [found(workflow, title)], { used: [] }), [
      "zizmor template-injection error",
    ]);
  });

  it("are left out under the other names of their case as well", () => {
    const untrusted = found(workflow, title, {
      tool: "actionlint",
      code: "expression",
      alias: ["zizmor template-injection"],
    });
    assert.deepEqual(left(workflow, [untrusted]), []);
    assert.deepEqual(left(workflow, [{ ...untrusted, alias: [] }]), ["actionlint expression error"]);
  });

  it("stay where they speak of another place or another thing", () => {
    const elsewhere = found(workflow, "echo done");
    const other = found(workflow, title, { code: "obfuscation" });
    assert.deepEqual(left(workflow, [elsewhere, other]), [
      "zizmor obfuscation error",
      "zizmor template-injection error",
    ]);
  });

  it("are left out where all that they speak of holds ours", () => {
    assert.deepEqual(left(workflow, [found(workflow, "steps:", {}, `steps:\n${injection}`)]), []);
  });

  it("are silenced by comments for the rule that decides the same", () => {
    const comment = "      # liftoff-ignore workflow/template-injection -- the title is ours";
    const text = workflow.replace(injection, `${comment}\n${injection}`);
    assert.deepEqual(left(text, [found(text, title)]), []);
    const otherRule = text.replace("template-injection", "secret-printed");
    assert.deepEqual(left(otherRule, [found(otherRule, title)], { used: [] }), [
      "zizmor template-injection error",
    ]);
  });

  it("are silenced by comments that name them", () => {
    const kind = { tool: "actionlint", code: "shellcheck" } as const;
    for (const ids of ["actionlint/shellcheck", "*"]) {
      const text = workflow.replace("echo done", `echo done # liftoff-ignore ${ids} -- on purpose`);
      assert.deepEqual(left(text, [found(text, "done", kind)]), [], ids);
    }
    const text = workflow.replace(
      "echo done",
      "echo done # liftoff-ignore actionlint/pyflakes -- on purpose",
    );
    assert.deepEqual(left(text, [found(text, "done", kind)]), ["actionlint shellcheck error"]);
  });

  it("are silenced by a comment inside of what they speak of", () => {
    const text = workflow.replace("echo done", "echo done # liftoff-ignore zizmor/artipacked -- on purpose");
    const step = text.slice(text.indexOf("steps:"));
    const kind = { code: "artipacked" };
    assert.deepEqual(left(text, [found(text, "steps:", kind, step)]), []);
    assert.deepEqual(left(text, [found(text, "steps:", kind)]), ["zizmor artipacked error"]);
  });

  it("follow the configuration", () => {
    const one = [found(workflow, "echo done", { code: "self-hosted-runner" })];
    const by = (config: ConfigFile) => left(workflow, one, { config });
    assert.deepEqual(by({ rules: { "zizmor/self-hosted-runner": "off" } }), []);
    assert.deepEqual(by({ rules: { "zizmor/*": "off" } }), []);
    assert.deepEqual(by({ rules: { "zizmor/self-hosted-runner": "hint" } }), [
      "zizmor self-hosted-runner hint",
    ]);
    assert.deepEqual(by({ rules: { "actionlint/*": "off" } }), ["zizmor self-hosted-runner error"]);
    assert.deepEqual(by({ exclude: [".github/**"] }), []);
  });

  it("are milder outside production", () => {
    const one = [found(workflow, "echo done", { code: "self-hosted-runner" })];
    const at = `examples/shop/${path}`;
    assert.deepEqual(left(workflow, one, { at }), ["zizmor self-hosted-runner warning"]);
  });

  it("come in the order of their places", () => {
    const kinds = [
      found(workflow, "echo done", { code: "b" }),
      found(workflow, "on: issues", { code: "c" }),
      found(workflow, "echo done", { code: "a" }),
    ];
    assert.deepEqual(left(workflow, kinds), ["zizmor c error", "zizmor a error", "zizmor b error"]);
  });
});
