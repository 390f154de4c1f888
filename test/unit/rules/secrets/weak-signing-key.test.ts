import { weakSigningKey } from "../../../../src/core/rules/secrets/weak-signing-key";
import { fake, fakePem } from "../../../support/fake-secrets";
import { testRule } from "../../../support/rule-tester";

testRule(weakSigningKey, {
  valid: [
    {
      title: "manifests of platforms belong to the rules of the platform",
      code: {
        "render.yaml": "services:\n  - envVars:\n      - key: SECRET_KEY\n        value: kX9-quay-81\n",
      },
    },
    {
      title: "where code keeps things",
      code: {
        "src/a.ts": "const ENCRYPTION_KEY = 'msal.cache.encryption';\nconst SESSION_KEY = 'user-session';\n",
      },
    },
    { title: "long enough", code: { ".env.production": `JWT_SECRET=${fake.jwtSecret}\n` } },
    {
      title: "hex",
      code: {
        ".env.production":
          "ENCRYPTION_KEY=9f4e1c7ab2d8035e6c1f9a7b4d2e8c05f3a6b9d1e7c4082f5a3b6d9e1c7f4a08\n",
      },
    },
    { title: "a variable", code: { ".env.production": "JWT_SECRET=${SECRET}\n" } },
    { title: "a default has its own rule", code: { ".env.production": "JWT_SECRET=changeme\n" } },
    {
      title: "a published key has its own rule",
      code: { ".env.production": "JWT_SECRET=your-256-bit-secret\n" },
    },
    {
      title: "keys that others issue",
      code: {
        ".env.production": `STRIPE_WEBHOOK_SECRET=kX9-quay-81\nGITHUB_CLIENT_SECRET=kX9-quay-81\nS3_SECRET_KEY=kX9-quay-81\nJWT_PUBLIC_KEY=kX9-quay-81\nSTRIPE_SECRET_KEY=kX9-quay-81\n`,
      },
    },
    { title: "a private key", code: { "src/jwt.js": `const JWT_SECRET = \`${fakePem()}\`;\n` } },
    { title: "an algorithm", code: { "app/s.py": 'JWT_KEY = "RS256"\n' } },
    { title: "a test", code: { "tests/s.py": 'JWT_SECRET = "kX9-quay-81"\n' } },
    {
      title: "Compose has its own rule",
      code: { "compose.yaml": "services:\n  a:\n    environment:\n      JWT_SECRET: kX9-quay-81\n" },
    },
    { title: "a developer's own", code: { ".env": "JWT_SECRET=kX9-quay-81\n", ".gitignore": ".env\n" } },
    {
      title: "while developing",
      code: {
        "src/s.js": "if (process.env.NODE_ENV !== 'production') {\n  config.jwtSecret = 'kX9-quay-81';\n}\n",
      },
    },
    {
      title: "the name of a secret",
      code: { "k8s/a.yaml": "kind: Ingress\nspec:\n  secret: kX9-quay-81\n" },
    },
  ],
  invalid: [
    {
      title: "in Python",
      code: { "app/s.py": 'JWT_SECRET_KEY = «"kX9-quay-81"»\n' },
      severity: "error",
      message: /has 11 characters and should have 32 or more: `openssl rand -base64 32`/,
      fixed: {
        "app/s.py": 'import os\n\nJWT_SECRET_KEY = os.environ["JWT_SECRET_KEY"]\n',
        ".env.example": "JWT_SECRET_KEY=\n",
      },
    },
    {
      title: "Django asks for 50",
      code: {
        "shop/settings.py":
          'INSTALLED_APPS = []\nSECRET_KEY = «"kX9quay81kX9quay81kX9quay81kX9quay81kX9q"»\n',
      },
      message: /should have 50/,
    },
    {
      title: "HS512 with a name",
      code: {
        "src/a.ts": `const JWT_SECRET = «'${fake.jwtSecret}'»;\njwt.sign({}, JWT_SECRET, { algorithm: 'HS512' });\n`,
      },
      message: /should have 64/,
    },
    {
      title: "long, and of one character",
      code: { ".env.production": "ENCRYPTION_KEY=«0101010101010101010101010101010101010101»\n" },
      message: /one character over and over/,
    },
    {
      title: "a default in code",
      code: { "src/a.ts": "const key = process.env.SESSION_SECRET ?? «'kX9-quay-81'»;\n" },
      severity: "warning",
    },
    {
      title: "sessions",
      code: { "src/a.js": "app.use(session({ secret: «'kX9-quay-81'» }));\n" },
      fixed: {
        "src/a.js": "app.use(session({ secret: process.env.SESSION_SECRET }));\n",
        ".env.example": "SESSION_SECRET=\n",
      },
    },
    {
      title: "an example is told mildly",
      code: { ".env.example": "JWT_SECRET=«kX9-quay-81»\n" },
      severity: "info",
      fixed: { ".env.example": "JWT_SECRET=\n" },
    },
    { title: "variables for development", code: { ".env": "JWT_SECRET=«kX9-quay-81»\n" }, severity: "info" },
    {
      title: "Kubernetes",
      code: { "k8s/a.yaml": "kind: ConfigMap\ndata:\n  JWT_SECRET: «kX9-quay-81»\n" },
      severity: "error",
      fixed: null,
    },
  ],
});
