import { addStatementsAfter } from "../../files/script/insert";
import { quoteOf } from "../../files/syntax/style";
import { entryNamed } from "../../files/syntax/value";
import { isPoweredByHidden } from "../../project/powered-by";
import { scriptMounts } from "../../project/script-mounts";
import { addLines, isNextConfig, isStaticExport, nextConfigOf } from "../next/config";
import { defineRule, type FileRuleContext, type Problem } from "../rule";
import { nodeApps } from "./apps";

type Context = FileRuleContext<"javascript">;

export const nodeXPoweredBy = defineRule({
  id: "node/x-powered-by",
  on: "javascript",
  severity: "info",
  hardening: true,
  title: "Do not tell what the server is built with",
  why: "`X-Powered-By` names the framework in every answer, which helps those who look for servers with a known hole and nobody else.",
  references: [
    "https://expressjs.com/en/advanced/best-practice-security.html#reduce-fingerprinting",
    "https://nextjs.org/docs/app/api-reference/config/next-config-js/poweredByHeader",
  ],
  equivalents: [],
  alsoSilencedBy: ["sonar S5689"],
  fix: "safe",
  examples: [
    {
      title: "Express",
      bad: `const express = require("express");

const app = «express()»;
app.listen(3000);
`,
      good: `const express = require("express");

const app = express();
app.disable("x-powered-by");
app.listen(3000);
`,
    },
    {
      title: "Next.js",
      path: "next.config.js",
      bad: `const «nextConfig» = {
  reactStrictMode: true,
};

module.exports = nextConfig;
`,
      good: `const nextConfig = {
  reactStrictMode: true,
  poweredByHeader: false,
};

module.exports = nextConfig;
`,
    },
  ],
  *check(context) {
    const { file, project } = context;
    if (!file.form.mentions("express") && !isNextConfig(file.path)) return;
    if (!file.form.clean || isPoweredByHidden(file.path, project)) return;
    const problem = isNextConfig(file.path) ? ofNext(context) : ofExpress(context);
    if (problem) yield problem;
  },
});

function ofExpress({ file, project }: Context): Problem | undefined {
  const { form } = file;
  const app = nodeApps(form).find(
    ({ framework, call, runs }) =>
      framework === "express" && runs !== undefined && !form.isDevelopmentOnly(call.at.start),
  );
  if (!app || (app.runs === "exported" && project.fact(scriptMounts).isMounted(file.path))) return undefined;
  const { name, assigned } = app;
  const quote = quoteOf(file.text, '"');
  const line = `${name}.disable(${quote}x-powered-by${quote});`;
  const edit =
    name !== undefined && assigned ? addStatementsAfter(form, assigned.at.start, [line]) : undefined;
  return {
    at: app.call.at,
    message: "Every answer says that it comes from Express.",
    fixes: edit ? [{ title: "Switch X-Powered-By off", kind: "safe", edits: [edit] }] : [],
  };
}

function ofNext({ file }: Context): Problem | undefined {
  const config = nextConfigOf(file.form);
  if (!config || isStaticExport(config) || entryNamed(config.record.entries, "poweredByHeader"))
    return undefined;
  const edits = addLines(config, ["poweredByHeader: false,"], file.text);
  return {
    at: config.at,
    message: "Every page says that it comes from Next.js.",
    fixes: [{ title: "Switch X-Powered-By off", kind: "safe", edits }],
  };
}
