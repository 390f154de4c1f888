import type { SourceFile } from "../../files/source";
import type { VariableDefinition } from "../../project/variables/definition";
import { definitionsIn } from "../../project/variables/definitions";
import { publicPrefixOf } from "../../project/variables/vite-prefixes";
import type { ProjectView } from "../../project/view";
import { replacement } from "../../text/edits";
import { span } from "../../text/span";
import { isPublicAddress } from "../local-places";
import { defineRule, type Fix, type Problem } from "../rule";
import { productionValues, settingKinds } from "./production";

export const publicUrlNotProduction = defineRule({
  id: "env/public-url-not-production",
  on: [...settingKinds, "workflow"],
  severity: "error",
  title: "Give browsers addresses that they can reach",
  why: "What goes into the page is called from the visitor's computer. An address of the developer's machine is nobody's there, and a page over HTTPS may not load anything over HTTP.",
  references: [
    "https://vite.dev/guide/env-and-mode",
    "https://developer.mozilla.org/en-US/docs/Web/Security/Mixed_content",
  ],
  equivalents: [],
  fix: "review",
  examples: [
    {
      bad: "VITE_API_URL=«http»://api.parcels.example\n",
      good: "VITE_API_URL=https://api.parcels.example\n",
    },
    {
      title: "the developer's machine",
      bad: "NEXT_PUBLIC_API_URL=http://«localhost»:8000\n",
      good: "NEXT_PUBLIC_API_URL=https://api.parcels.example\n",
      fix: null,
    },
  ],
  *check({ file, project }) {
    for (const { definition, isSure } of valuesIn(file, project)) {
      const { name, value, valueAt } = definition;
      if (value === undefined || !valueAt) continue;
      const isPublished = publicPrefixOf(name, file.path, project) !== undefined;
      if (!isAddress(name, isPublished)) continue;
      const problem = problemIn(file, definition, isSure, isPublished);
      if (problem) yield problem;
      else if (/^(?:https|wss):\/\/[\w-]+\.[\w.-]+/.test(value) && isSure) {
        yield { proves: valueAt, message: `${name} is an address that browsers reach over HTTPS.` };
      }
    }
  },
});

interface Value {
  readonly definition: VariableDefinition;
  readonly isSure: boolean;
}

function valuesIn(file: SourceFile, project: ProjectView): readonly Value[] {
  if (file.role !== "prod") return [];
  if (file.is("workflow")) return deployed(file).map((definition) => ({ definition, isSure: true }));
  if (!file.is("dockerfile")) return productionValues(file, project);
  // What a bundler takes in while the image is built, in whatever stage.
  const built = definitionsIn(file).filter(
    ({ name }) => publicPrefixOf(name, file.path, project) !== undefined,
  );
  return built.map((definition) => ({ definition, isSure: !definition.isFallback }));
}

/** The variables of jobs that deploy; tests run against the machine that they run on. */
function deployed(file: SourceFile<"workflow">): VariableDefinition[] {
  const name = file.path.slice(file.path.lastIndexOf("/") + 1);
  const deploys = (text: string) =>
    /deploy|release|publish|production|\bprod\b/i.test(text) && !/test|e2e|lint|preview|staging/i.test(text);
  return definitionsIn(file).filter(({ owner }) =>
    owner === undefined
      ? deploys(name)
      : deploys(owner) || (deploys(name) && !/test|e2e|lint|check|preview/i.test(owner)),
  );
}

function isAddress(name: string, isPublished: boolean): boolean {
  if (/INTERNAL|PRIVATE/.test(name)) return false;
  if (!isPublished) return isPublicAddress(name) || /_PUBLIC_URL$/.test(name);
  return /(?:URL|URI|HOST|ORIGIN|ENDPOINT|API|SERVER|BACKEND|BASE|DOMAIN|WS|SOCKET)(?:$|_)/.test(name);
}

const local =
  /(?<![\w.-])(?:localhost|127\.0\.0\.1|0\.0\.0\.0|\[::1\]|host\.docker\.internal|[\w-]{1,60}\.(?:local|localhost|test))(?![\w.-])/i;
const insecure = /(?<![\w+.-])(http|ws):\/\/((?:[\w-]{1,63}\.){1,8}[a-z]{2,24})(?![\w.-])/i;
const inside =
  /\.(?:internal|local|localhost|lan|home|test|svc|cluster|intranet|corp|private|consul|invalid)$/i;

function problemIn(
  file: SourceFile,
  definition: VariableDefinition,
  isSure: boolean,
  isPublished: boolean,
): Problem | undefined {
  const { name, value = "", valueAt, source, isFallback } = definition;
  if (!valueAt) return undefined;
  const written = file.text.slice(valueAt.start, valueAt.end);
  const own = local.exec(written);
  // In Compose files that is the matter of compose/localhost-in-env.
  const isCovered =
    (file.is("compose") && own !== null && /^(?:localhost|127|0\.0|\[)/.test(own[0])) || isMixed(value);
  if (own && !isCovered) {
    return {
      at: span(valueAt.start + own.index, valueAt.start + own.index + own[0].length),
      message: isFallback
        ? `${name} is an address of the developer's machine where nobody sets it.`
        : `${name} is an address of the developer's machine, which no visitor can reach.`,
      severity: isFallback || !isSure ? "warning" : "error",
    };
  }
  const plain = insecure.exec(written);
  const [, scheme = "", host = ""] = plain ?? [];
  if (!plain || own || inside.test(host)) return undefined;
  const at = span(valueAt.start + plain.index, valueAt.start + plain.index + scheme.length);
  const better = scheme.toLowerCase() === "ws" ? "wss" : "https";
  const fixes: Fix[] = [{ title: `Use ${better}`, kind: "review", edits: [replacement(at, better)] }];
  return {
    at,
    message: `${name} has browsers talk to ${host} without encryption${source === "build-arg" || isPublished ? ", which a page over HTTPS may not do" : ""}.`,
    severity: isSure && !isFallback ? "warning" : "info",
    fixes,
  };
}

/** A list of origins that names a public one as well: the local one was left in on purpose. */
function isMixed(value: string): boolean {
  return value.split(/[\s,;]+/).some((part) => /^["'[]*https:\/\/[\w-]+\.[\w.-]+/.test(part));
}
