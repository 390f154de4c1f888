// Writes what is derived: one page a rule under media/rules/ with their index, from the rules themselves, and the
// table of settings in the README, from the manifest. `--check` writes nothing and fails when something is old.
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { at, root } from "./lib/project.mjs";

const folder = path.join(root, "media/rules");
const severityWords = { error: "Error", warning: "Warning", info: "Information", hint: "Hint" };
const fixWords = {
  safe: "Yes, also by Fix All and on save",
  review: "Yes, when you pick it",
  none: "No: it needs a decision",
};
const fences = {
  dockerfile: "dockerfile",
  compose: "yaml",
  workflow: "yaml",
  yaml: "yaml",
  nginx: "nginx",
  python: "python",
  javascript: "js",
  dotenv: "sh",
  json: "json",
};
/** For rules over several kinds of files: by the end of the file's name. */
const fencesByEnding = {
  json: "json",
  js: "js",
  py: "python",
  tf: "hcl",
  toml: "toml",
  ts: "ts",
  yaml: "yaml",
};

const rules = await loadRules();
const pages = new Map(rules.map((rule) => [`${rule.id}.md`, page(rule)]));
pages.set("README.md", index(rules));
const readme = await readFile(at("README.md"), "utf8");
const readmeNow = readme.replace(
  /<!-- settings -->.*<!-- \/settings -->/s,
  `<!-- settings -->\n\n${await settingsTable()}\n\n<!-- /settings -->`,
);
const wrong = await differences(pages);
if (readme !== readmeNow) wrong.push("README.md");

if (process.argv.includes("--check")) {
  if (wrong.length > 0) {
    console.error(`Not what the rules and settings say: ${wrong.join(", ")}. Run npm run docs.`);
    process.exit(1);
  }
} else {
  await rm(folder, { recursive: true, force: true });
  for (const [name, text] of pages) {
    await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
    await writeFile(path.join(folder, name), text);
  }
  await writeFile(at("README.md"), readmeNow);
  console.log(`${pages.size} pages in media/rules, ${wrong.length} changed.`);
}

async function loadRules() {
  const outfile = path.join(root, "dist/docs/rules.cjs");
  await build({
    entryPoints: [path.join(root, "src/core/rules/list.ts")],
    outfile,
    bundle: true,
    platform: "node",
    format: "cjs",
    logLevel: "warning",
  });
  const { default: bundle } = await import(pathToFileURL(outfile).href);
  return bundle.rules;
}

async function settingsTable() {
  const { contributes } = JSON.parse(await readFile(at("package.json"), "utf8"));
  const texts = JSON.parse(await readFile(at("package.nls.json"), "utf8"));
  const rows = Object.entries(contributes.configuration.properties).map(([name, setting]) => {
    const key = (setting.markdownDescription ?? setting.description ?? "").replaceAll("%", "");
    return `| \`${name}\` | \`${JSON.stringify(setting.default)}\` | ${texts[key] ?? key} |`;
  });
  return ["| setting | default | what it does |", "| --- | --- | --- |", ...rows].join("\n");
}

async function differences(wanted) {
  const present = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const names = present
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, "/"));
  const wrongNames = names.filter((name) => !wanted.has(name));
  for (const [name, text] of wanted) {
    const now = await readFile(path.join(folder, name), "utf8").catch(() => undefined);
    if (now !== text) wrongNames.push(name);
  }
  return wrongNames;
}

function page(rule) {
  const lines = [
    `# ${rule.title}`,
    "",
    `\`${rule.id}\``,
    "",
    rule.why,
    "",
    "| | |",
    "| --- | --- |",
    `| Severity | ${severityWords[rule.severity]}${rule.hardening ? ", in files meant for production only" : ""} |`,
    `| Checks | ${rule.on === "project" ? "the project as a whole" : [rule.on].flat().join(", ")} |`,
    `| Quick fix | ${fixWords[rule.fix]} |`,
  ];
  if (rule.scaffold) lines.push(`| Generates | ${rule.scaffold.title} (\`${rule.scaffold.id}\`) |`);
  if (rule.equivalents.length > 0)
    lines.push(`| Same decision as | ${rule.equivalents.map((name) => `\`${name}\``).join(", ")} |`);
  for (const [i, example] of rule.examples.entries()) lines.push("", ...exampleText(rule, example, i));
  const deviations = Object.entries(rule.deviations ?? {});
  if (deviations.length > 0)
    lines.push("", "## Where it differs", "", ...deviations.map(([name, what]) => `- \`${name}\`: ${what}`));
  if (rule.references.length > 0)
    lines.push("", "## Read more", "", ...rule.references.map((url) => `- <${url}>`));
  lines.push(
    "",
    "## Silence it",
    "",
    `Put \`liftoff-ignore ${rule.id} -- why\` into a comment above the line, or switch the rule off in \`.liftoff/config.yaml\`:`,
    "",
    "```yaml",
    "rules:",
    `  ${rule.id}: off`,
    "```",
    "",
  );
  return lines.join("\n");
}

function exampleText(rule, example, i) {
  const named = example.title ?? (rule.examples.length > 1 ? `example ${i + 1}` : "example");
  const title = named.charAt(0).toUpperCase() + named.slice(1);
  const [bad, good] =
    "files" in example
      ? [example.files, example.good]
      : [{ [example.path ?? ""]: example.bad }, { [example.path ?? ""]: example.good }];
  const others = "with" in example && example.with ? ["", "Beside it:", ...blocks(rule, example.with)] : [];
  return [
    `## ${title}`,
    "",
    "Found:",
    ...blocks(rule, bad),
    ...others,
    "",
    "Fixed:",
    ...blocks(rule, changed(bad, good)),
  ];
}

function changed(bad, good) {
  return Object.fromEntries(Object.entries(good).filter(([name, text]) => bad[name] !== text));
}

function blocks(rule, files) {
  return Object.entries(files).flatMap(([name, text]) => {
    const code = text.replace(/[«»]/g, "").replace(/\n$/, "");
    const fence = code.includes("```") ? "~~~~" : "```";
    const language = fences[rule.on] ?? fencesByEnding[name.split(".").at(-1)] ?? "";
    return [...(name ? ["", `\`${name}\``] : []), "", `${fence}${language}`, code, fence];
  });
}

function index(list) {
  const subjects = [...new Set(list.map((rule) => rule.id.split("/")[0]))];
  const lines = [
    "# Rules",
    "",
    `${list.length} rules. Each page says what goes wrong, shows it and shows it fixed.`,
  ];
  for (const subject of subjects) {
    lines.push(
      "",
      `## ${subject}`,
      "",
      "| Rule | What it asks for | Severity | Quick fix |",
      "| --- | --- | --- | --- |",
    );
    for (const rule of list.filter((each) => each.id.startsWith(`${subject}/`))) {
      lines.push(`| [${rule.id}](${rule.id}.md) | ${rule.title} | ${rule.severity} | ${rule.fix} |`);
    }
  }
  return `${lines.join("\n")}\n`;
}
