import type { JsonForm, JsonObject, JsonProperty, JsonValue } from "../../files/json";
import type { SourceFile } from "../../files/source";
import { attributeOf, type TerraformBlock, type TerraformValue } from "../../files/terraform";
import type { Span } from "../../text/span";

/** An origin or a method of a list; the text where it is written out. */
export interface Listed {
  readonly text: string | undefined;
  readonly at: Span;
}

/** One rule of a bucket about requests from other origins. */
export interface BucketCors {
  readonly origins: readonly Listed[];
  /** In upper case; undefined where they are not all known. */
  readonly methods: readonly string[] | undefined;
}

/** The rules about other origins that a file sets up for buckets of S3, R2, Google Cloud Storage and their kin. */
export function bucketCorsIn(file: SourceFile<"json" | "terraform">): readonly BucketCors[] {
  if (file.is("json")) return inJson(file.form);
  return file.is("terraform") ? inTerraform(file.form.blocks) : [];
}

/** Rules stand in lists, wherever in a template: `[{ AllowedOrigins, AllowedMethods }]` and what others call it. */
function inJson(form: JsonForm): BucketCors[] {
  const found: BucketCors[] = [];
  const open: JsonValue[] = form.root ? [form.root] : [];
  for (let value = open.pop(); value; value = open.pop()) {
    if (value.kind === "scalar") continue;
    if (value.kind === "array") found.push(...value.items.flatMap((item) => jsonRule(item) ?? []));
    const inner = value.kind === "array" ? value.items : value.properties.map((property) => property.value);
    open.push(...inner);
  }
  return found.sort((a, b) => (a.origins[0]?.at.start ?? 0) - (b.origins[0]?.at.start ?? 0));
}

function jsonRule(rule: JsonValue): BucketCors | undefined {
  if (rule.kind !== "object") return undefined;
  const allowed = memberOf(rule, "allowed");
  return (
    jsonPair(rule, "AllowedOrigins", "AllowedMethods") ??
    jsonPair(rule, "origin", "method") ??
    (allowed?.kind === "object" ? jsonPair(allowed, "origins", "methods") : undefined)
  );
}

function jsonPair(object: JsonObject, origins: string, methods: string): BucketCors | undefined {
  const list = memberOf(object, origins);
  const allowed = memberOf(object, methods);
  if (list?.kind !== "array" || allowed?.kind !== "array") return undefined;
  return { origins: list.items.map(jsonListed), methods: known(allowed.items.map(jsonListed)) };
}

function jsonListed(value: JsonValue): Listed {
  const text = value.kind === "scalar" && typeof value.value === "string" ? value.value : undefined;
  return { text, at: value.at };
}

function memberOf({ properties }: JsonObject, key: string): JsonValue | undefined {
  const last: JsonProperty | undefined = properties.findLast((property) => property.key === key);
  return last?.value;
}

/** `cors_rule { … }` of AWS, Azure and others, `cors { … }` of Google, and the lists that modules and R2 take. */
function inTerraform(blocks: readonly TerraformBlock[]): BucketCors[] {
  return blocks.flatMap((block) => {
    if (block.type === "cors_rule") return terraformPair(block, "allowed_origins", "allowed_methods") ?? [];
    const google = block.type === "cors" ? terraformPair(block, "origin", "method") : undefined;
    const listed = block.attributes.flatMap(({ name, value }) =>
      /^(cors(_rules?|_configuration)?|rules)$/.test(name) ? inValue(value) : [],
    );
    return [...(google ? [google] : listed), ...inTerraform(block.blocks)];
  });
}

function inValue(value: TerraformValue): BucketCors[] {
  const rules = value.kind === "list" ? value.items : [value];
  return rules.flatMap((rule) => {
    if (rule.kind !== "object") return [];
    const allowed = attributeOf(rule, "allowed");
    const inner = allowed?.kind === "object" ? terraformPair(allowed, "origins", "methods") : undefined;
    return terraformPair(rule, "allowed_origins", "allowed_methods") ?? inner ?? [];
  });
}

function terraformPair(
  owner: Pick<TerraformBlock, "attributes">,
  origins: string,
  methods: string,
): BucketCors | undefined {
  const list = attributeOf(owner, origins);
  const allowed = attributeOf(owner, methods);
  if (list?.kind !== "list") return undefined;
  return {
    origins: list.items.map(terraformListed),
    methods: allowed?.kind === "list" ? known(allowed.items.map(terraformListed)) : undefined,
  };
}

function terraformListed(value: TerraformValue): Listed {
  return { text: value.kind === "string" ? value.text : undefined, at: value.at };
}

function known(methods: readonly Listed[]): readonly string[] | undefined {
  const names = methods.flatMap(({ text }) => text?.toUpperCase() ?? []);
  return names.length === methods.length ? names : undefined;
}
