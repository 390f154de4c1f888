import { fastapiCorsWildcardMethods } from "../../../../src/core/rules/fastapi/cors-wildcard-methods";
import { testRule } from "../../../support/rule-tester";

const use = (options: string) => `app.add_middleware(CORSMiddleware, ${options})\n`;

testRule(fastapiCorsWildcardMethods, {
  valid: [
    use("allow_origins=['https://a.example.org'], allow_methods=['GET'], allow_headers=['Authorization']"),
    use("allow_origins=['*']"),
    { title: "settings", code: use("allow_methods=settings.methods") },
    { title: "development", code: `if DEBUG:\n    ${use("allow_methods=['*']")}` },
    { title: "another middleware", code: "app.add_middleware(Other, allow_methods=['*'])\n" },
  ],
  invalid: [
    {
      title: "origins that are named, without credentials",
      severity: "hint",
      code: use("allow_origins=['https://a.example.org'], allow_methods=«['*']»"),
    },
    {
      title: "any origin, without credentials",
      severity: "info",
      code: use("allow_origins=['*'], allow_headers=«['*']»"),
    },
    {
      title: "unknown origins, without credentials",
      severity: "info",
      code: use("allow_origins=settings.origins, allow_headers=«['*']»"),
    },
    {
      title: "with credentials",
      severity: "warning",
      message: /credentials/,
      code: use("allow_credentials=True, allow_headers=«['*']»"),
      fixed: use("allow_credentials=True, allow_headers=['Authorization', 'Content-Type']"),
    },
    {
      title: "a string in place of the list",
      code: use('allow_methods=«"*"»'),
      fixed: use('allow_methods=["GET", "POST", "PUT", "PATCH", "DELETE"]'),
    },
    {
      title: "a name",
      code: `methods = ["*"]\n${use("allow_methods=«methods»")}`,
      fixed: `methods = ["GET", "POST", "PUT", "PATCH", "DELETE"]\n${use("allow_methods=methods")}`,
    },
  ],
});
