import { defaultValue } from "../../../../src/core/rules/secrets/default-value";
import { fake } from "../../../support/fake-secrets";
import { testRule } from "../../../support/rule-tester";

const guard = `def check(value):
    if value == "changethis":
        raise ValueError("change it")
`;

testRule(defaultValue, {
  valid: [
    {
      title: "scripts that ask, read or generate",
      code: {
        "scripts/deploy.sh":
          '#!/bin/bash\nDB_PASSWORD="$1"\nAPI_PASSWORD=${API_PASSWORD:?set it}\nexport SECRET_KEY="$(openssl rand -hex 32)"\nADMIN_PASSWORD=\nread -rs ADMIN_PASSWORD\nssh "$HOST" ./up\n',
      },
    },
    {
      title: "a script for developers, and one that has to do with no server",
      code: {
        "scripts/dev-db.sh": "#!/bin/sh\nexport POSTGRES_PASSWORD=postgres\ndocker compose up -d\n",
        "scripts/lint.sh": "#!/bin/sh\nDB_PASSWORD=password npm run lint\n",
      },
    },
    {
      title: "words that mean the same",
      code: { "src/a.ts": "const words = { pass: 'password', pwd: 'password', passwd: 'password' };\n" },
    },
    {
      title: "where code keeps things",
      code: {
        "src/a.ts":
          "const SESSION_KEY = 'session';\nconst appKey = 'default';\nconst EVENT_TEST_PASS = 'pass';\n",
      },
    },
    {
      title: "from the environment",
      code: { "app/s.py": 'import os\n\nSECRET_KEY = os.environ["SECRET_KEY"]\n' },
      proof: 'os.environ["SECRET_KEY"]',
    },
    {
      title: "from the environment in JavaScript",
      code: { "src/s.js": "const secret = process.env.JWT_SECRET;\n" },
      proof: "process.env.JWT_SECRET",
    },
    {
      title: "references",
      code: {
        ".env.production":
          "A_SECRET=${OTHER}\nB_SECRET=<your secret>\nC_SECRET=op://vault/x/y\nD_PASSWORD=/run/secrets/db\nE_SECRET=\nF_SECRET_FILE=/run/secrets/changeme\n",
      },
    },
    {
      title: "names that only mention it",
      code: {
        ".env.production":
          "PASSWORD_MIN_LENGTH=8\nTOKEN_URL=changeme\nSECRET_NAME=default\nPUBLIC_KEY=test\n",
      },
    },
    { title: "not weak", code: { ".env.production": `JWT_SECRET=${fake.jwtSecret}\n` } },
    {
      title: "an example file",
      code: { ".env.example": "SECRET_KEY=changeme\nPOSTGRES_PASSWORD=postgres\n" },
    },
    { title: "test settings", code: { "config/settings/test.py": 'SECRET_KEY = "test-secret"\n' } },
    { title: "a test", code: { "tests/test_auth.py": 'PASSWORD = "password123"\n' } },
    { title: "a manual", code: { "docs/config.yaml": "password: changeme\n" } },
    {
      title: "Compose has its own rule",
      code: { "compose.yaml": "services:\n  a:\n    environment:\n      SECRET_KEY: change-me\n" },
    },
    {
      title: "services of a pipeline",
      code: {
        ".github/workflows/ci.yml":
          "jobs:\n  test:\n    services:\n      db:\n        env:\n          POSTGRES_PASSWORD: postgres\n",
      },
    },
    { title: "another pipeline", code: { ".gitlab-ci.yml": "variables:\n  POSTGRES_PASSWORD: postgres\n" } },
    {
      title: "ignored variables of a developer",
      code: { ".env": "SECRET_KEY=change-me\n", ".gitignore": ".env\n" },
    },
    {
      title: "variables of a developer that were never added",
      code: { ".env": "SECRET_KEY=change-me\n" },
      options: { tracked: () => false },
    },
    {
      title: "for development only",
      code: { "app/s.py": 'import os\n\nif os.getenv("DEBUG"):\n    SECRET_KEY = "dev-secret"\n' },
    },
    {
      title: "names of fields",
      code: {
        "src/form.ts":
          "export const fields = { password: 'password', secret: 'secret', newPassword: 'New password' };\nconst GRANT = { PASSWORD: 'password' };\n",
      },
    },
    {
      title: "labels",
      code: { "src/form.ts": "const labels = { password: 'Password', confirmPassword: 'Password' };\n" },
    },
    {
      title: "translations",
      code: { "src/locales/en.json": '{ "password": "Default password", "secret": "your secret" }\n' },
    },
    {
      title: "seeds",
      code: { "prisma/seed.ts": "await db.user.create({ data: { email, password: 'password123' } });\n" },
    },
    {
      title: "keys of local servers",
      code: { "app/llm.py": 'client = OpenAI(api_key="dummy", base_url="http://localhost:11434/v1")\n' },
    },
    { title: "where a token is kept", code: { "src/auth.ts": "const ACCESS_TOKEN = 'token';\n" } },
    { title: "how a request is sent", code: { "src/api.ts": "fetch(url, { credentials: 'include' });\n" } },
    {
      title: "Render's own",
      code: {
        "render.yaml":
          "services:\n  - envVars:\n      - key: SECRET_KEY\n        generateValue: true\n      - key: API_SECRET\n        sync: false\n",
      },
    },
    {
      title: "Heroku's own",
      code: {
        "app.json":
          '{ "env": { "SECRET_KEY": { "generator": "secret" }, "DB_PASSWORD": { "required": true } } }\n',
      },
    },
    {
      title: "another service's secret",
      code: {
        "k8s/api.yaml":
          "kind: Deployment\nspec:\n  template:\n    spec:\n      containers:\n        - name: api\n          env:\n            - name: JWT_SECRET\n              valueFrom:\n                secretKeyRef:\n                  name: app\n                  key: jwt\n",
      },
    },
    { title: "silenced", code: { ".env.production": "# gitleaks:allow\nSECRET_KEY=change-me\n" } },
    { title: "half written", code: { "app/s.py": 'SECRET_KEY = "change' } },
    {
      title: "a published key has its own rule",
      code: {
        "app/s.py": 'SECRET_KEY = "09d25e094faa6ca2556c818166b7a9563b93f7099f6f0f4caa6cf63b88e8d3e7"\n',
      },
    },
  ],
  invalid: [
    {
      title: "a script that deploys",
      code: { "scripts/deploy.sh": '#!/bin/bash\nDB_PASSWORD=«"admin123"»\nssh "$HOST" ./up\n' },
      severity: "warning",
      fixed: null,
    },
    {
      title: "for a login without a key",
      code: {
        "ops/node.sh": '#!/bin/bash\nPASSWORD=«"Admin01!"»\nn=$(sshpass -p "$PASSWORD" ssh a@b hostname)\n',
      },
    },
    {
      title: "for one command",
      code: { "scripts/backup.sh": "#!/bin/bash\nPGPASSWORD=«postgres» pg_dump -h db shop > shop.sql\n" },
      severity: "warning",
    },
    {
      title: "placeholders of the plan",
      code: {
        ".env.production":
          "SECRET_KEY=«your-256-bit-secret-key-here»\nSTRIPE_SECRET_KEY=«sk_live_your_stripe_key»\n",
      },
      severity: "error",
    },
    {
      title: "a placeholder for what others issue",
      code: { ".env.production": "POSTMARK_API_TOKEN=«your_postmark_token»\n" },
      severity: "warning",
      message: /still holds a placeholder/,
    },
    {
      title: "the shortest secret of sessions",
      code: { "src/a.js": "app.use(session({ secret: «'secret'» }));\n" },
      message: /^SESSION_SECRET is a default/,
    },
    {
      title: "Django's own",
      code: { "shop/settings.py": "SECRET_KEY = «'django-insecure-#k1)x&v3@a9'»\n" },
      severity: "error",
      fixed: {
        "shop/settings.py": "import os\n\nSECRET_KEY = os.environ['SECRET_KEY']\n".replaceAll("'", '"'),
        ".env.example": "SECRET_KEY=\n",
      },
    },
    {
      title: "a default in Python",
      code: { "app/s.py": 'import os\n\nKEY = os.environ.get("SECRET_KEY", «"changeme"»)\n' },
      severity: "warning",
      fixed: { "app/s.py": 'import os\n\nKEY = os.environ["SECRET_KEY"]\n', ".env.example": "SECRET_KEY=\n" },
    },
    {
      title: "a default of a library",
      code: {
        "app/s.py":
          'from decouple import config\n\nSECRET_KEY = config("SECRET_KEY", default=«"insecure-key"»)\n',
      },
      fixed: {
        "app/s.py": 'from decouple import config\n\nSECRET_KEY = config("SECRET_KEY")\n',
        ".env.example": "SECRET_KEY=\n",
      },
    },
    {
      title: "a field of pydantic",
      code: {
        "app/s.py":
          'class Settings(BaseSettings):\n    SECRET_KEY: str = «"changethis"»\n    DB_PASSWORD: str = Field(«"postgres"»)\n',
      },
    },
    {
      title: "a default that the app refuses",
      code: { "app/s.py": `${guard}\nSECRET_KEY = «"changethis"»\n` },
      severity: "info",
      message: /refuses to run with/,
    },
    {
      title: "Flask",
      code: {
        "app/s.py": 'app.config["SECRET_KEY"] = «"dev"»\napp.secret_key = «"super secret key"»\n'.replace(
          "super secret key",
          "supersecretkey",
        ),
      },
    },
    {
      title: "sessions of Express",
      code: { "src/app.js": "app.use(session({ secret: «'keyboard cat'», resave: false }));\n" },
      severity: "error",
      fixed: {
        "src/app.js": "app.use(session({ secret: process.env.SESSION_SECRET, resave: false }));\n",
        ".env.example": "SESSION_SECRET=\n",
      },
    },
    {
      title: "a token that is signed",
      code: {
        "src/jwt.ts": "import jwt from 'jsonwebtoken';\n\nexport const t = jwt.sign({ id }, «'secret'»);\n",
      },
      fixed: {
        "src/jwt.ts":
          "import jwt from 'jsonwebtoken';\n\nexport const t = jwt.sign({ id }, process.env.JWT_SECRET);\n",
        ".env.example": "JWT_SECRET=\n",
      },
    },
    {
      title: "a schema",
      code: {
        "src/env.ts": "export const env = z.object({ JWT_SECRET: z.string().default(«'changeme'») });\n",
      },
      severity: "warning",
    },
    {
      title: "nullish",
      code: { "src/env.ts": "export const key = process.env.SESSION_SECRET ?? «'change-me'»;\n" },
      severity: "warning",
      fixed: {
        "src/env.ts": "export const key = process.env.SESSION_SECRET;\n",
        ".env.example": "SESSION_SECRET=\n",
      },
    },
    {
      title: "quoted",
      code: { ".env.production": 'SECRET_KEY="«change-me»"\n' },
      fixed: { ".env.production": 'SECRET_KEY=""\n' },
    },
    {
      title: "a placeholder that was forgotten",
      code: { ".env.production": "SECRET_KEY=«!!!SET SECRET_KEY!!!»\nJWT_SECRET=«your-secret-here»\n" },
    },
    {
      title: "a key of somebody else",
      code: { ".env.production": "OPENAI_API_KEY=«changeme»\n" },
      severity: "warning",
    },
    {
      title: "variables that git keeps",
      code: { ".env": "SECRET_KEY=«changethis»\n" },
      options: { tracked: () => true },
      severity: "warning",
    },
    {
      title: "variables of a developer, nobody knows where",
      code: { ".env": "SECRET_KEY=«changethis»\n" },
      severity: "info",
    },
    {
      title: "Render, quoted",
      code: { "render.yaml": 'services:\n  - envVars:\n      - {key: DB_PASSWORD, value: «"postgres"»}\n' },
      fixed: { "render.yaml": "services:\n  - envVars:\n      - {key: DB_PASSWORD, generateValue: true}\n" },
    },
    {
      title: "Heroku, short",
      code: { "app.json": '{"env": {"SECRET_KEY": "«secret»"}}\n' },
      fixed: { "app.json": '{"env": {"SECRET_KEY": { "generator": "secret" }}}\n' },
    },
    {
      title: "Fly",
      code: { "fly.toml": '[env]\nSECRET_KEY = "«change-me»"\n' },
      severity: "error",
      fixed: null,
    },
    {
      title: "Kubernetes",
      code: {
        "k8s/db.yaml":
          "kind: Deployment\nspec:\n  template:\n    spec:\n      containers:\n        - name: db\n          env:\n            - name: POSTGRES_PASSWORD\n              value: «postgres»\n",
      },
      severity: "error",
    },
    {
      title: "settings in YAML",
      code: { "config/application.yml": "spring:\n  datasource:\n    password: «postgres»\n" },
      severity: "warning",
      fixed: null,
    },
    {
      title: "settings in JSON",
      code: { "appsettings.json": '{ "Jwt": { "SigningKey": "a", "ClientSecret": "«changeme»" } }\n' },
      severity: "warning",
    },
    {
      title: "settings in TOML",
      code: { "config/default.toml": '[db]\npassword = "«admin123»"\n' },
      severity: "warning",
    },
  ],
});
