// Writes media/plan.schema.json, the JSON schema of `.liftoff/plan.yaml`, from the schema that validates it.
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const { outputFiles } = await build({
  entryPoints: [path.join(root, "src/core/plan/yaml/json-schema.ts")],
  bundle: true,
  format: "esm",
  platform: "neutral",
  write: false,
});
const [bundle] = outputFiles;
const { planJsonSchema } = await import(
  `data:text/javascript;base64,${Buffer.from(bundle.contents).toString("base64")}`
);
await writeFile(
  path.join(root, "media/plan.schema.json"),
  `${JSON.stringify(planJsonSchema(), undefined, 2)}\n`,
);
