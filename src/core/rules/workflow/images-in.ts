import type { ImageReference } from "../../files/dockerfile/image-reference";
import { parseImageReference } from "../../files/dockerfile/image-reference";
import { matrixValues } from "../../files/workflow/matrix";
import type { Job, Pipeline } from "../../files/workflow/pipeline";
import { isDynamic, soleExpression } from "../../files/workflow/template";
import { asMap, valueAt } from "../../files/yaml/form";
import type { YamlScalar, YamlValue } from "../../files/yaml/value";
import type { Span } from "../../text/span";
import type { UsedImage } from "../images/used-image";

/** An image that a job runs in, a service next to it, or a step. */
export interface JobImage extends UsedImage {
  readonly use: "container" | "service" | "step";
  readonly at: Span;
}

/** The images of a workflow or an action whose names stand in the file, those of a matrix among them. */
export function imagesIn(pipeline: Pipeline): readonly JobImage[] {
  const { jobs, steps, root, kind } = pipeline;
  const ofJobs = jobs.flatMap((job) => [
    ...namesIn(imageOf(job.map.get("container")), job).map((one) => imageAt(one, "container")),
    ...(asMap(job.map.get("services"))?.entries ?? []).flatMap(({ value }) =>
      namesIn(imageOf(value), job).map((one) => imageAt(one, "service")),
    ),
  ]);
  const ofSteps = steps.flatMap(({ uses }) =>
    uses?.reference.kind === "docker" ? imageAt(uses.scalar, "step") : [],
  );
  const own = kind === "action" ? namesIn(valueAt(root, "runs", "image"), undefined) : [];
  const pulled = own.filter(({ text }) => text.startsWith("docker://"));
  return [...ofJobs, ...ofSteps, ...pulled.map((one) => imageAt(one, "step"))].flatMap((one) => one ?? []);
}

function imageOf(value: YamlValue | undefined): YamlValue | undefined {
  return value?.kind === "map" ? value.get("image") : value;
}

function namesIn(value: YamlValue | undefined, job: Job | undefined): readonly YamlScalar[] {
  if (value?.kind !== "scalar" || value.value === null) return [];
  const access = soleExpression(value.text)?.expression;
  if (access?.kind !== "access" || access.root !== "matrix") return [value];
  const path = access.path.flatMap((name) => name ?? []);
  return path.length === access.path.length ? (matrixValues(job, path) ?? []) : [];
}

function imageAt(scalar: YamlScalar, use: JobImage["use"]): JobImage | undefined {
  if (isDynamic(scalar.text)) return undefined;
  const trimmed = scalar.text.trim();
  const name = trimmed.replace(/^docker:\/\//, "");
  if (name === "") return undefined;
  const offset = scalar.text.indexOf(trimmed) + trimmed.length - name.length;
  const reference: ImageReference | undefined = parseImageReference(name);
  const place = (start: number, end: number) => scalar.spanOf(offset + start, offset + end);
  const written = place(0, name.length);
  return { sketch: name, reference, written, locate: place, use, at: scalar.via ?? written };
}
