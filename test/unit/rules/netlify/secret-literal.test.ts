import { netlifySecretLiteral } from "../../../../src/core/rules/netlify/secret-literal";
import { testRule } from "../../../support/rule-tester";

testRule(netlifySecretLiteral, {
  valid: [
    { title: "no secret", code: { "netlify.toml": '[build.environment]\nNODE_VERSION = "24"\n' } },
    {
      title: "made to be published",
      code: { "netlify.toml": '[build.environment]\nVITE_MAP_API_KEY = "kX9-tulip-quay-81"\n' },
    },
    {
      title: "a reference",
      code: { "netlify.toml": '[build.environment]\nMAIL_API_KEY = "$MAIL_API_KEY"\n' },
    },
  ],
  invalid: [
    {
      title: "of one context",
      code: { "netlify.toml": '[context.production.environment]\nJWT_SECRET = "«kX9-tulip-quay-81»"\n' },
      severity: "error",
      fixed: { "netlify.toml": "[context.production.environment]\n" },
    },
    {
      title: "in braces",
      code: {
        "netlify.toml":
          '[build]\nenvironment = { A = "1" }\n[build.environment]\nJWT_SECRET = "«kX9-tulip-quay-81»" # why\nB = "2"\n',
      },
      fixed: { "netlify.toml": '[build]\nenvironment = { A = "1" }\n[build.environment]\nB = "2"\n' },
    },
  ],
});
