// The licences of the packages whose code ships inside our bundles, as those licences ask for.
import { readdir, readFile, writeFile } from "node:fs/promises";
import { at } from "./project.mjs";

/** Writes one text with the licence of every package that the bundles (esbuild metafiles) took code from. */
export async function writeNotices(metafiles, assets, output) {
  const inputs = metafiles.flatMap((metafile) => Object.keys(metafile.inputs));
  const names = new Set([...inputs, ...assets].map(packageOf).filter((name) => name !== undefined));
  const parts = await Promise.all([...names].sort().map(describe));
  const head = "Liftoff contains code of these packages, under their own licences.";
  await writeFile(output, `${[head, ...parts].join(`\n\n${"-".repeat(80)}\n\n`)}\n`);
}

function packageOf(input) {
  return /(?:^|\/)node_modules\/((?:@[^/]+\/)?[^/]+)\/(?!.*node_modules\/)/.exec(input)?.[1];
}

async function describe(name) {
  const folder = at("node_modules", name);
  const { version, license } = JSON.parse(await readFile(`${folder}/package.json`, "utf8"));
  const files = (await readdir(folder)).filter((file) => /^(licen[cs]e|copying|notice)/i.test(file)).sort();
  const texts = await Promise.all(files.map((file) => readFile(`${folder}/${file}`, "utf8")));
  return [`${name} ${version} (${license})`, ...texts.map((text) => text.trim())].join("\n\n");
}
