import { providerToken } from "../../../../src/core/rules/secrets/provider-token";
import { fake, fakePem } from "../../../support/fake-secrets";
import { testRule } from "../../../support/rule-tester";

const account = `{\n  "type": "service_account",\n  "private_key": "${fakePem("", "\\n")}\\n"\n}\n`;

const base64 = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
const jwt = (claims: object) => `${base64({ alg: "HS256", typ: "JWT" })}.${base64(claims)}.${fake.jwtSecret}`;

testRule(providerToken, {
  valid: [
    {
      title: "a variable of a unit",
      code: { "deploy/a.service": `[Service]\nEnvironment=T=${fake.github}\n` },
    },
    {
      title: "a variable of a workflow",
      code: { ".github/workflows/a.yml": `jobs:\n  a:\n    env:\n      T: ${fake.github}\n` },
    },
    {
      title: "a public token of Supabase",
      code: { "src/a.ts": `const key = "${jwt({ role: "anon", iss: "supabase", exp: 2e9 })}";\n` },
    },
    {
      title: "a token that has expired",
      code: { "src/a.ts": `const key = "${jwt({ sub: "1", exp: 1.6e9 })}";\n` },
    },
    { title: "read from the environment", code: { "src/pay.js": "stripe(process.env.STRIPE_SECRET_KEY)\n" } },
    { title: "a key that is shown in manuals", code: { "app/s3.py": 'KEY = "AKIAIOSFODNN7EXAMPLE"\n' } },
    { title: "filled up", code: { "app/gh.py": `TOKEN = "ghp_${"x".repeat(36)}"\n` } },
    {
      title: "counted through",
      code: { "app/gh.py": 'TOKEN = "ghp_abcdefghijklmnopqrstuvwxyz0123456789"\n' },
    },
    {
      title: "a template",
      code: { "app/gh.py": 'TOKEN = "ghp_${TOKEN}"\nOTHER = "ghp_<your token here>"\n' },
    },
    {
      title: "a publishable key",
      code: { "src/pay.js": 'loadStripe("pk_live_51MzQ8LmT4vXw2RbN7yKd5HsJ9c");\n' },
    },
    {
      title: "the Firebase web key",
      code: { "src/firebase.ts": `const config = { apiKey: "${fake.google}" };\n` },
    },
    {
      title: "a key for maps",
      code: {
        "public/index.html": `<script src="https://maps.googleapis.com/maps/api/js?key=${fake.google}"></script>\n`,
      },
    },
    { title: "an example file", code: { ".env.example": `GITHUB_TOKEN=${fake.github}\n` } },
    { title: "an ignored file", code: { ".env": `GITHUB_TOKEN=${fake.github}\n`, ".gitignore": ".env\n" } },
    {
      title: "variables that were never added",
      code: { ".env": `GITHUB_TOKEN=${fake.github}\n` },
      options: { tracked: () => false },
    },
    {
      title: "a variable of a Compose service",
      code: { "compose.yaml": `services:\n  a:\n    environment:\n      T: ${fake.github}\n` },
    },
    { title: "ENV of an image", code: { Dockerfile: `FROM node:24\nENV T=${fake.github}\n` } },
    { title: "ids beside the name of a provider", code: { "fly.py": `HEROKU_APP_ID = "${fake.uuid}"\n` } },
    {
      title: "a search key",
      code: { "docusaurus.config.js": "const algolia_search_key = '6fe4476ee5a1832882e326b506d14127';\n" },
    },
    {
      title: "a commit that an action is pinned to",
      code: {
        ".github/workflows/a.yml":
          "uses: cloudflare/wrangler-action@da0e0dfe58b7a431659754fdf3f186c529afbe65\n",
      },
    },
    { title: "a lock file", code: { "package-lock.json": `{ "a": "${fake.github}" }\n` } },
    { title: "a line that nobody wrote", code: { "src/a.js": `${"a=1;".repeat(2000)}b="${fake.github}"\n` } },
    {
      title: "an address",
      code: { "src/a.js": 'const cloudflare = "https://api.cloudflare.com/client/v4/zones/a1b2";\n' },
    },
    { title: "the file of an account without a key", code: { "a.json": '{ "type": "service_account" }\n' } },
    {
      title: "a comment allows it",
      code: {
        "app/a.py": `A = "${fake.github}"  # gitleaks:allow\nB = "${fake.github}"  # pragma: allowlist secret\n`,
      },
    },
    {
      title: "a comment above allows it",
      code: {
        "src/a.js": `// liftoff-ignore secrets/provider-token -- revoked\nconst a = "${fake.github}";\n`,
      },
    },
    {
      title: "secretlint is told",
      code: { "src/a.js": `// secretlint-disable-next-line\nconst a = "${fake.github}";\n` },
    },
  ],
  invalid: [
    {
      title: "Go, where it is no constant any more",
      code: {
        "main.go": `package main\n\nimport (\n\t"fmt"\n\t"time"\n\n\t"github.com/acme/pay"\n)\n\nconst stripeKey = "«${fake.stripe}»"\n`,
        ".env.example": "STRIPE_KEY=\n",
      },
      fixed: {
        "main.go":
          'package main\n\nimport (\n\t"fmt"\n\t"os"\n\t"time"\n\n\t"github.com/acme/pay"\n)\n\nvar stripeKey = os.Getenv("STRIPE_KEY")\n',
        ".env.example": "STRIPE_KEY=\n",
      },
    },
    {
      title: "Go, in a block of constants",
      code: { "main.go": `package main\n\nconst (\n\ta = 1\n\tkey = "«${fake.stripe}»"\n)\n` },
      fixed: null,
    },
    {
      title: "Go, with what it takes",
      code: {
        "main.go": `package main\n\nimport "os"\n\nvar stripeKey = "«${fake.stripe}»"\n`,
        ".env.example": "STRIPE_KEY=\n",
      },
      fixed: {
        "main.go": 'package main\n\nimport "os"\n\nvar stripeKey = os.Getenv("STRIPE_KEY")\n',
        ".env.example": "STRIPE_KEY=\n",
      },
    },
    {
      title: "Go, where os is something else",
      code: {
        "main.go": `package main\n\nimport os "example.com/os"\n\nvar stripeKey = "«${fake.stripe}»"\n`,
      },
      fixed: null,
    },
    {
      title: "Go, without imports",
      code: {
        "main.go": `package main\n\nvar stripeKey string = "«${fake.stripe}»"\n`,
        ".env.example": "STRIPE_KEY=\n",
      },
      fixed: {
        "main.go": 'package main\n\nimport "os"\n\nvar stripeKey string = os.Getenv("STRIPE_KEY")\n',
        ".env.example": "STRIPE_KEY=\n",
      },
    },
    {
      title: "Ruby",
      code: {
        "config/initializers/stripe.rb": `Stripe.api_key = '«${fake.stripe}»'\n`,
        ".env.example": "STRIPE_SECRET_KEY=\n",
      },
      fixed: {
        "config/initializers/stripe.rb": "Stripe.api_key = ENV.fetch('API_KEY')\n",
        ".env.example": "STRIPE_SECRET_KEY=\nAPI_KEY=\n",
      },
    },
    {
      title: "PHP",
      code: {
        "config/services.php": `<?php\n\nreturn [\n    'url' => env('APP_URL'),\n    'stripe_key' => '«${fake.stripe}»',\n];\n`,
        ".env.example": "APP_URL=\nSTRIPE_KEY=\n",
      },
      fixed: {
        "config/services.php":
          "<?php\n\nreturn [\n    'url' => env('APP_URL'),\n    'stripe_key' => env('STRIPE_KEY'),\n];\n",
        ".env.example": "APP_URL=\nSTRIPE_KEY=\n",
      },
    },
    {
      title: "a constant of PHP",
      code: { "src/Pay.php": `<?php\n\nclass Pay\n{\n    private const KEY = '«${fake.stripe}»';\n}\n` },
      fixed: null,
    },
    {
      title: "a component",
      code: { "src/App.vue": `<script>\nconst key = "«${fake.stripe}»";\n</script>\n` },
      fixed: null,
    },
    {
      title: "the script of a workflow",
      code: {
        ".github/workflows/a.yml": `jobs:\n  a:\n    steps:\n      - run: 'curl -H "X-Token: «${fake.github}»" b'\n      - run: |\n          echo «${fake.slack}»\n`,
      },
    },
    {
      title: "a token of Supabase that may do everything",
      code: {
        "src/a.ts": `const SUPABASE_KEY = "«${jwt({ role: "service_role", iss: "supabase", exp: 2e9 })}»";\n`,
      },
      severity: "warning",
    },
    {
      title: "in Python",
      code: { "app/gh.py": `API = "https://api.github.com"\nGITHUB_PAT = "«${fake.github}»"\n` },
      severity: "error",
      message: /^A GitHub token \(`ghp_…`, 40 characters\) stands in this file/,
      fixed: {
        "app/gh.py": 'import os\n\nAPI = "https://api.github.com"\nGITHUB_PAT = os.environ["GITHUB_PAT"]\n',
        ".env.example": "GITHUB_PAT=\n",
      },
    },
    {
      title: "in JavaScript, under a name that says nothing",
      code: {
        "src/pay.ts": `import Stripe from 'stripe';\nconst stripe = new Stripe('«${fake.stripe}»');\n`,
      },
      fixed: {
        "src/pay.ts":
          "import Stripe from 'stripe';\nconst stripe = new Stripe(process.env.STRIPE_SECRET_KEY);\n",
        ".env.example": "STRIPE_SECRET_KEY=\n",
      },
    },
    {
      title: "camel case",
      code: { "src/pay.ts": `export const stripeKey = "«${fake.stripe}»";\n` },
      fixed: {
        "src/pay.ts": "export const stripeKey = process.env.STRIPE_KEY;\n",
        ".env.example": "STRIPE_KEY=\n",
      },
    },
    {
      title: "part of a text",
      code: { "app/a.py": `HEADERS = {"Authorization": "Bearer «${fake.github}»"}\n` },
      fixed: null,
    },
    { title: "in a comment", code: { "src/a.js": `// the key is "«${fake.stripe}»"\n` }, fixed: null },
    {
      title: "in a manual, a step milder",
      code: { "docs/setup.md": `Use ${fake.slack}.\n` },
      severity: "warning",
    },
    { title: "in a test", code: { "tests/a.py": `T = "${fake.github}"\n` }, severity: "warning" },
    {
      title: "variables for production",
      code: { ".env.production": `A=«${fake.aws}»\n` },
      severity: "error",
      fixed: null,
    },
    {
      title: "variables that git keeps",
      code: { ".env": `A=«${fake.github}»\n`, ".gitignore": ".env\n" },
      options: { tracked: () => true },
      severity: "warning",
    },
    {
      title: "Terraform",
      code: { "infra/main.tf": `provider "github" {\n  token = "«${fake.github}»"\n}\n` },
    },
    {
      title: "a key of Google that nothing calls public",
      code: { "app/a.py": `KEY = "«${fake.google}»"\n` },
    },
    { title: "the label of an image", code: { Dockerfile: `FROM node:24\nLABEL token=«${fake.github}»\n` } },
    {
      title: "the command of a Compose service",
      code: { "compose.yaml": `services:\n  a:\n    command: run --token «${fake.github}»\n` },
    },
    {
      title: "the settings of npm",
      code: { ".npmrc": `//registry.npmjs.org/:_authToken=«npm_${fake.github.slice(4)}»\n` },
    },
    {
      title: "an account of Google",
      code: { "config/key.json": account },
      message: /^The key of a Google service account stands/,
    },
    {
      title: "a value that its name gives away",
      code: { "src/a.js": `const herokuApiKey = '«${fake.uuid}»';\n` },
      severity: "warning",
      fixed: {
        "src/a.js": "const herokuApiKey = process.env.HEROKU_API_KEY;\n",
        ".env.example": "HEROKU_API_KEY=\n",
      },
    },
    { title: "two on one line", code: { "a.py": `X = "«${fake.github}»", "«${fake.anthropic}»"\n` } },
    {
      title: "an attribute",
      code: { "src/a.tsx": `export const A = () => <Map token="«${fake.github}»" />;\n` },
      fixed: {
        "src/a.tsx": "export const A = () => <Map token={process.env.GITHUB_TOKEN} />;\n",
        ".env.example": "GITHUB_TOKEN=\n",
      },
    },
  ],
});
