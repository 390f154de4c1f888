import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { summary } from "./figures";

const RUNS = 21;

/**
 * What the extension costs at start-up, in fresh processes: loading the bundle and running `activate` against a
 * stand-in for `vscode` that registers everything and does nothing.
 */
export async function activation(): Promise<string[]> {
  const bundle = path.resolve("dist/extension.js");
  if (!existsSync(bundle)) return ["activation: build first (dist/extension.js is missing)"];
  const loads: number[] = [];
  const activates: number[] = [];
  for (let run = 0; run < RUNS; run++) {
    const { stdout, stderr } = spawnSync(process.execPath, ["-e", probe, bundle], { encoding: "utf8" });
    if (stdout === "") return [`activation: ${/^\w*Error: .*/m.exec(stderr)?.[0] ?? "no figures"}`];
    const [load, activate] = stdout.trim().split(" ").map(Number);
    loads.push(load ?? Number.NaN);
    activates.push(activate ?? Number.NaN);
  }
  const load = summary(loads);
  const activate = summary(activates);
  return [
    `loading dist/extension.js: ${load.p50.toFixed(1)} ms median, ${load.p95.toFixed(1)} ms p95`,
    `activate: ${activate.p50.toFixed(1)} ms median, ${activate.p95.toFixed(1)} ms p95`,
  ];
}

/** Everything asked of the stand-in is a function, a class and an empty list at once. */
const probe = `
const Module = require("node:module");
function anything() {
  const made = new Map();
  const list = [];
  return new Proxy(function () {}, {
    get(target, key) {
      if (key === "then") return undefined;
      if (key === "prototype") return target.prototype;
      if (key === Symbol.toPrimitive) return () => "";
      if (key in list && typeof key !== "string") return list[key].bind(list);
      if (["map", "filter", "some", "forEach", "length"].includes(key)) {
        return key === "length" ? 0 : list[key].bind(list);
      }
      if (!made.has(key)) made.set(key, anything());
      return made.get(key);
    },
    set: (_target, key, value) => Boolean(made.set(key, value)),
    apply: () => anything(),
    construct: () => anything(),
  });
}
const load = Module._load;
const vscode = anything();
Module._load = (request, ...rest) => (request === "vscode" ? vscode : load(request, ...rest));
const t0 = performance.now();
const extension = require(process.argv[1]);
const t1 = performance.now();
extension.activate(Object.assign(anything(), { subscriptions: [] }));
const t2 = performance.now();
console.log(t1 - t0, t2 - t1);
process.exit(0);
`;
