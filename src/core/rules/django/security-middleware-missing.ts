import type { SourceFile } from "../../files/source";
import { insertAfter, insertBefore } from "../../files/syntax/entry-edits";
import { headers } from "../../project/headers/model";
import type { ProjectView } from "../../project/view";
import type { TextEdit } from "../../text/edits";
import { slice } from "../../text/span";
import { defineRule, type Fix } from "../rule";
import { allSettings, type Element, type Setting } from "./settings";

/** A middleware that a project of Django's starts with, and how to tell that something does its work. */
interface Wanted {
  readonly name: string;
  readonly path: string;
  readonly like: RegExp;
  /** What happens without it: the end of a sentence. */
  readonly lost: string;
  /** A header of it that a layer in front may send instead. */
  readonly header: string | undefined;
}

const wanted: readonly Wanted[] = [
  {
    name: "SecurityMiddleware",
    path: "django.middleware.security.SecurityMiddleware",
    like: /security|secure/i,
    lost: "settings that begin with `SECURE_` have no effect",
    header: "x-content-type-options",
  },
  {
    name: "CsrfViewMiddleware",
    path: "django.middleware.csrf.CsrfViewMiddleware",
    like: /csrf/i,
    lost: "other websites can submit forms for a signed-in user",
    header: undefined,
  },
  {
    name: "XFrameOptionsMiddleware",
    path: "django.middleware.clickjacking.XFrameOptionsMiddleware",
    like: /x_?frame|clickjack|csp|frame_?options/i,
    lost: "any website can show pages of this one inside its own",
    header: "x-frame-options",
  },
];

/** The fix is for a person to pick: it changes what browsers and forms may do. */
export const djangoSecurityMiddlewareMissing = defineRule({
  id: "django/security-middleware-missing",
  on: "python",
  severity: "warning",
  hardening: true,
  title: "Keep Django's security middleware",
  why: "Django protects against forged requests, foreign frames and plain HTTP in middleware: what is not listed protects nobody.",
  references: ["https://docs.djangoproject.com/en/stable/ref/middleware/#middleware-ordering"],
  equivalents: [],
  mentions: ["MIDDLEWARE"],
  fix: "review",
  examples: [
    {
      path: "shop/settings.py",
      bad: `«MIDDLEWARE» = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
]
`,
      good: `MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
`,
    },
  ],
  *check({ file, project }) {
    if (!file.form.mentions("MIDDLEWARE")) return;
    for (const settings of allSettings(project)) {
      const list = settings.get("MIDDLEWARE");
      if (list?.file.path !== file.path || !list.isCertain || !list.items || list.items.length === 0)
        continue;
      const missing = missingIn(list.items, settings.file.path, project);
      const [first] = missing;
      if (!first) {
        yield { proves: list.at, message: "Django's security middleware is there." };
        return;
      }
      const names = missing.map(({ name }) => `\`${name}\``).join(", ");
      const target = file.form.assignments.find(({ at }) => at.start === list.at.start)?.target.at ?? list.at;
      yield {
        at: target,
        message: `${names} ${missing.length > 1 ? "are" : "is"} missing: ${missing.map(({ lost }) => lost).join("; ")}.`,
        fixes: fixesOf(missing, list, file),
      };
      return;
    }
  },
});

function missingIn(items: readonly Element[], path: string, project: ProjectView): Wanted[] {
  const has = (pattern: RegExp) => items.some(({ text }) => pattern.test(text));
  const model = project.fact(headers);
  return wanted.filter(({ name, like, header }) => {
    if (has(like)) return false;
    // Without sessions there is nothing that another website could use.
    if (name === "CsrfViewMiddleware" && !has(/session/i)) return false;
    return header === undefined || !(model.sentInFrontOf(path, header) ?? model.opaqueInFrontOf(path));
  });
}

/** Each at the place where a new project of Django's has it. */
function fixesOf(missing: readonly Wanted[], { items = [] }: Setting, file: SourceFile<"python">): Fix[] {
  const { text } = file;
  const own = items.filter((item) => item.file.path === file.path);
  const first = own[0];
  const last = own.at(-1);
  if (!first || !last) return [];
  const quote = slice(text, last.at).startsWith("'") ? "'" : '"';
  const edits = missing.map(({ name, path }): TextEdit => {
    const added = quote + path + quote;
    if (name === "SecurityMiddleware") return insertBefore(text, first.at, added);
    const common = own.findLast(({ text: one }) => /\.(CommonMiddleware|SessionMiddleware)$/.test(one));
    return insertAfter(text, (name === "CsrfViewMiddleware" && common ? common : last).at, added);
  });
  return [{ title: `Add ${missing.map(({ name }) => name).join(", ")}`, kind: "review", edits }];
}
