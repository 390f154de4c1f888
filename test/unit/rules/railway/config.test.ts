import { railwayConfig } from "../../../../src/core/rules/railway/config";
import { testRule } from "../../../support/rule-tester";

const json = (text: string) => ({ "railway.json": `${text}\n` });

testRule(railwayConfig, {
  valid: [
    {
      title: "as Railway writes it",
      code: json('{ "build": { "builder": "RAILPACK" }, "deploy": { "restartPolicyType": "ON_FAILURE" } }'),
      proof: '"restartPolicyType"',
    },
    {
      title: "in small letters",
      code: { "railway.toml": '[build]\nbuilder = "dockerfile"\n[deploy]\nrestartPolicyType = "always"\n' },
      proof: "restartPolicyType",
    },
    {
      title: "a timer",
      code: json('{ "deploy": { "cronSchedule": "0 3 * * *", "restartPolicyType": "NEVER" } }'),
    },
    { title: "left to Railway", code: json('{ "deploy": { "restartPolicyType": null } }') },
    {
      title: "Nixpacks and its settings, builder aside",
      code: json('{ "build": { "nixpacksPlan": { "phases": {} } } }'),
    },
    { title: "another file", code: { "app.json": '{ "build": { "builder": "x" } }\n' } },
    { title: "a file of another tool", code: { "netlify.toml": '[build]\nbuilder = "x"\n' } },
    { title: "nothing", code: json("{}") },
    { title: "a list", code: json("[]") },
    { title: "broken", code: json('{ "deploy": { "restartPolicyType": "ON_FAILURE"') },
  ],
  invalid: [
    {
      title: "never again",
      code: { "api/railway.toml": '[deploy]\nrestartPolicyType = "«never»" # for now\n' },
      severity: "warning",
      fixed: { "api/railway.toml": '[deploy]\nrestartPolicyType = "on_failure" # for now\n' },
    },
    {
      title: "an unknown policy",
      code: json('{ "deploy": { "restartPolicyType": "«ON-FAILURE»" } }'),
      severity: "error",
      fixed: json('{ "deploy": { "restartPolicyType": "ON_FAILURE" } }'),
    },
    {
      title: "a policy of Compose",
      code: json('{ "deploy": { "restartPolicyType": "«unless-stopped»" } }'),
      severity: "error",
      fixed: null,
    },
    {
      title: "Nixpacks",
      code: json('{ "build": { "builder": "«NIXPACKS»", "nixpacksPlan": {} } }'),
      severity: "warning",
      fixed: null,
    },
    {
      title: "Nixpacks alone",
      code: json('{ "build": { "builder": "«NIXPACKS»" } }'),
      severity: "warning",
      fixed: json('{ "build": { "builder": "RAILPACK" } }'),
    },
    {
      title: "a builder that does not exist",
      code: json('{ "build": { "builder": "«DOCKER»" } }'),
      severity: "error",
    },
    {
      title: "packages that nobody installs",
      code: json('{ "build": { "builder": "RAILPACK", «"nixpacksPlan"»: { "phases": {} } } }'),
      severity: "warning",
      fixed: null,
    },
    {
      title: "beside a Dockerfile",
      code: { "railway.toml": '[build]\ndockerfilePath = "a"\n«nixpacksVersion» = "1.29.1"\n' },
      severity: "warning",
    },
  ],
});
