import { deepEqual } from "node:assert/strict";
import { resolveConfig } from "../../../../src/core/lint/config";
import { lint } from "../../../../src/core/lint/lint";
import { rules } from "../../../../src/core/rules/list";
import { fake, fakePem } from "../../../support/fake-secrets";
import { projectOf } from "../../../support/project";

type Files = Readonly<Record<string, string>>;

/** A backend whose settings come from the environment, with fake keys wherever well-kept projects have them. */
const backend: Files = {
  ".gitignore": ".env\n.env.*\n!.env.example\n*.pem\n",
  ".env": `SECRET_KEY=${fake.jwtSecret}\nGITHUB_TOKEN=${fake.github}\nPOSTGRES_PASSWORD=postgres\n`,
  ".env.example":
    "# python -c 'import secrets; print(secrets.token_urlsafe(32))'\nSECRET_KEY=changeme\nPOSTGRES_USER=postgres\nPOSTGRES_PASSWORD=postgres\nDATABASE_URL=postgresql://postgres:postgres@db:5432/app\nSTRIPE_SECRET_KEY=sk_test_...\nSENTRY_DSN=https://abc@o1.ingest.sentry.io/2\nAWS_ACCESS_KEY_ID=<your key>\n",
  "app/settings.py": `import os
from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings

TOKEN_URL = "/api/token"
ACCESS_TOKEN = "access_token"
PASSWORD_FIELD = "password"


class Settings(BaseSettings):
    secret_key: SecretStr
    database_url: str = "postgresql://postgres:postgres@localhost:5432/app"
    jwt_algorithm: str = "HS256"
    access_token_expire_minutes: int = 30
    redis_url: str = Field(default="redis://localhost:6379/0")
    token_url: str = "https://auth.example.com/token"


key = os.environ["SECRET_KEY"]
`,
  "app/auth.py": `"""Send the key as \`Authorization: Bearer <token>\`.

>>> connect("postgresql://user:password@host/db")
"""

oauth2 = OAuth2PasswordBearer(tokenUrl="token")


def login(form):
    if form.grant_type != "password":
        raise ValueError("grant_type")
    return {"access_token": sign(form), "token_type": "bearer", "password": None}
`,
  "app/storage.py": `def client(access_key=None, secret_key=None):
    """\`\`access_key\`\` looks like AKIAIOSFODNN7${"EXAMPLE"}."""
    return Client(access_key or "minio", secret_key)
`,
  "tests/conftest.py": `SECRET_KEY = "test-secret"
GITHUB = "${fake.github}"
DATABASE_URL = "postgresql://postgres:postgres@localhost/test"
KEY = """${fakePem("RSA ")}"""
`,
  "tests/test_login.py":
    'def test_login(client):\n    assert client.post("/login", json={"password": "hunter2hunter2"}).status_code == 200\n',
  "docs/deploy.md": `Set \`STRIPE_SECRET_KEY=${fake.stripe}\`, \`AWS_ACCESS_KEY_ID=AKIAIOSFODNN7${"EXAMPLE"}\` and
\`DATABASE_URL=postgres://user:password@host:5432/db\`.
`,
  "README.md": "```sh\nexport SECRET_KEY=change-me\ncurl -u admin:password http://localhost:8000\n```\n",
  ".github/workflows/ci.yml": `on: push
jobs:
  test:
    runs-on: ubuntu-24.04
    services:
      db:
        image: postgres:17
        env:
          POSTGRES_PASSWORD: postgres
    env:
      DATABASE_URL: postgres://postgres:postgres@localhost:5432/postgres
      SECRET_KEY: test-secret
    steps:
      - uses: actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8
      - run: pytest
        env:
          TOKEN: \${{ secrets.TOKEN }}
`,
  "compose.yaml": `services:
  api:
    build: .
    environment:
      SECRET_KEY: \${SECRET_KEY:?set SECRET_KEY in .env}
      DATABASE_URL: postgresql://app:\${POSTGRES_PASSWORD}@db/app
`,
  "render.yaml":
    "services:\n  - type: web\n    name: api\n    envVars:\n      - key: SECRET_KEY\n        generateValue: true\n      - key: STRIPE_SECRET_KEY\n        sync: false\n",
};

/** A browser app: public keys, words for passwords in many languages, seeds and stories. */
const frontend: Files = {
  ".gitignore": ".env*.local\n.env\n",
  ".env.development":
    "NEXT_PUBLIC_API_URL=http://localhost:3000\nNEXT_PUBLIC_POSTHOG_KEY=phc_a1b2c3d4e5f6g7h8i9j0\n",
  ".env.example": "NEXTAUTH_SECRET=\nNEXT_PUBLIC_SUPABASE_ANON_KEY=\n",
  ".env.local": `NEXTAUTH_SECRET=${fake.jwtSecret}\n`,
  "src/firebase.ts": `export const app = initializeApp({
  apiKey: "${fake.google}",
  authDomain: "shop.firebaseapp.com",
  projectId: "shop",
});
`,
  "src/pay.ts": "export const stripe = loadStripe('pk_live_51MzQ8LmT4vXw2RbN7yKd5HsJ9c');\n",
  "src/auth.ts": `export const ACCESS_TOKEN_KEY = 'access_token';
export const REFRESH_TOKEN = 'refreshToken';
export const authOptions = {
  secret: process.env.NEXTAUTH_SECRET,
  providers: [Credentials({ credentials: { password: { label: 'Password', type: 'password' } } })],
};
export const login = () => fetch('/login', { credentials: 'same-origin' });
`,
  "src/form.tsx": `const schema = { password: 'password', confirmPassword: 'Confirm password', apiKey: 'API key' };
export const Form = () => <input type="password" name="password" placeholder="Password" autoComplete="new-password" />;
`,
  "src/locales/de.json":
    '{ "password": "Passwort", "forgotPassword": "Passwort vergessen?", "secret": "Geheim" }\n',
  "src/messages/en.json": '{ "auth": { "password": "Password", "token": "Token" } }\n',
  "src/map.tsx": "export const token = 'pk.eyJ1Ijoic2hvcCIsImEiOiJja2ExYjJjM2QifQ.a1b2c3d4e5f6g7h8i9j0kl';\n",
  "src/search.ts": "export const search = algoliasearch('ABC123', process.env.NEXT_PUBLIC_ALGOLIA_KEY);\n",
  "src/button.stories.tsx": "export const Default = { args: { password: 'password123', apiKey: 'test' } };\n",
  "prisma/seed.ts": "await db.user.create({ data: { email: 'admin@example.com', password: 'admin123' } });\n",
  "cypress/e2e/login.cy.ts": "cy.get('#password').type('supersecret');\nconst password = 'supersecret';\n",
  "src/api.test.ts": `const token = '${fake.slack}';\nconst secret = 'secret';\n`,
  "openapi.json":
    '{ "components": { "securitySchemes": { "apiKey": { "type": "apiKey", "in": "header" } } }, "password": "secret" }\n',
  "package.json":
    '{ "scripts": { "db": "DATABASE_URL=postgres://postgres:postgres@localhost/app prisma migrate dev" } }\n',
  "next.config.js": "module.exports = { env: { secret: process.env.SECRET } };\n",
  "vercel.json": '{ "env": { "API_SECRET": "@api-secret" } }\n',
};

/** Django in several settings modules, and the manifests of a cluster. */
const cluster: Files = {
  ".gitignore": ".env\n.envs/*\n!.envs/.local/\n",
  "config/settings/base.py": `import environ

env = environ.Env()
SECRET_KEY = env("DJANGO_SECRET_KEY")
DATABASES = {"default": env.db("DATABASE_URL")}
AUTH_PASSWORD_VALIDATORS = [{"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator"}]
CSRF_COOKIE_NAME = "csrftoken"
EMAIL_HOST_PASSWORD = env("EMAIL_HOST_PASSWORD", default="")
`,
  "config/settings/local.py": `from .base import *

SECRET_KEY = env("DJANGO_SECRET_KEY", default="${fake.jwtSecret}")
`,
  "config/settings/test.py": `from .base import *

SECRET_KEY = env("DJANGO_SECRET_KEY", default="!!!SET DJANGO_SECRET_KEY!!!")
`,
  "config/settings/production.py": "from .base import *\n\nDEBUG = False\nSESSION_COOKIE_SECURE = True\n",
  "k8s/api.yaml": `kind: Deployment
spec:
  template:
    spec:
      containers:
        - name: api
          env:
            - name: SECRET_KEY
              valueFrom:
                secretKeyRef:
                  name: api
                  key: secret-key
            - name: PASSWORD_MIN_LENGTH
              value: "12"
`,
  "k8s/sealed.yaml": `kind: SealedSecret
spec:
  encryptedData:
    password: AgBy3i4OJSWK+PiTySYZZA9rO43cGDEq/8JmT4vXw2RbN7yKd5HsJ9c
`,
  "k8s/secrets.enc.yaml":
    "db:\n  password: ENC[AES256_GCM,data:Zq8LmT4v,iv:Xw2RbN7y,tag:Kd5HsJ9c,type:str]\n",
  "helm/values.yaml": 'auth:\n  existingSecret: api\n  password: ""\n  secretKey: "{{ .Values.key }}"\n',
  "infra/main.tf":
    'variable "db_password" {\n  type = string\n}\n\nresource "aws_db_instance" "db" {\n  password = var.db_password\n}\n',
  "infra/example.tfvars": `db_password = "change-me"\n`,
  "ansible/vars.yml":
    'db_password: "{{ vault_db_password }}"\napi_token: !vault |\n  $ANSIBLE_VAULT;1.1;AES256\n  6231\n',
  "certs/README.md": fakePem().replace(/\n[^\n]{64}\n/, "\n...\n"),
  "certs/ca.pem": fakePem().replaceAll("PRIVATE KEY", "CERTIFICATE"),
  "deploy/nginx.conf": "server {\n  ssl_certificate_key /etc/ssl/private/server.key;\n}\n",
};

const own = rules.filter(({ id }) => id.startsWith("secrets/"));

describe("well-kept repositories full of fake keys", () => {
  for (const [name, files] of Object.entries({ backend, frontend, cluster })) {
    it(`${name}: nothing is told as an error, and nothing outside tests and manuals as a warning`, () => {
      const { findings, failures } = lint(projectOf(files), own, resolveConfig());
      deepEqual(failures, []);
      const told = findings
        .filter(
          ({ severity, path }) =>
            severity === "error" ||
            (severity === "warning" && !/(?:^|\/)(?:tests|docs)\/|\.test\./.test(path)),
        )
        .map(({ rule, path, message }) => `${rule} ${path}: ${message}`);
      deepEqual(told, []);
    });
  }
});
