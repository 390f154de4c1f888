import type { SourceFile } from "../../files/source";
import { filesWith } from "../../project/launch-signs";
import { serviceRoot } from "../../project/service-root";
import type { Span } from "../../text/span";
import { defineRule } from "../rule";

export const launchConsentBeforeTracking = defineRule({
  id: "launch/consent-before-tracking",
  on: "project",
  severity: "warning",
  title: "Load trackers only after somebody agreed",
  why: "Cookies for statistics and advertising need consent before they are set: a banner that comes after the script is a banner for nothing.",
  references: [
    "https://gdpr.eu/cookies/",
    "https://developers.google.com/tag-platform/security/guides/consent",
  ],
  equivalents: [],
  fix: "none",
  examples: [
    {
      files: {
        "public/index.html":
          '<!doctype html>\n<script async src="https://www.«googletagmanager.com»/gtag/js?id=G-1"></script>\n',
      },
      good: {
        "public/index.html":
          "<!doctype html>\n<script>\n  gtag('consent', 'default', { analytics_storage: 'denied' });\n</script>\n<script async src=\"https://www.googletagmanager.com/gtag/js?id=G-1\"></script>\n",
      },
      fix: null,
    },
  ],
  *check({ project }) {
    const told = new Set<string>();
    for (const path of filesWith(project, "tracking")) {
      const file = project.file(path);
      const tracker = file && trackerIn(file);
      if (!tracker) continue;
      if (waits(file.text)) {
        yield { proves: tracker.at, path, message: `${tracker.name} waits until somebody agreed.` };
        continue;
      }
      const home = serviceRoot(path, project);
      if (told.has(home)) continue;
      told.add(home);
      yield {
        path,
        at: tracker.at,
        message: `${tracker.name} is loaded for everybody, before anybody agreed.`,
      };
    }
  },
});

interface Tracker {
  readonly name: string;
  readonly at: Span;
}

/** What loads a tracker, rather than calling one that is there. */
const loaders: readonly (readonly [RegExp, string])[] = [
  [/googletagmanager\.com(?=\/(?:gtag|gtm))/, "Google's tag"],
  [/google-analytics\.com(?=\/(?:analytics|ga)\.js)/, "Google Analytics"],
  [/<GoogleAnalytics\b/, "Google Analytics"],
  [/<GoogleTagManager\b/, "Google Tag Manager"],
  [/\bReactGA4?\.initialize\b/, "Google Analytics"],
  [/connect\.facebook\.net(?=\/[\w/]{1,20}fbevents)/, "The Meta pixel"],
  [/static\.hotjar\.com|\bhotjar\.initialize\b/, "Hotjar"],
  [/clarity\.ms\/tag/, "Clarity"],
  [/\bposthog\.init(?=\s?\()/, "PostHog"],
  [/\bmixpanel\.init(?=\s?\()/, "Mixpanel"],
  [/\bamplitude\.init(?=\s?\()/, "Amplitude"],
];

function trackerIn({ text }: SourceFile): Tracker | undefined {
  for (const [pattern, name] of loaders) {
    const match = pattern.exec(text);
    if (match) return { name, at: { start: match.index, end: match.index + match[0].length } };
  }
  return undefined;
}

/** A banner alone holds nothing back: it is taken out before the text is asked for a condition. */
const banner =
  /^\uFEFF?[ \t]*import[ \t][^\n]{0,200}(?:[Cc]ookie|[Cc]onsent)[^\n]{0,200}$|<\/?\w{0,40}(?:Cookie|Consent)\w{0,40}[^<>]{0,200}>/gm;
/** Conditions, and the managers of consent that rewrite the scripts of a page. */
const condition =
  /consent|(?:cookies?|tracking|analytics)[-_ ]?(?:accepted|allowed|enabled|opt)|hasAccepted|opt_?out_capturing_by_default|persistence:\s?["']memory["']|cookieless|disable_cookie|cookiebot|onetrust|usercentrics|klaro|iubenda|termly|didomi|axeptio|tarteaucitron|complianz|osano|quantcast|cookieyes|cookiefirst|cookie-?script|text\/plain|data-(?:cookie)?category|client_storage["']?\s?:\s?["']none/i;

function waits(text: string): boolean {
  return condition.test(text.replaceAll(banner, ""));
}
