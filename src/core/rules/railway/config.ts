import type { SourceFile } from "../../files/source";
import { replacement } from "../../text/edits";
import { defineRule, type Fix, type Problem } from "../rule";
import { similarName } from "../similar-name";
import { builderOf, type RailwayManifest, type RailwaySetting, railwayManifest } from "./manifest";

export const railwayConfig = defineRule({
  id: "railway/config",
  on: ["json", "toml"],
  severity: "error",
  title: "Describe a Railway service in words that Railway knows",
  why: "A builder or a policy that Railway does not know stops the deployment, a builder that it retires gets no fixes, and a service that is never restarted stays down.",
  references: [
    "https://docs.railway.com/config-as-code/reference",
    "https://docs.railway.com/deployments/restart-policy",
  ],
  equivalents: [],
  fix: "review",
  examples: [
    {
      path: "railway.json",
      bad: '{\n  "deploy": {\n    "startCommand": "npm start",\n    "restartPolicyType": "«NEVER»"\n  }\n}\n',
      good: '{\n  "deploy": {\n    "startCommand": "npm start",\n    "restartPolicyType": "ON_FAILURE"\n  }\n}\n',
    },
    {
      title: "a builder that is retired",
      path: "railway.toml",
      bad: '[build]\nbuilder = "«nixpacks»"\n',
      good: '[build]\nbuilder = "railpack"\n',
    },
  ],
  *check({ file }) {
    const manifest = railwayManifest(file);
    if (!manifest) return;
    const problems = [...builder(manifest), ...nixpacks(manifest), ...restart(manifest)];
    yield* problems;
    const policy = manifest.setting("deploy", "restartPolicyType");
    if (problems.length === 0 && policy && isClean(file))
      yield { proves: policy.keyAt, message: "Railway starts the service again when it fails." };
  },
});

/** What Railway builds with today, and what it did once; in any case. */
const builders = ["RAILPACK", "DOCKERFILE"];
const retiredBuilders = ["NIXPACKS", "HEROKU", "PAKETO"];
const nixpacksKeys = ["nixpacksPlan", "nixpacksConfigPath", "nixpacksVersion"];

function* builder(manifest: RailwayManifest): Generator<Problem> {
  const value = manifest.setting("build", "builder")?.text;
  if (!value || builders.includes(value.text.toUpperCase())) return;
  if (retiredBuilders.includes(value.text.toUpperCase())) {
    yield {
      at: value.at,
      severity: "warning",
      tag: "deprecated",
      message: `Railway has retired the builder ${value.text}; Railpack takes its place, and builds some apps otherwise.`,
      // What is set for Nixpacks has to be said to Railpack in other words.
      fixes: nixpacksKeys.some((key) => manifest.setting("build", key))
        ? []
        : [write(value, "RAILPACK", "Build with Railpack, and look at the next build")],
    };
    return;
  }
  const near = similarName(value.text.toUpperCase(), builders);
  yield {
    at: value.at,
    message: `Railway knows no builder ${value.text}; there are RAILPACK and DOCKERFILE.`,
    fixes: near === undefined ? [] : [write(value, near)],
  };
}

/** Settings of Nixpacks that another builder does not read. */
function* nixpacks(manifest: RailwayManifest): Generator<Problem> {
  const name = builderOf(manifest);
  if (name === undefined || !builders.includes(name)) return;
  for (const key of nixpacksKeys) {
    const setting = manifest.setting("build", key);
    if (!setting) continue;
    yield {
      at: setting.keyAt,
      severity: "warning",
      tag: "unnecessary",
      message: `\`${key}\` is for Nixpacks, and the service is built with ${name}: what it asks for is not done.`,
    };
  }
}

const policies = ["ON_FAILURE", "ALWAYS", "NEVER"];

function* restart(manifest: RailwayManifest): Generator<Problem> {
  const value = manifest.setting("deploy", "restartPolicyType")?.text;
  if (!value) return;
  const policy = value.text.toUpperCase();
  if (!policies.includes(policy)) {
    const plain = policy.replaceAll(/[^A-Z]+/g, "_");
    const near = policies.find((one) => one === plain) ?? similarName(plain, policies);
    yield {
      at: value.at,
      message: `Railway knows no restart policy ${value.text}; there are ${policies.join(", ")}.`,
      fixes: near === undefined ? [] : [write(value, near)],
    };
    return;
  }
  // What runs by the clock ends by itself.
  if (policy !== "NEVER" || manifest.setting("deploy", "cronSchedule")) return;
  yield {
    at: value.at,
    severity: "warning",
    message: "A service that fails stays down until somebody notices.",
    fixes: [write(value, "ON_FAILURE", "Start the service again when it fails")],
  };
}

/** Writes `wanted` in the case that the value has. */
function write(
  { text, at }: NonNullable<RailwaySetting["text"]>,
  wanted: string,
  title = `Write ${wanted}`,
): Fix {
  const isLower = text === text.toLowerCase();
  return { title, kind: "review", edits: [replacement(at, isLower ? wanted.toLowerCase() : wanted)] };
}

function isClean(file: SourceFile<"json" | "toml">): boolean {
  return file.form.clean;
}
