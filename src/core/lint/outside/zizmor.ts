import * as z from "zod/mini";
import type { SourceFile } from "../../files/source";
import type { Related, Severity } from "../../rules/rule";
import { indexOfByte } from "../../text/columns";
import { type Span, span } from "../../text/span";
import { milder } from "../severity";
import { asArgument, fileNamed, type OutsideFinding, type OutsideTool, parseJson } from "./tool";

/** Rows and columns count from 0, columns in UTF-8 bytes. */
const pointSchema = z.object({ row: z.number(), column: z.number() });

const locationSchema = z.object({
  symbolic: z.object({
    // The path as it was given, under the name that the version of zizmor uses; other inputs than files have neither.
    key: z.object({
      Local: z.optional(
        z.object({ given_path: z.optional(z.string()), verbatim_path: z.optional(z.string()) }),
      ),
    }),
    annotation: z.string(),
    kind: z.optional(z.string()),
  }),
  concrete: z.object({ location: z.object({ start_point: pointSchema, end_point: pointSchema }) }),
});

/** What `--format json-v1` prints. */
const outputSchema = z.array(
  z.object({
    ident: z.string(),
    desc: z.string(),
    url: z.string(),
    determinations: z.object({ confidence: z.string(), severity: z.string() }),
    locations: z.array(locationSchema),
    ignored: z.optional(z.boolean()),
  }),
);

type Report = z.infer<typeof outputSchema>[number];
type Location = z.infer<typeof locationSchema>;

const severities: ReadonlyMap<string, Severity> = new Map([
  ["High", "error"],
  ["Medium", "warning"],
  ["Low", "info"],
]);

/** The auditor of the security of GitHub Actions workflows. */
export const zizmor: OutsideTool = {
  name: "zizmor",
  // Nothing leaves the machine: what zizmor would ask GitHub is left out.
  argumentsFor: (paths) => ["--offline", "--no-progress", "--format", "json-v1", ...paths.map(asArgument)],
  // From 10 on the code says how grave the gravest finding is.
  hasChecked: (exitCode) => exitCode === 0 || (exitCode >= 10 && exitCode <= 14),
  read(output, fileAt) {
    const outcome = outputSchema.safeParse(parseJson(output));
    if (!outcome.success) return { problem: "zizmor did not answer in the JSON that it documents." };
    return { findings: outcome.data.flatMap((report) => toFindings(report, fileAt)) };
  },
};

function toFindings(report: Report, fileAt: (path: string) => SourceFile | undefined): OutsideFinding[] {
  const { ident, desc, url, locations } = report;
  const primary = locations.find(({ symbolic }) => symbolic.kind === "Primary") ?? locations[0];
  const file = primary && fileOf(primary, fileAt);
  if (!file || report.ignored === true) return [];
  const reach = spanOf(primary, file);
  const { annotation } = primary.symbolic;
  return [
    {
      tool: "zizmor",
      code: ident,
      severity: severityOf(report),
      path: file.path,
      at: firstLineOf(reach, file),
      reach,
      message: annotation === "" || annotation === desc ? desc : `${desc}: ${annotation}`,
      alias: [],
      related: locations.flatMap((location) => relatedOf(location, primary, fileAt)),
      link: /^https:\/\//.test(url) ? url : "https://docs.zizmor.sh/audits/",
    },
  ];
}

/** What zizmor itself is not sure of is one step milder. */
function severityOf({ determinations: { severity, confidence } }: Report): Severity {
  const known = severities.get(severity) ?? "hint";
  return confidence === "High" ? known : milder(known);
}

function relatedOf(
  location: Location,
  primary: Location,
  fileAt: (path: string) => SourceFile | undefined,
): Related[] {
  const { annotation, kind } = location.symbolic;
  const file = fileOf(location, fileAt);
  if (!file || location === primary || kind === "Hidden" || annotation === "") return [];
  return [{ path: file.path, at: firstLineOf(spanOf(location, file), file), message: annotation }];
}

function fileOf({ symbolic }: Location, fileAt: (path: string) => SourceFile | undefined) {
  const path = symbolic.key.Local?.verbatim_path ?? symbolic.key.Local?.given_path;
  return path === undefined ? undefined : fileNamed(path, fileAt);
}

function spanOf({ concrete: { location } }: Location, file: SourceFile): Span {
  const start = offsetOf(location.start_point, file);
  return span(start, Math.max(start, offsetOf(location.end_point, file)));
}

function offsetOf({ row, column }: z.infer<typeof pointSchema>, { lines }: SourceFile): number {
  return lines.lineSpan(row).start + indexOfByte(lines.lineText(row), column);
}

/** A step or a job as a whole is shown by its first line. */
function firstLineOf({ start, end }: Span, { lines, text }: SourceFile): Span {
  const line = lines.lineSpan(lines.lineAt(start));
  const last = Math.min(end, line.end);
  const blanks = text.slice(start, last).match(/^[ \t]*/)?.[0].length ?? 0;
  return span(Math.min(start + blanks, last), last);
}
