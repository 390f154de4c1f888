import { isCredentialName } from "../../data/credential-names";
import { isFiller, isReference, tokenIn } from "../../data/secret-values";
import { isWeakSecret } from "../../data/weak-secrets";
import { type Job, pipelineOf, type Step } from "../../files/workflow/pipeline";
import { isDynamic } from "../../files/workflow/template";
import { setScalar } from "../../files/yaml/edits";
import { asMap, textOf, valueAt, type YamlForm } from "../../files/yaml/form";
import type { YamlMap, YamlScalar, YamlValue } from "../../files/yaml/value";
import { defineRule, type Problem } from "../rule";

const forContainers = ["actionlint credentials", "zizmor hardcoded-container-credentials"];
/** Words of values that only have to be there while tests run. */
const forTests =
  /test|dummy|fake|mock|sample|example|local|dev|ci[-_]|not[-_ ]?(?:a[-_ ])?(?:real|secret)|insecure|build/i;

export const hardcodedCredential = defineRule({
  id: "workflow/hardcoded-credential",
  on: ["workflow", "yaml"],
  severity: "error",
  title: "Take credentials from secrets, not from the workflow",
  why: "A password in a workflow can be read by everybody who may read the code, stays in its history for good, and is not masked in the logs.",
  references: [
    "https://docs.github.com/en/actions/how-tos/write-workflows/choose-what-workflows-do/use-secrets",
    "https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idcontainercredentials",
  ],
  equivalents: forContainers,
  fix: "review",
  examples: [
    {
      bad: "on: push\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    container:\n      image: registry.acme.dev/ci:4\n      credentials:\n        username: ci\n        password: «tulip-quay-81»\n    steps:\n      - run: make test\n",
      good: "on: push\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    container:\n      image: registry.acme.dev/ci:4\n      credentials:\n        username: ci\n        password: ${{ secrets.REGISTRY_PASSWORD }}\n    steps:\n      - run: make test\n",
    },
    {
      title: "the input of an action",
      bad: "on: push\njobs:\n  image:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: docker/login-action@v4\n        with:\n          username: acme\n          password: «tulip-quay-81»\n",
      good: "on: push\njobs:\n  image:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: docker/login-action@v4\n        with:\n          username: acme\n          password: ${{ secrets.DOCKER_PASSWORD }}\n",
    },
    {
      title: "a variable",
      bad: "on: push\njobs:\n  release:\n    runs-on: ubuntu-24.04\n    env:\n      STRIPE_API_KEY: «q8Zr2mVx7KpT4wLs9NdYb3Hc»\n    steps:\n      - run: make release\n",
      good: "on: push\njobs:\n  release:\n    runs-on: ubuntu-24.04\n    env:\n      STRIPE_API_KEY: ${{ secrets.STRIPE_API_KEY }}\n    steps:\n      - run: make release\n",
    },
  ],
  *check({ file }) {
    const pipeline = pipelineOf(file);
    if (!pipeline) return;
    const { form } = file;
    for (const job of pipeline.jobs) {
      yield* ofContainer(form, job.map.get("container"));
      for (const { value } of asMap(job.map.get("services"))?.entries ?? []) yield* ofContainer(form, value);
      yield* ofVariables(form, asMap(job.map.get("env")), job);
    }
    if (pipeline.kind === "workflow") yield* ofVariables(form, asMap(pipeline.root.get("env")), undefined);
    for (const step of pipeline.steps) {
      yield* ofInputs(form, step);
      yield* ofVariables(form, asMap(step.map.get("env")), step.job);
    }
  },
});

/** The password for the registry of an image: never a matter of tests. */
function* ofContainer(form: YamlForm, container: YamlValue | undefined): Iterable<Problem> {
  const password = valueAt(container, "credentials", "password");
  if (password?.kind !== "scalar" || password.value === null || isDynamic(password.text)) return;
  yield {
    at: password.at,
    message:
      "The password of the registry stands in the workflow, where everybody who reads the code finds it.",
    equivalents: forContainers,
    fixes: fixesFor(form, password, "REGISTRY_PASSWORD"),
  };
}

function* ofInputs(form: YamlForm, step: Step): Iterable<Problem> {
  const action = step.uses?.action ?? "";
  const isLogin = /login|credentials/.test(action);
  for (const { key, value } of asMap(step.map.get("with"))?.entries ?? []) {
    if (
      value.kind !== "scalar" ||
      !/^(?:password|token|api[-_]?(?:key|token)|auth[-_]?token|secret[-_]access[-_]key)$/i.test(key)
    )
      continue;
    const judged = judge(value, isLogin ? "login" : step.job);
    if (!judged) continue;
    const message = `The ${key} of ${action} stands in the workflow, where everybody who reads the code finds it.`;
    const owner = action.split("/")[0] ?? "";
    const name = `${owner === "actions" ? "" : `${owner}_`}${key}`;
    yield { at: value.at, severity: judged, message, equivalents: [], fixes: fixesFor(form, value, name) };
  }
}

function* ofVariables(form: YamlForm, env: YamlMap | undefined, job: Job | undefined): Iterable<Problem> {
  for (const { key, value } of env?.entries ?? []) {
    if (value.kind !== "scalar" || !(isCredentialName(key) || tokenIn(value.text))) continue;
    const judged = judge(value, job);
    if (!judged) continue;
    const message = `${key} has its value in the workflow, where everybody who reads the code finds it.`;
    yield { at: value.at, severity: judged, message, equivalents: [], fixes: fixesFor(form, value, key) };
  }
}

/**
 * How grave a value is, undefined where it is none of weight. What jobs that only test are given opens nothing, unless
 * its shape says that a provider made it; neither does what everybody would guess.
 */
function judge(value: YamlScalar, where: Job | "login" | undefined): "error" | "warning" | undefined {
  const text = value.text.trim();
  if (value.value === null || typeof value.value === "boolean" || text === "" || isDynamic(text))
    return undefined;
  if (tokenIn(text)) return "error";
  if (where === "login") return isReference(text) ? undefined : "error";
  if (isReference(text) || isFiller(text) || isWeakSecret(text) || forTests.test(text) || isMadeUp(text))
    return undefined;
  return where !== undefined && isForTests(where) ? undefined : "warning";
}

/** Short, of one kind of character or in the order of the alphabet: nobody's real secret. */
function isMadeUp(text: string): boolean {
  const kinds = [/[a-z]/, /[A-Z]/, /\d/].filter((kind) => kind.test(text)).length;
  return (
    text.length < 12 ||
    kinds < 2 ||
    new Set(text).size < 10 ||
    /\s|(?:0123|1234|abcd|ABCD|xxxx|XXXX|0000|secret|password|change|your|key)/i.test(text)
  );
}

function isForTests({ id, map }: Job): boolean {
  const name = `${id} ${textOf(map.get("name")) ?? ""}`;
  return (
    map.has("services") || /test|lint|check|e2e|spec|build|^ci\b|typing|coverage|docs|quality/i.test(name)
  );
}

function fixesFor(form: YamlForm, scalar: YamlScalar, name: string) {
  const secret = name.toUpperCase().replaceAll(/[^A-Z0-9_]/g, "_");
  const edits = setScalar(form, scalar, `\${{ secrets.${secret} }}`);
  if (!edits) return [];
  return [{ title: `Take it from the secret ${secret}, to be created`, kind: "review" as const, edits }];
}
