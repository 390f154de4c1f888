import { kindOf } from "../../files/kind";
import { isDevelopmentOnly } from "../../files/syntax/condition";
import { settingsWords } from "../../project/django-settings";
import { proxies } from "../../project/headers/edges";
import { headers } from "../../project/headers/model";
import { nginxSites } from "../../project/headers/nginx-sites";
import { sameService } from "../../project/service-root";
import type { ProjectView } from "../../project/view";
import type { TextEdit } from "../../text/edits";
import { defineRule, type Fix } from "../rule";
import { type DjangoSettings, type Setting, settingsOf } from "./settings";
import { addLines, anchorOf, isDebugKnown, placeOf, relatedTo, setTo } from "./switches";

const HEADER = "strict-transport-security";
const NAME = "SECURE_HSTS_SECONDS";
const SUBDOMAINS = "SECURE_HSTS_INCLUDE_SUBDOMAINS";
const YEAR = "31536000";

/** The fix is for a person to pick: browsers that have seen the header refuse plain HTTP for as long as it says. */
export const djangoHstsNotSet = defineRule({
  id: "django/hsts-not-set",
  on: "python",
  severity: "warning",
  hardening: true,
  title: "Tell browsers to come back over HTTPS only",
  why: "Without Strict-Transport-Security the first request of a visit may go over plain HTTP, where others can read and change it.",
  references: [
    "https://docs.djangoproject.com/en/stable/ref/middleware/#http-strict-transport-security",
    "https://docs.djangoproject.com/en/stable/ref/settings/#secure-hsts-seconds",
  ],
  equivalents: [],
  mentions: settingsWords,
  fix: "review",
  examples: [
    {
      path: "shop/settings/production.py",
      with: { "shop/settings/base.py": 'ROOT_URLCONF = "shop.urls"\n' },
      bad: `from .base import *

DEBUG = False

«SECURE_SSL_REDIRECT» = True
`,
      good: `from .base import *

DEBUG = False

SECURE_SSL_REDIRECT = True
SECURE_HSTS_SECONDS = 31536000
`,
    },
  ],
  *check({ file, project }) {
    const settings = settingsOf(file, project);
    if (!settings) return;
    const setting = settings.get(NAME);
    const seconds = setting && secondsOf(setting);
    if (setting && seconds !== undefined && seconds > 0) {
      yield { proves: setting.at, path: setting.file.path, message: `HSTS lasts ${seconds} seconds.` };
    }
    if (setting ? seconds !== 0 : !settings.isComplete) return;
    if (isSentElsewhere(file.path, project)) return;
    yield {
      ...(setting ? placeOf(setting, settings) : { at: anchorOf(settings, ["SECURE_SSL_REDIRECT"]) }),
      message: `Browsers may open the application over plain HTTP: \`${NAME}\` is ${setting ? "0" : "not set"}.`,
      related: relatedTo(setting, settings),
      fixes: fixesOf(settings, setting),
    };
  },
});

/** What production sends; undefined where it is not known. */
function secondsOf({ value, file, isCertain }: Setting): number | undefined {
  if (!isCertain) return undefined;
  const { form } = file;
  let known = form.resolve(value);
  if (known.kind === "choice") {
    const { test } = known;
    if (isDevelopmentOnly({ test, holds: true }, form)) known = form.resolve(known.whenFalse);
    else if (isDevelopmentOnly({ test, holds: false }, form)) known = form.resolve(known.whenTrue);
  }
  if (known.kind === "number") return known.value;
  return known.kind === "null" || (known.kind === "boolean" && !known.value) ? 0 : undefined;
}

/** A layer in front that ends TLS sends the header, or is where its lack is reported; so may the application itself. */
function isSentElsewhere(path: string, project: ProjectView): boolean {
  const model = project.fact(headers);
  if (model.sentInFrontOf(path, HEADER) || model.opaqueInFrontOf(path) !== undefined) return true;
  const isTls = [...project.fact(nginxSites).values()].some(({ tls, forwards }) => tls && forwards);
  const ends = (proxy: string) => kindOf(proxy) === "caddy" || kindOf(proxy) === "apache";
  if (isTls || project.fact(proxies).some(ends)) return true;
  return model
    .providers(HEADER)
    .some((one) => one.layer === "app" && one.scope === "all" && sameService(one.path, path, project));
}

function fixesOf(settings: DjangoSettings, setting: Setting | undefined): Fix[] {
  const inPlace = setting?.file.path === settings.file.path;
  const isAsked = isDebugKnown(settings, inPlace ? setting?.at.start : undefined);
  const seconds = isAsked ? `0 if DEBUG else ${YEAR}` : YEAR;
  const fix = (title: string, edits: readonly TextEdit[]): Fix => ({ title, kind: "review", edits });
  const title = `Set ${NAME} = ${seconds}`;
  const first = fix(title, [setTo(settings, NAME, seconds)]);
  if (settings.get(SUBDOMAINS)) return [first];
  const lines = inPlace ? [] : [`${NAME} = ${seconds}`];
  const added = addLines(settings, [...lines, `${SUBDOMAINS} = True`]);
  const both = inPlace ? [setTo(settings, NAME, seconds), added] : [added];
  return [first, fix(`${title} and include all sub-domains`, both)];
}
