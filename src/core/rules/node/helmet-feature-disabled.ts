import type { ScriptForm } from "../../files/script/form";
import { type CallValue, type Entry, entryNamed, pathOf } from "../../files/syntax/value";
import { proxies } from "../../project/headers/edges";
import { headers } from "../../project/headers/model";
import type { LocatedProvider } from "../../project/headers/nginx";
import { isPoweredByHidden } from "../../project/powered-by";
import { defineRule, type FileRuleContext } from "../rule";
import { type Feature, features, switchedOff } from "./helmet-features";
import { optionFixes } from "./helmet-option-fixes";
import { type HelmetUse, helmetUses } from "./helmet-uses";
import { ownSenders } from "./security-senders";

type Context = FileRuleContext<"javascript">;

const followed =
  "Sonar speaks up where it can follow helmet into the application; here helmet counts wherever it is used.";

/**
 * What another layer or another part of the application sends may be switched off here. A content security policy comes
 * back as one that only reports, so that no page breaks; the rest is for a person to pick as well.
 */
export const nodeHelmetFeatureDisabled = defineRule({
  id: "node/helmet-feature-disabled",
  on: "javascript",
  severity: "warning",
  title: "Keep the protections of helmet switched on",
  why: "Each option that is switched off takes a header away that tells browsers how to protect the users of the application, and nothing else sends it.",
  references: [
    "https://helmetjs.github.io/",
    "https://cheatsheetseries.owasp.org/cheatsheets/HTTP_Headers_Cheat_Sheet.html",
    "https://cwe.mitre.org/data/definitions/693.html",
  ],
  equivalents: [
    "njsscan helmet_feature_disabled",
    "codeql js/insecure-helmet-configuration",
    "sonar S5728",
    "sonar S5734",
    "sonar S5736",
    "sonar S5739",
  ],
  deviations: { "sonar S5728": followed, "sonar S5734": followed },
  mentions: ["helmet", "secureHeaders"],
  fix: "review",
  examples: [
    {
      title: "frames",
      bad: `const helmet = require('helmet');

app.use(helmet({ «frameguard: false» }));
`,
      good: `const helmet = require('helmet');

app.use(helmet());
`,
    },
    {
      title: "a content security policy may report first",
      bad: `import helmet from "helmet";

app.use(helmet({ «contentSecurityPolicy: false» }));
`,
      good: `import helmet from "helmet";

app.use(helmet({ contentSecurityPolicy: { reportOnly: true } }));
`,
    },
  ],
  *check(context) {
    const { form, text } = context.file;
    const uses = helmetUses(form);
    if (uses.length === 0) return;
    const senders = new OtherSenders(uses, context);
    const isFollowed = followedCalls(form);
    for (const use of uses) {
      for (const feature of features) {
        const entry = switchedOff(feature, use.entries, form);
        if (!entry || isNeverSent(feature, use, form) || isSentElsewhere(feature, use, senders, context))
          continue;
        const { message, severity } = feature;
        const equivalents = feature.equivalents.filter(
          (name) => isFollowed(use.call) || !name.startsWith("sonar "),
        );
        yield { at: entry.at, message, severity, equivalents, fixes: optionFixes(feature, entry, use, text) };
      }
    }
  },
});

/** Hono sends no policy by itself, and only Express tells what it is. */
function isNeverSent({ header }: Feature, { call }: HelmetUse, form: ScriptForm): boolean {
  const name = form.qualifiedName(call.callee) ?? "";
  if (header === "x-powered-by") return name !== "helmet" && name !== "helmet.helmet";
  return header === "content-security-policy" && name.startsWith("hono/");
}

function isSentElsewhere(
  { header }: Feature,
  { entries }: HelmetUse,
  senders: OtherSenders,
  context: Context,
): boolean {
  const { file, project } = context;
  if (isSentInFront(header, context) || project.fact(headers).opaqueInFrontOf(file.path) !== undefined)
    return true;
  // TLS ends at a proxy, and that is where the header is asked for.
  if (header === "strict-transport-security") return project.fact(proxies).length > 0;
  if (header === "x-powered-by") return isPoweredByHidden(file.path, project);
  const policies = [
    ...senders.of("content-security-policy"),
    ...senders.of("content-security-policy-report-only"),
  ];
  if (header === "content-security-policy") return policies.length > 0;
  if (senders.of(header).length > 0) return true;
  // A policy says which sites may show a page in a frame.
  return (
    header === "x-frame-options" &&
    (limitsFrames(entries) || policies.some(({ value }) => /frame-ancestors/.test(value ?? "")))
  );
}

function isSentInFront(header: string, { file, project }: Context): boolean {
  return project.fact(headers).sentInFrontOf(file.path, header) !== undefined;
}

/** Who else sends a header: the application, or its page. Another use of helmet is for another application. */
class OtherSenders {
  private readonly starts: ReadonlySet<number>;
  private readonly known = new Map<string, readonly LocatedProvider[]>();

  constructor(
    uses: readonly HelmetUse[],
    private readonly context: Context,
  ) {
    this.starts = new Set(uses.map(({ call }) => call.at.start));
  }

  of(header: string): readonly LocatedProvider[] {
    const found = this.known.get(header) ?? this.find(header);
    this.known.set(header, found);
    return found;
  }

  private find(header: string): readonly LocatedProvider[] {
    const { file, project } = this.context;
    const all = project.fact(headers).providers(header);
    const own = ownSenders(header, file, project).filter(
      ({ path, at }) => path !== file.path || !this.starts.has(at.start),
    );
    return [...own, ...all.filter(({ layer }) => layer === "html")];
  }
}

/** `contentSecurityPolicy: { directives: { frameAncestors: […] } }` */
function limitsFrames(entries: readonly Entry[]): boolean {
  const policy = entryNamed(entries, "contentSecurityPolicy")?.value;
  const directives = policy?.kind === "record" ? entryNamed(policy.entries, "directives")?.value : undefined;
  return (
    directives?.kind === "record" &&
    directives.entries.some(({ name }) => /^frame-?ancestors$/i.test(name ?? ""))
  );
}

/** Where Sonar speaks up: in a module that creates the application, or exports a function that is given `app`. */
function followedCalls(form: ScriptForm): (call: CallValue) => boolean {
  const createsApp = form.callsTo("express").length > 0;
  const exported = new Set(
    form.assignments
      .filter(({ target }) => /^module\.exports(\.|$)/.test(pathOf(target) ?? ""))
      .map(({ value }) => value.at.start),
  );
  return ({ at }) => {
    const [fn] = form.functionsAround(at.start);
    return fn ? exported.has(fn.at.start) && fn.parameters[0]?.name === "app" : createsApp;
  };
}
