// npm run package: a production build, packed into liftoff-<version>.vsix, and a look at what is inside.
import { readFile, rm, stat } from "node:fs/promises";
import { ensureDependencies } from "./lib/dependencies.mjs";
import { capture, runNode } from "./lib/processes.mjs";
import { at, root } from "./lib/project.mjs";

const limit = 1_500_000;
// What may be in the package. .vscodeignore lets the same through; this catches a line too many there.
const welcome = [
  /^(package\.json|package\.nls\.json|readme\.md|changelog\.md|LICENSE(\.txt)?)$/i,
  /^dist\/(extension|core|core-shared|rules|parsers|cli|web\/extension)\.js$/,
  /^dist\/THIRD-PARTY-NOTICES\.txt$/,
  /^dist\/webview\/[\w-]+\.(js|css|ttf)$/,
  /^media\/[\w./-]+\.(md|svg|png|json|css)$/,
  /^snippets\/[\w-]+\.(json|code-snippets)$/,
];

async function main() {
  await ensureDependencies();
  const { version, repository } = JSON.parse(await readFile(at("package.json"), "utf8"));
  const vsix = `liftoff-${version}.vsix`;
  if ((await runNode(at("scripts/build.mjs"), [], { cwd: root })) !== 0) throw new Error("the build failed");
  await rm(at(vsix), { force: true });
  const vsce = ["package", "--no-dependencies", "--out", vsix];
  // Without a repository there is nothing to point the README's relative links to; its images are packed anyway.
  if (!repository) vsce.push("--allow-missing-repository", "--no-rewrite-relative-links");
  const { code, output } = await capture(process.execPath, [at("node_modules/@vscode/vsce/vsce"), ...vsce], {
    cwd: root,
  });
  if (code !== 0) throw new Error(`vsce failed:\n${output.trim()}`);
  const { listExtension } = await import("./lib/vsix.mjs");
  const files = await listExtension(at(vsix));
  const { size } = await stat(at(vsix));
  for (const { name, size: bytes } of files) console.log(`  ${kb(bytes).padStart(10)}  ${name}`);
  console.log(`${vsix}: ${files.length} files, ${kb(size)} of ${kb(limit)}`);
  const strangers = files.filter(({ name }) => !welcome.some((pattern) => pattern.test(name)));
  if (strangers.length > 0)
    throw new Error(`does not belong in: ${strangers.map(({ name }) => name).join(", ")}`);
  if (size > limit) throw new Error(`${vsix} is over its limit of ${kb(limit)}`);
}

function kb(bytes) {
  return `${(bytes / 1000).toFixed(1)} KB`;
}

try {
  await main();
} catch (error) {
  console.error(`package: ${error.message}`);
  process.exitCode = 1;
}
