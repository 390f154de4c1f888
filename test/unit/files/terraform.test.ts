import assert from "node:assert/strict";
import fc from "fast-check";
import { attributeOf, parseTerraform, type TerraformValue } from "../../../src/core/files/terraform";

const text = `# buckets
terraform {
  required_version = ">= 1.6"
}

resource "aws_s3_bucket_cors_configuration" "files" {
  bucket = aws_s3_bucket.files.id // not the logs

  cors_rule {
    allowed_methods = ["GET", "PUT"] /* both */
    allowed_origins = [
      "https://app.example.com", # the app
      "https://\${var.admin}",
      var.partner,
    ]
    max_age_seconds = 60 * 60
  }
}

resource "aws_iam_policy" "one_line" { name = "a" }

locals {
  policy = <<-EOT
    { "a": [ "}" ]
  EOT
  tags   = { Name = "web", "kubernetes.io/role" : 1 }
  hosts  = [for host in var.hosts : "\${host}.example.com"]
  choice = var.public ? ["*"] : []
}
`;

function show(value: TerraformValue | undefined): unknown {
  if (!value) return undefined;
  if (value.kind === "list") return value.items.map(show);
  if (value.kind === "object") {
    return Object.fromEntries(value.attributes.map((one) => [one.name, show(one.value)]));
  }
  return value.kind === "string" ? value.text : { is: value.text };
}

describe("Terraform files", () => {
  it("give blocks with labels, attributes and literal values", () => {
    const form = parseTerraform(text);
    assert.deepEqual(form.problems, []);
    assert.deepEqual(
      form.blocks.map(({ type, labels }) => [type, ...labels]),
      [
        ["terraform"],
        ["resource", "aws_s3_bucket_cors_configuration", "files"],
        ["resource", "aws_iam_policy", "one_line"],
        ["locals"],
      ],
    );
    const [, bucket, policy, locals] = form.blocks;
    const [rule] = bucket?.blocks ?? [];
    assert.ok(bucket && rule && policy && locals);
    assert.deepEqual(show(attributeOf(bucket, "bucket")), { is: "aws_s3_bucket.files.id" });
    assert.deepEqual(show(attributeOf(rule, "allowed_methods")), ["GET", "PUT"]);
    assert.deepEqual(show(attributeOf(rule, "allowed_origins")), [
      "https://app.example.com",
      { is: '"https://${var.admin}"' },
      { is: "var.partner" },
    ]);
    assert.deepEqual(show(attributeOf(rule, "max_age_seconds")), { is: "60 * 60" });
    assert.equal(show(attributeOf(policy, "name")), "a");
    assert.deepEqual(show(attributeOf(locals, "tags")), { Name: "web", "kubernetes.io/role": { is: "1" } });
    assert.deepEqual(show(attributeOf(locals, "choice")), { is: 'var.public ? ["*"] : []' });
    assert.equal(locals.attributes.length, 4);
  });

  it("give exact places", () => {
    const form = parseTerraform(`\uFEFF${text}`);
    const rule = form.blocks[1]?.blocks[0];
    const methods = rule && attributeOf(rule, "allowed_methods");
    assert.equal(`\uFEFF${text}`.slice(methods?.at.start, methods?.at.end), '["GET", "PUT"]');
    assert.ok(`\uFEFF${text}`.slice(rule?.at.start, rule?.at.end).endsWith("60 * 60\n  }"));
  });

  it("are not clean with a bracket, a quote, a heredoc or a block left open", () => {
    for (const open of ["a = [1", 'a = "x', "a {\n b = 1", "a = <<E\nx", "a = f(", "}", "a b", "/* a"]) {
      assert.ok(!parseTerraform(`${open}\n`).clean, open);
    }
    assert.ok(parseTerraform("").clean);
  });

  it("of any kind are read in bounded time and space", () => {
    for (const part of [
      '"${',
      "a {",
      "a = [",
      "a = {",
      "<<E\n",
      "a = (",
      '"',
      "/*",
      "a = <<E\n",
      "${",
      "a ",
    ]) {
      const form = parseTerraform(part.repeat(200_000));
      assert.ok(form.problems.length < 50, part);
    }
    const parts = fc.constantFrom(
      '"',
      "${",
      "{",
      "}",
      "[",
      "]",
      "=",
      ",",
      "a",
      "\n",
      "<<E",
      "#",
      "/*",
      "*/",
      "\\",
    );
    fc.assert(
      fc.property(fc.array(parts, { maxLength: 40 }), (given) => {
        parseTerraform(given.join(""));
      }),
    );
  });
});
