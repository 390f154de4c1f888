import { publicPrefixSecret } from "../../../../src/core/rules/env/public-prefix-secret";
import { testRule } from "../../../support/rule-tester";

const env = (...names: string[]) => names.map((name) => `${name}=\n`).join("");
const live = ["sk", "live", "4xT9mQ2bV7nK1pR8sW3yZ6cD"].join("_");

testRule(publicPrefixSecret, {
  valid: [
    {
      title: "public by design",
      code: env(
        "NEXT_PUBLIC_STRIPE_PUBLISHABLE_KEY",
        "NEXT_PUBLIC_POSTHOG_KEY",
        "VITE_FIREBASE_API_KEY",
        "NEXT_PUBLIC_SUPABASE_ANON_KEY",
        "VITE_SENTRY_DSN",
        "VITE_MAPBOX_TOKEN",
        "NEXT_PUBLIC_RECAPTCHA_SITE_KEY",
        "REACT_APP_GOOGLE_MAPS_API_KEY",
        "VITE_AUTH0_CLIENT_ID",
        "VITE_ALGOLIA_SEARCH_KEY",
        "NEXT_PUBLIC_SHOPIFY_STOREFRONT_ACCESS_TOKEN",
      ),
    },
    {
      title: "about secrets",
      code: env(
        "VITE_PASSWORD_MIN_LENGTH",
        "NEXT_PUBLIC_ENABLE_PASSWORD_LOGIN",
        "VITE_SECRET_SANTA_URL",
        "VITE_JWT_ISSUER",
        "NEXT_PUBLIC_OPENAI_MODEL",
        "VITE_PRIVATE_MODE",
        "VITE_DESIGN_TOKENS",
      ),
    },
    {
      title: "an address",
      code: { ".env.production": "SESSION_SECRET=\nVITE_API_URL=https://api.parcels.example\n" },
      proof: "VITE_API_URL",
    },
    { title: "on the server", code: env("STRIPE_SECRET_KEY", "OPENAI_API_KEY", "PUBLIC_KEY_PASSWORD") },
    { title: "a public value", code: "VITE_STRIPE_KEY=pk_live_4xT9mQ2bV7nK1pR8sW3yZ6cD\n" },
    {
      title: "Vite, told to publish something else",
      code: {
        "vite.config.ts": 'export default defineConfig({ envPrefix: ["APP_"] });\n',
        ".env": env("VITE_API_SECRET", "APP_API_SECRET"),
        "src/a.ts": "use(import.meta.env.APP_TITLE);\n",
      },
    },
    {
      title: "Vite, told something that nobody can read",
      code: {
        "web/vite.config.ts": "export default defineConfig({ envPrefix: prefixes() });\n",
        ".env": env("VITE_API_SECRET"),
        "web/src/a.ts": "use(import.meta.env.VITE_API_SECRET, import.meta.env.APP_SECRET);\n",
      },
    },
    { title: "tests", code: { "tests/a.test.ts": "import.meta.env.VITE_API_SECRET;\n" } },
  ],
  invalid: [
    {
      title: "a prefix of Vite's configuration",
      code: {
        "vite.config.ts":
          '// envPrefix: "OLD_"\nexport default defineConfig({\n  envPrefix: ["VITE_", "APP_"],\n});\n',
        ".env.example": env("APP_API_SECRET"),
        "src/App.vue": "<script setup>\nuse(import.meta.env.«APP_API_SECRET»);\n</script>\n",
      },
      severity: "error",
      fixed: {
        "vite.config.ts":
          '// envPrefix: "OLD_"\nexport default defineConfig({\n  envPrefix: ["VITE_", "APP_"],\n});\n',
        ".env.example": env("API_SECRET"),
        "src/App.vue": "<script setup>\nuse(import.meta.env.API_SECRET);\n</script>\n",
      },
    },
    {
      title: "the usual one beside another",
      code: {
        "vite.config.ts": "export default defineConfig({ envPrefix: ['VITE_', 'APP_'] });\n",
        "src/a.ts": "use(import.meta.env.«VITE_API_SECRET»);\n",
      },
    },
    {
      title: "a secret key",
      code: env("«NEXT_PUBLIC_STRIPE_SECRET_KEY»"),
      severity: "error",
      fixed: "STRIPE_SECRET_KEY=\n",
    },
    { title: "the service role", code: env("«NEXT_PUBLIC_SUPABASE_SERVICE_ROLE_KEY»"), severity: "error" },
    { title: "a password", code: env("«REACT_APP_DB_PASSWORD»"), severity: "error" },
    { title: "a database", code: env("«NUXT_PUBLIC_DATABASE_URL»"), severity: "error" },
    { title: "a language model", code: env("«VITE_OPENAI_API_KEY»"), severity: "error" },
    { title: "a key without its kind", code: env("«EXPO_PUBLIC_STRIPE_SK»"), severity: "error" },
    { title: "a token", code: env("«VITE_API_TOKEN»"), severity: "warning" },
    { title: "in an example", code: { ".env.example": env("«VITE_API_SECRET»") }, severity: "warning" },
    {
      title: "Compose",
      code: {
        "compose.yaml":
          "services:\n  web:\n    build:\n      context: .\n      args:\n        «VITE_API_SECRET»: ${VITE_API_SECRET}\n",
      },
      fixed: {
        "compose.yaml":
          "services:\n  web:\n    build:\n      context: .\n      args:\n        API_SECRET: ${API_SECRET}\n",
      },
    },
    { title: "an image", code: { Dockerfile: "FROM node:22\nARG «VITE_API_SECRET»\nRUN npm run build\n" } },
    {
      title: "code alone",
      code: {
        "src/a.ts": "use(process.env.«REACT_APP_API_SECRET»);\n",
        "src/b.ts": "use(process.env.REACT_APP_API_SECRET);\n",
      },
      severity: "error",
      fixed: { "src/a.ts": "use(process.env.API_SECRET);\n", "src/b.ts": "use(process.env.API_SECRET);\n" },
    },
    {
      title: "both names are there",
      code: env("STRIPE_SECRET_KEY", "«VITE_STRIPE_SECRET_KEY»"),
      fixed: null,
    },
    { title: "a secret value", code: `VITE_PAYMENTS=«${live}»\n`, severity: "error", message: /holds a/ },
  ],
});
