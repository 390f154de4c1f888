import { knownDemoKey } from "../../../../src/core/rules/secrets/known-demo-key";
import { testRule } from "../../../support/rule-tester";

const base64 = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
const token = (claims: object) =>
  `${base64({ alg: "HS256", typ: "JWT" })}.${base64(claims)}.c2lnbmF0dXJlLW9mLXRoaXM`;
const supabase = token({ role: "service_role", iss: "supabase-demo", exp: 1_983_812_996 });
const published = "09d25e094faa6ca2556c818166b7a9563b93f7099f6f0f4caa6cf63b88e8d3e7";

testRule(knownDemoKey, {
  valid: [
    { title: "another key", code: { "app/a.py": `SECRET_KEY = "${published.replace("09d2", "19d2")}"\n` } },
    {
      title: "an example file",
      code: { ".env.example": `JWT_SECRET=${published}\nSERVICE_ROLE_KEY=${supabase}\n` },
    },
    { title: "a manual", code: { "docs/app.py": `SECRET_KEY = "${published}"\n` } },
    { title: "a test", code: { "tests/a.py": `SECRET_KEY = "${published}"\n` } },
    {
      title: "shown in a form",
      code: { "src/a.ts": `const field = { placeholder: "AKIAIOSFODNN7${"EXAMPLE"}" };\n` },
    },
    { title: "in a comment", code: { "app/a.py": `# SECRET_KEY = "${published}"\n` } },
    { title: "another issuer", code: { ".env.production": `TOKEN=${token({ iss: "shop" })}\n` } },
    { title: "allowed", code: { ".env.production": `# gitleaks:allow\nSECRET_KEY=${published}\n` } },
  ],
  invalid: [
    {
      title: "Supabase",
      code: { ".env.production": `SERVICE_ROLE_KEY=«${supabase}»\n` },
      severity: "error",
      message: /the local setup of Supabase/,
      fixed: { ".env.production": "SERVICE_ROLE_KEY=\n" },
    },
    {
      title: "jwt.io, in code",
      code: { "src/a.ts": "const t = jwt.sign({}, «'your-256-bit-secret'»);\n" },
      message: /^The value of JWT_SECRET comes from jwt.io/,
    },
    {
      title: "a default in code",
      code: { "app/a.py": `import os\n\nKEY = os.getenv("SECRET_KEY", «"${published}"»)\n` },
      severity: "warning",
    },
    { title: "AWS", code: { ".env.production": `AWS_ACCESS_KEY_ID=«AKIAIOSFODNN7${"EXAMPLE"}»\n` } },
    {
      title: "variables for development",
      code: { ".env": `SECRET_KEY=«${published}»\n` },
      severity: "warning",
    },
    { title: "YAML", code: { "config/grafana.yaml": "security:\n  secret_key: «SW2YcwTIb9zpOOhoPsMm»\n" } },
  ],
});
