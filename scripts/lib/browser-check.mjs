// Loads a bundle where there is no Node: what it touches at load time must exist in a browser.
import { readFileSync } from "node:fs";
import path from "node:path";
import vm from "node:vm";

// Globals of a web worker, which is where VS Code for the Web runs extensions.
const webGlobals = [
  ...[
    "AbortController",
    "Blob",
    "Event",
    "EventTarget",
    "TextDecoder",
    "TextEncoder",
    "URL",
    "URLSearchParams",
  ],
  ...[
    "atob",
    "btoa",
    "clearInterval",
    "clearTimeout",
    "console",
    "crypto",
    "fetch",
    "navigator",
    "performance",
  ],
  ...["queueMicrotask", "setInterval", "setTimeout", "structuredClone"],
];

/** Returns what the bundle exports; throws what it throws. It may ask for `vscode` and for bundles beside it. */
export function loadAsInBrowser(file) {
  const module = { exports: {} };
  const require = (name) => {
    // esbuild hands out a copy of a module's own properties, with the module's prototype: it is all there.
    if (name === "vscode") return Object.create(anything());
    if (name.startsWith("./")) return loadAsInBrowser(path.join(path.dirname(file), name));
    throw new Error(`there is no module "${name}" in a browser`);
  };
  const globals = Object.fromEntries(webGlobals.map((name) => [name, globalThis[name]]));
  const context = vm.createContext({ ...globals, module, exports: module.exports, require });
  vm.runInContext("globalThis.self = globalThis", context);
  vm.runInContext(readFileSync(file, "utf8"), context, { filename: file });
  return module.exports;
}

/** Stands for the whole vscode module: any property of it can be read, called, constructed and extended. */
function anything() {
  return new Proxy(class {}, {
    get: (target, name) => (name in target || typeof name === "symbol" ? target[name] : anything()),
    apply: () => anything(),
  });
}
