import type { ScriptForm } from "../../files/script/form";
import { possibleValues } from "../../files/syntax/possible";
import { type CallValue, lastNameOf, rootNameOf, type Value } from "../../files/syntax/value";
import { corsReplacedInFrontOf } from "../../project/cors";
import { slice } from "../../text/span";
import { defineRule, type FileRuleContext, type Problem } from "../rule";
import { headerFix, optionFix } from "./cors-fixes";
import { type CorsUse, corsUses, hasCredentials, originOf } from "./cors-uses";
import { isChecked, requestPartOf } from "./request-values";
import { ALLOW_ORIGIN, credentialedFunctions, type WrittenValue, writtenValues } from "./response-headers";

type Context = FileRuleContext<"javascript">;

const SEMGREP = "semgrep cors-misconfiguration";
const CREDENTIALS = "codeql js/cors-misconfiguration-for-credentials";
const PERMISSIVE = "codeql js/cors-permissive-configuration";

/** More such places are generated code. */
const MAX_PLACES = 50;

/**
 * The caller's origin is silent where the function compares it, looks it up or hands it to a function first. The fix is
 * for a person to pick: who checks the origin elsewhere would be left with one.
 */
export const nodeCorsOriginReflected = defineRule({
  id: "node/cors-origin-reflected",
  on: "javascript",
  severity: "warning",
  title: "Check the caller's origin before allowing it",
  why: "A response that allows the origin which the request names allows every website. With credentials as well, any website can act as the signed-in user and read the answers.",
  references: [
    "https://portswigger.net/web-security/cors#server-generated-acao-header-from-client-specified-origin-header",
    "https://cwe.mitre.org/data/definitions/346.html",
    "https://cwe.mitre.org/data/definitions/942.html",
  ],
  equivalents: [SEMGREP, CREDENTIALS, PERMISSIVE],
  deviations: {
    [CREDENTIALS]:
      "Without credentials a reflected origin is a warning here: any website can still read what the answer holds. A listener counts wherever its server is created.",
  },
  mentions: ["cors", "access-control-allow-origin"],
  fix: "review",
  examples: [
    {
      title: "the origin that the request names, with credentials",
      with: { ".env.production": "FRONTEND_URL=https://app.example.com\n" },
      bad: `app.use((req, res, next) => {
  res.setHeader('Access-Control-Allow-Origin', «req.headers.origin»);
  res.setHeader('Access-Control-Allow-Credentials', 'true');
  next();
});
`,
      good: `app.use((req, res, next) => {
  res.setHeader('Access-Control-Allow-Origin', 'https://app.example.com');
  res.setHeader('Access-Control-Allow-Credentials', 'true');
  next();
});
`,
    },
    {
      title: "null is the origin of every sandboxed page",
      bad: `app.get('/account', (req, res) => {
  res.set('Access-Control-Allow-Origin', «'null'»);
  res.set('Access-Control-Allow-Credentials', 'true');
  res.json(req.user);
});
`,
      good: `app.get('/account', (req, res) => {
  res.set('Access-Control-Allow-Origin', process.env.FRONTEND_URL ?? '');
  res.set('Access-Control-Allow-Credentials', 'true');
  res.json(req.user);
});
`,
    },
  ],
  *check(context) {
    const { file, project } = context;
    const { form, text } = file;
    const mayWrite = /access-control-allow-origin/i.test(text);
    const credentialed = credentialedFunctions(form);
    const written = mayWrite ? writtenValues(form, ALLOW_ORIGIN).slice(0, MAX_PLACES) : [];
    const problems = [
      ...written.flatMap((one) => writtenProblem(one, credentialed, context) ?? []),
      ...corsUses(form)
        .slice(0, MAX_PLACES)
        .flatMap((use) => optionProblem(use, context) ?? []),
    ];
    if (problems.length > 0 && !corsReplacedInFrontOf(file.path, project)) yield* problems;
  },
});

function writtenProblem(
  { call, value }: WrittenValue,
  credentialed: ReadonlySet<number>,
  context: Context,
): Problem | undefined {
  const { form } = context.file;
  const credentials = credentialed.has(form.functionsAround(call.at.start)[0]?.at.start ?? -1);
  const fixes = [headerFix(value, context)];
  const severity = credentials ? "error" : "warning";
  const followed = credentials && isOnKnownServer(call, form) ? [CREDENTIALS] : [];
  const equivalents = [SEMGREP, ...followed];
  if (isReflected(value, call.at.end, form))
    return { at: value.at, message: messageOf(credentials), severity, equivalents, fixes };
  if (!credentials || !isNull(value, form)) return undefined;
  const message =
    "Any website may act as the signed-in user: a page in a sandboxed frame has the origin `null`, which is allowed here with credentials.";
  return { at: value.at, message, severity, equivalents: followed, fixes };
}

/** CodeQL leaves a listener aside whose server the module does not know: `server.on("request", …)`. */
function isOnKnownServer({ at }: CallValue, form: ScriptForm): boolean {
  const listening = form.callsAround(at.start).find(({ callee }) => lastNameOf(callee) === "on");
  const root = listening && rootNameOf(listening.callee);
  return root === undefined || form.bindingsOf(root, at.start) !== undefined;
}

/** `cors({ origin: req.headers.origin })`, `{ origin: null }` */
function optionProblem(use: CorsUse, context: Context): Problem | undefined {
  const { form } = context.file;
  const origin = originOf(use, form);
  if (!origin) return undefined;
  const equivalents = [CREDENTIALS, PERMISSIVE];
  const fixes = [optionFix(origin, use, context)];
  const credentials = hasCredentials(use, form);
  if (isReflected(origin, origin.at.end, form)) {
    const severity = credentials ? "error" : "warning";
    return { at: origin.at, message: messageOf(credentials), severity, equivalents, fixes };
  }
  if (!isNull(origin, form) || form.resolve(origin).kind === "string") return undefined;
  const message = "`null` is no origin: some libraries then allow nobody, others everybody.";
  return { at: origin.at, message, severity: "info", equivalents, fixes };
}

function messageOf(credentials: boolean): string {
  return credentials
    ? "Any website may act as the signed-in user: the answer allows the origin that the request names, with credentials."
    : "Any website may read this answer: it allows the origin that the request names.";
}

/** Whether `value`, which stands before `end`, may be a part of the request that nobody has looked at. */
function isReflected(value: Value, end: number, form: ScriptForm): boolean {
  return possibleValues(value, form).some((one) => {
    const part = requestPartOf(one.value, form);
    return part !== undefined && !isChecked(part, value, end, form);
  });
}

/** `null`, also as a text; `undefined` is none. */
function isNull(value: Value, form: ScriptForm): boolean {
  const given = form.resolve(value);
  if (given.kind === "null") return slice(form.text, given.at) === "null";
  return given.kind === "string" && given.value === "null";
}
