import { launchConsentBeforeTracking } from "../../../../src/core/rules/launch/consent-before-tracking";
import { testRule } from "../../../support/rule-tester";

testRule(launchConsentBeforeTracking, {
  valid: [
    {
      title: "a condition",
      code: {
        "app/layout.tsx":
          'export default () => <body>{hasConsent && <GoogleAnalytics gaId="G-1" />}</body>;\n',
      },
      proof: "<GoogleAnalytics",
    },
    { title: "no cookies", code: { "src/a.ts": 'posthog.init(KEY, { persistence: "memory" });\n' } },
    {
      title: "a manager of consent",
      code: {
        "index.html":
          '<script src="https://consent.cookiebot.com/uc.js"></script>\n<script src="https://www.googletagmanager.com/gtag/js"></script>\n',
      },
    },
    {
      title: "a script that a manager starts",
      code: {
        "index.html":
          '<script type="text/plain" data-category="analytics" src="https://www.googletagmanager.com/gtag/js"></script>\n',
      },
    },
    {
      title: "measuring without cookies",
      code: { "index.html": '<script defer src="https://plausible.io/js/script.js"></script>\n' },
    },
    { title: "an event", code: { "src/a.ts": 'gtag("event", "sign_up");\n' } },
    {
      title: "a policy that allows the host",
      code: { "next.config.js": 'const csp = "script-src https://www.googletagmanager.com";\n' },
    },
    {
      title: "tests",
      code: { "tests/a.html": '<script src="https://www.googletagmanager.com/gtag/js"></script>\n' },
    },
  ],
  invalid: [
    {
      title: "the banner is there, the script is loaded anyway",
      code: {
        "app/layout.tsx":
          'import { CookieConsent } from "@/components/cookie-consent";\nexport default () => (\n  <body>\n    <CookieConsent />\n    «<GoogleAnalytics» gaId="G-1" />\n  </body>\n);\n',
      },
      severity: "warning",
    },
    {
      title: "a pixel",
      code: {
        "public/index.html": "<script>s.src='https://«connect.facebook.net»/en_US/fbevents.js';</script>\n",
      },
    },
    {
      title: "once for an app",
      code: { "src/a.ts": "«posthog.init»(KEY);\n", "src/b.ts": "mixpanel.init(KEY);\n" },
    },
  ],
});
