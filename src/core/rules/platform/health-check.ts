import type { SourceFile } from "../../files/source";
import { type TomlForm, type TomlTable, tomlStrings } from "../../files/toml";
import { insertPair } from "../../files/yaml/edits";
import { textOf } from "../../files/yaml/form";
import { healthPathIn } from "../../project/health-routes";
import { folderOf, resolvePath } from "../../project/services";
import { isRender } from "../../project/variables/manifests";
import { insertion, type TextEdit } from "../../text/edits";
import { indentAt } from "../../text/lines";
import type { Span } from "../../text/span";
import { answersRequests, railwayManifest } from "../railway/manifest";
import { runtimeOf, servicesOf } from "../render/services";
import { defineRule, type Report } from "../rule";
import { endOfTable } from "./toml-table";

export const platformHealthCheck = defineRule({
  id: "platform/health-check",
  on: ["yaml", "toml", "json"],
  severity: "warning",
  title: "Tell the platform where the app says how it is",
  why: "Without a path to ask, the platform sends traffic to a release as soon as its port is open, and never notices one that hangs.",
  references: [
    "https://render.com/docs/health-checks",
    "https://fly.io/docs/reference/health-checks/",
    "https://docs.railway.com/deployments/healthchecks",
  ],
  equivalents: [],
  fix: "review",
  examples: [
    {
      path: "render.yaml",
      bad: "services:\n  - «type: web»\n    name: api\n    runtime: python\n    startCommand: uvicorn main:app --host 0.0.0.0 --port $PORT\n",
      good: "services:\n  - type: web\n    name: api\n    runtime: python\n    startCommand: uvicorn main:app --host 0.0.0.0 --port $PORT\n    healthCheckPath: /healthz\n",
      with: { "main.py": '@app.get("/healthz")\ndef health():\n    return {"status": "ok"}\n' },
    },
    {
      path: "fly.toml",
      bad: 'app = "parcels"\n\n«[http_service]»\n  internal_port = 8000\n  force_https = true\n',
      good: 'app = "parcels"\n\n[http_service]\n  internal_port = 8000\n  force_https = true\n\n[[http_service.checks]]\n  grace_period = "20s"\n  interval = "30s"\n  timeout = "5s"\n  method = "GET"\n  path = "/healthz"\n',
      with: { "main.py": '@app.get("/healthz")\ndef health():\n    return {"status": "ok"}\n' },
    },
  ],
  *check({ file, project }) {
    if (file.role !== "prod" || !file.form.clean) return;
    const all = checksIn(file);
    for (const { at, proof, folder, key, add } of all) {
      if (proof) {
        yield { proves: proof, message: "The platform asks the app how it is." };
        continue;
      }
      // Of two services in one folder, either may be the one that answers.
      const isOwn = folder !== undefined && all.filter((other) => other.folder === folder).length === 1;
      const path = isOwn ? healthPathIn(project, folder) : undefined;
      if (path === undefined) continue;
      const edits = add(path);
      yield {
        at,
        message: `The app answers at ${path}, and the platform does not ask there: ${key} is not set.`,
        fixes: edits ? [{ title: `Ask ${path}`, kind: "review", edits }] : [],
      } satisfies Report;
    }
  },
});

interface Checked {
  readonly at: Span;
  /** Where the check is set. */
  readonly proof: Span | undefined;
  /** Where the code of the service lies; undefined when it is not in the workspace. */
  readonly folder: string | undefined;
  /** What the platform calls it. */
  readonly key: string;
  add(path: string): readonly TextEdit[] | undefined;
}

function checksIn(file: SourceFile): Checked[] {
  const name = file.path.slice(file.path.lastIndexOf("/") + 1);
  if (file.is("yaml")) return isRender(file.path) ? onRender(file) : [];
  if (file.is("toml") && /^fly[\w.-]*\.toml$/.test(name)) return onFly(file);
  return onRailway(file);
}

function onRender(file: SourceFile<"yaml">): Checked[] {
  return servicesOf(file.form).flatMap((service) => {
    const type = service.entry("type");
    if (!type || textOf(type.value) !== "web" || runtimeOf(service) === "static") return [];
    // The code of an image lies elsewhere.
    if (service.has("image") || runtimeOf(service) === "image" || service.has("repo")) return [];
    const root = textOf(service.get("rootDir")) ?? textOf(service.get("dockerContext")) ?? "";
    return {
      at: { start: type.at.start, end: type.value.at.end },
      proof: service.entry("healthCheckPath")?.at,
      folder: resolvePath(folderOf(file.path), root),
      key: "healthCheckPath",
      add: (path) => insertPair(file.form, service, "healthCheckPath", path),
    };
  });
}

function onFly(file: SourceFile<"toml">): Checked[] {
  const { form, text, eol } = file;
  const service = flyService(form);
  if (!service) return [];
  const name = service.isArray ? "services.http_checks" : "http_service.checks";
  const asks = new RegExp(`^(?:${name.replace(".", "\\.")}|checks(?:\\..+)?)$`);
  const checks = form.tables.find(({ path }) => asks.test(path.join(".")));
  const inline = service.entries.find(({ key }) => /^(?:http_)?checks$/.test(key[0] ?? ""));
  return [
    {
      at: service.span,
      proof: checks?.span ?? inline?.keySpan,
      folder: folderOf(file.path),
      key: `[[${name}]]`,
      add: (path) => {
        const last = form.tables.findLast((table) => table.path[0] === service.path[0]) ?? service;
        const first = service.entries[0];
        const indent = first ? indentAt(text, first.keySpan.start) : "";
        const lines = [
          'grace_period = "20s"',
          'interval = "30s"',
          'timeout = "5s"',
          'method = "GET"',
          `path = ${JSON.stringify(path)}`,
        ].map((line) => indent + line);
        const block = ["", "", `${indentAt(text, service.span.start)}[[${name}]]`, ...lines];
        return [insertion(endOfTable(last, text), block.join(eol))];
      },
    },
  ];
}

/** `[http_service]`, or the one `[[services]]` that answers HTTP and that Fly does not ask for its port either. */
function flyService({ tables }: TomlForm): TomlTable | undefined {
  const named = (name: string) => tables.filter(({ path }) => path.join(".") === name);
  const [own] = named("http_service");
  if (own) return own.isArray ? undefined : own;
  const [only, ...others] = named("services");
  const speaksHttp = named("services.ports").some(({ entries }) =>
    entries.some(
      ({ key, value }) =>
        key.join(".") === "handlers" && tomlStrings(value).some(({ text }) => text === "http"),
    ),
  );
  const isAsked = named("services.tcp_checks").length > 0;
  return only?.isArray && others.length === 0 && speaksHttp && !isAsked ? only : undefined;
}

function onRailway(file: SourceFile): Checked[] {
  const manifest = railwayManifest(file);
  const at = manifest?.sectionAt("deploy");
  if (!manifest || !at || !answersRequests(manifest)) return [];
  return [
    {
      at,
      proof: manifest.setting("deploy", "healthcheckPath")?.keyAt,
      folder: folderOf(file.path),
      key: "healthcheckPath",
      add: (path) => {
        const edit = manifest.add("deploy", "healthcheckPath", JSON.stringify(path));
        return edit && [edit];
      },
    },
  ];
}
