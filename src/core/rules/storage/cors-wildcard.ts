import { removeEntry } from "../../files/syntax/entry-edits";
import { frontendOrigin } from "../../project/origins";
import { replacement } from "../../text/edits";
import { isPublicOrigin } from "../cors/origin-expression";
import { defineRule, type FileRuleContext, type Fix, type Problem, type Severity } from "../rule";
import { type BucketCors, bucketCorsIn, type Listed } from "./bucket-cors";

type Context = FileRuleContext<"json" | "terraform">;

const semgrep = "semgrep all-origins-allowed";

/**
 * A bucket whose files anybody may read gets a mild word: fonts and images are often shared on purpose. The fix
 * is for a person to pick: the files may be used from more origins than the workspace shows.
 */
export const storageCorsWildcard = defineRule({
  id: "storage/cors-wildcard",
  on: ["json", "terraform"],
  severity: "warning",
  title: "Name the origins that may use the bucket",
  why: "With `*` any website can use the bucket from its visitors' browsers, with every signed address that it gets hold of.",
  references: [
    "https://docs.aws.amazon.com/AmazonS3/latest/userguide/cors.html",
    "https://developers.cloudflare.com/r2/buckets/cors/",
    "https://cloud.google.com/storage/docs/cross-origin",
  ],
  equivalents: [semgrep],
  fix: "review",
  examples: [
    {
      path: "infra/cors.json",
      with: { ".env.production": "FRONTEND_URL=https://app.example.com\n" },
      bad: `[
  {
    "AllowedOrigins": [«"*"»],
    "AllowedMethods": ["GET", "PUT"],
    "AllowedHeaders": ["*"]
  }
]
`,
      good: `[
  {
    "AllowedOrigins": ["https://app.example.com"],
    "AllowedMethods": ["GET", "PUT"],
    "AllowedHeaders": ["*"]
  }
]
`,
    },
    {
      title: "Terraform",
      path: "infra/main.tf",
      with: { ".env.production": "FRONTEND_URL=https://app.example.com\n" },
      bad: `resource "aws_s3_bucket_cors_configuration" "uploads" {
  bucket = aws_s3_bucket.uploads.id

  cors_rule {
    allowed_methods = ["PUT"]
    allowed_origins = [«"*"»]
  }
}
`,
      good: `resource "aws_s3_bucket_cors_configuration" "uploads" {
  bucket = aws_s3_bucket.uploads.id

  cors_rule {
    allowed_methods = ["PUT"]
    allowed_origins = ["https://app.example.com"]
  }
}
`,
    },
  ],
  *check(context) {
    const { file } = context;
    if (!/origin/i.test(file.text) || !/method/i.test(file.text)) return;
    for (const rule of bucketCorsIn(file)) {
      const star = rule.origins.find(({ text }) => text === "*");
      if (star) yield problem(star, rule, context);
      else if (isLimited(rule)) {
        const at = { start: rule.origins[0]?.at.start ?? 0, end: rule.origins.at(-1)?.at.end ?? 0 };
        yield {
          proves: at,
          message: `CORS is limited to ${rule.origins.map(({ text }) => text).join(", ")}.`,
        };
      }
    }
  },
});

function problem(star: Listed, rule: BucketCors, context: Context): Problem {
  const { methods } = rule;
  const writes = methods?.filter((method) => !/^(GET|HEAD|OPTIONS)$/.test(method)) ?? [];
  const what =
    writes.length > 0
      ? `Any website may write to this bucket from its visitors' browsers: ${listed(writes)} for every origin.`
      : methods
        ? "Any website may read this bucket in its visitors' browsers, which is right for public files only."
        : "Any website may use this bucket from its visitors' browsers: every origin is allowed.";
  const severity: Severity = writes.length > 0 ? "error" : methods ? "info" : "warning";
  return {
    at: star.at,
    message: what,
    severity,
    equivalents: context.file.is("terraform") ? [semgrep] : [],
    fixes: fixesFor(star, rule, context),
  };
}

function listed(methods: readonly string[]): string {
  if (methods.includes("*")) return "every method is allowed";
  const last = methods.at(-1) ?? "";
  return methods.length === 1
    ? `${last} is allowed`
    : `${methods.slice(0, -1).join(", ")} and ${last} are allowed`;
}

/** Without a known origin there is nothing that could stand in its place: these files read no environment. */
function fixesFor(star: Listed, { origins }: BucketCors, { file, project }: Context): Fix[] {
  const named = origins.flatMap(({ text }) => (text !== undefined && isPublicOrigin(text) ? text : []));
  if (named.length > 0) {
    const spans = origins.map(({ at }) => at);
    const edits = removeEntry(file.text, spans, origins.indexOf(star));
    return [{ title: `Allow ${named.join(", ")} only`, kind: "review", edits }];
  }
  const { origin } = project.fact(frontendOrigin);
  if (origin === undefined) return [];
  return [{ title: `Allow ${origin} only`, kind: "review", edits: [replacement(star.at, `"${origin}"`)] }];
}

function isLimited({ origins }: BucketCors): boolean {
  const isKnown = origins.every(({ text }) => text !== undefined && !text.includes("*"));
  return isKnown && origins.some(({ text }) => isPublicOrigin(text ?? ""));
}
