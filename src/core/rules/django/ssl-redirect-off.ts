import { settingsWords } from "../../project/django-settings";
import { proxies } from "../../project/headers/edges";
import { redirectedInFrontOf } from "../../project/redirects";
import type { ProjectView } from "../../project/view";
import { replacement } from "../../text/edits";
import { defineRule, type Fix } from "../rule";
import { type DjangoSettings, type Setting, settingsOf } from "./settings";
import { addLines, anchorOf, onText, placeOf, relatedTo, setTo, stateOf } from "./switches";

const NAME = "SECURE_SSL_REDIRECT";
const PROXY = "SECURE_PROXY_SSL_HEADER";

/** Files of platforms that end TLS in front of the application. */
const platformFiles =
  /(^|\/)(Procfile|heroku\.ya?ml|app\.json|fly(\.[\w-]+)?\.toml|render\.ya?ml|railway\.(json|toml)|vercel\.json)$/;

/**
 * Silent where a proxy is part of the workspace: it redirects, or nginx/no-https-redirect says that it should. The fix
 * is for a person to pick: behind a proxy that ends TLS, Django redirects for ever unless it trusts its header.
 */
export const djangoSslRedirectOff = defineRule({
  id: "django/ssl-redirect-off",
  on: "python",
  severity: "info",
  hardening: true,
  title: "Send visitors on to HTTPS",
  why: "Whoever types the address or follows an old link stays on plain HTTP, where others can read and change what is sent.",
  references: [
    "https://docs.djangoproject.com/en/stable/ref/settings/#secure-ssl-redirect",
    "https://docs.djangoproject.com/en/stable/ref/settings/#secure-proxy-ssl-header",
  ],
  equivalents: [],
  mentions: settingsWords,
  fix: "review",
  examples: [
    {
      title: "a platform ends TLS",
      path: "shop/settings/production.py",
      with: {
        "shop/settings/base.py": 'ROOT_URLCONF = "shop.urls"\n',
        Procfile: "web: gunicorn shop.wsgi\n",
      },
      bad: `from .base import *

«DEBUG» = False
`,
      good: `from .base import *

DEBUG = False

SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = True
`,
    },
  ],
  *check({ file, project }) {
    const settings = settingsOf(file, project);
    if (!settings) return;
    const setting = settings.get(NAME);
    const state = setting && stateOf(setting, project);
    if (setting && state === "on") {
      yield { proves: setting.at, path: setting.file.path, message: "Django sends visitors on to HTTPS." };
      return;
    }
    const redirect = redirectedInFrontOf(file.path, project);
    if (redirect) {
      yield {
        proves: redirect.at,
        path: redirect.path,
        message: `${redirect.by} sends visitors on to HTTPS.`,
      };
      return;
    }
    if (setting ? state !== "off" : !settings.isComplete) return;
    if (project.fact(proxies).length > 0) return;
    yield {
      ...(setting ? placeOf(setting, settings) : { at: anchorOf(settings, [PROXY, "SECURE_HSTS_SECONDS"]) }),
      message: `Nothing of the workspace sends visitors on to HTTPS: \`${NAME}\` is ${setting ? "off" : "not set"}.`,
      related: relatedTo(setting, settings),
      fixes: fixesOf(settings, setting, project),
    };
  },
});

function fixesOf(settings: DjangoSettings, setting: Setting | undefined, project: ProjectView): Fix[] {
  const inPlace = setting?.file.path === settings.file.path ? setting : undefined;
  const value = onText(settings, inPlace?.at.start);
  const plain: Fix = {
    title: `Set ${NAME} = ${value}`,
    kind: "review",
    edits: [setTo(settings, NAME, value)],
  };
  if (settings.get(PROXY)) return [plain];
  const header = `${PROXY} = ("HTTP_X_FORWARDED_PROTO", "https")`;
  const edits = inPlace
    ? [replacement(inPlace.value.at, value), addLines(settings, [header])]
    : [addLines(settings, [header, `${NAME} = ${value}`])];
  const title = `Set ${NAME} = ${value} and trust X-Forwarded-Proto of the proxy in front`;
  const trusting: Fix = { title, kind: "review", edits };
  return endsElsewhere(project) ? [trusting, plain] : [plain, trusting];
}

/** Whether a platform ends TLS in front of the application. */
function endsElsewhere(project: ProjectView): boolean {
  if (project.target !== undefined) return project.target !== "vps";
  return project.pathsLike(platformFiles).length > 0;
}
