import { deepEqual } from "node:assert/strict";
import { lint } from "../../../../src/core/lint/lint";
import { secretInEnv } from "../../../../src/core/rules/dockerfile/secret-in-env";
import { projectOf } from "../../../support/project";
import { testRule } from "../../../support/rule-tester";

const from = "FROM debian:13\n";
const listed = (code: string, ...names: string[]) => ({
  Dockerfile: code,
  ".env.example": names.map((name) => `${name}=\n`).join(""),
});

testRule(secretInEnv, {
  valid: [
    {
      title: "names about a secret",
      code: `${from}ARG POSTGRES_PASSWORD_FILE\nENV PASSWORD_MIN_LENGTH=12 TOKEN_URL=https://id.example.com/t MAX_TOKENS=4096 ACCESS_TOKEN_EXPIRE_MINUTES=30\nENV SECRET_NAME=app TOKENIZERS_PARALLELISM=false AUTH_URL=https://a.example.com KEY_PATH=/etc/k\nENV PASSWORD_ENABLED=1 TOKEN_TTL=3600 SECRET_DIR=/run/secrets API_KEY_URI=x TOKEN_VERSION=2\n`,
    },
    {
      title: "published keys",
      code: `${from}ENV PUBLIC_KEY=a STRIPE_PUBLISHABLE_KEY=pk_live_x SUPABASE_ANON_KEY=eyJ\nARG public_token\nARG NEXT_PUBLIC_API_KEY\nARG VITE_MAPS_API_KEY\nARG VITE_STRIPE_PUBLISHABLE_KEY\n`,
    },
    {
      title: "the key of Python's packages",
      code: `${from}ENV GPG_KEY=7169605F62C751356D054A26A821E680E5FA6305\n`,
    },
    {
      title: "a fingerprint",
      code: `${from}ENV NGINX_SIGNING_KEY=573BFD6B3D8FBC641079A6ABABF5BD827BD9BF62\n`,
    },
    { title: "users", code: `${from}ARG DOCKER_USERNAME\nENV DOCKER_EMAIL=a@example.com DB_USER=app\n` },
    { title: "another variable", code: `${from}ENV API_KEY=$OTHER DB_PASSWORD="\${DB_PASSWORD}"\n` },
    {
      title: "where the secret is",
      code: `${from}ENV DB_PASSWORD=/run/secrets/db_password SSL_CLIENT_KEY=./certs/client.key API_KEY=vault:kv/app#key JWT_SECRET=arn:aws:secretsmanager:eu-1:1:secret:x\n`,
    },
    { title: "switches", code: `${from}ENV AUTH=true REGISTRY_TOKEN=required\nENV COOKIE_SECRET none\n` },
    {
      title: "an empty variable of a building stage",
      code: "FROM node:24 AS build\nENV API_KEY=\nRUN a\nFROM node:24\nCOPY --from=build /a /a\n",
    },
    {
      title: "fillers of a building stage",
      code: `FROM node:24 AS build\nENV DATABASE_URL=postgresql://dummy:dummy@localhost:5432/dummy SECRET_KEY=placeholder\nARG SESSION_SECRET=dummy\nRUN npm run build\nFROM node:24-slim\nCOPY --from=build /app /app\n`,
    },
    {
      title: "a secret mount",
      code: `${from}RUN --mount=type=secret,id=NPM_TOKEN,env=NPM_TOKEN npm ci\n`,
      proof: "--mount=type=secret",
    },
    {
      title: "a login with a mounted secret",
      code: `${from}RUN --mount=type=secret,id=k aws configure set aws_secret_access_key "$(cat /run/secrets/k)"\n`,
    },
    {
      title: "logins that store no secret",
      code: `${from}RUN az login --identity && aws configure set region eu-central-1 && docker login --password-stdin < /x\n`,
    },
    {
      title: "addresses",
      code: `${from}ENV A=redis://cache:6379 B=https://user@example.com C=postgres://app:@db/x D=postgres://app:$PW@db/x\n`,
    },
    {
      title: "a secret for one command",
      code: `${from}RUN SECRET_KEY=dummy python manage.py collectstatic\n`,
    },
    { title: "examples of a manual", code: `${from}ENV KEY_ID=AKIAIOSFODNN7EXAMPLE\n` },
    { title: "special tokens", code: `${from}ENV EOS_TOKEN=</s>\nARG PAD_TOKEN\n` },
  ],
  invalid: [
    {
      title: "every name of BuildKit",
      code: `${from}ARG «SECRET_PASSPHRASE»\nENV «SUPER_Secret»=foo\nENV «password»=bar «secret»=baz\nARG «super_duper_secret_token»=foo «auth»=bar\nENV «apikey»=bar sunflower=foo\nENV «git_key»=\nENV PUBLIC_KEY=\nARG public_token\nARG SECRET_PASSPHRASE_FILE\nENV password_file=bar secret_File=baz\nARG AUTH_MODULE_VERSION\n`,
    },
    {
      title: "other nouns",
      code: `${from}ENV «DB_PASS»=Qw7-xx «SMTP_PASS»=k2k2 «MYSQL_PWD»=uu9 «PGPASSWORD»=hunter2 «GITHUB_PAT»=zz «ENCRYPTION_KEY»=0af «APP_KEY»=base64:Zm9v «REDISCLI_AUTH»=hunter3\n`,
    },
    { title: "a declaration is a warning", code: `${from}ARG «openai_api_key»\n`, severity: "warning" },
    { title: "an empty one too", code: `${from}ENV «API_KEY»=""\n`, severity: "warning", fixed: from },
    { title: "the old form of ENV", code: `${from}ENV «JWT_SECRET» abc def 12\n`, severity: "error" },
    {
      title: "an argument of a stage that is not shipped",
      code: "FROM node:24 AS build\nARG «SENTRY_AUTH_TOKEN»\nRUN a\nFROM node:24\nCOPY --from=build /a /a\n",
      severity: "info",
      message: /build cache/,
    },
    {
      title: "a value of a stage that is not shipped",
      code: "FROM node:24 AS build\nARG «ENCRYPTION_KEY»=9f4e1c7ab2d8035e\nRUN a\nFROM node:24\nCOPY --from=build /a /a\n",
      severity: "warning",
      message: /shipped image does not get it/,
    },
    {
      title: "before the first FROM",
      code: `ARG «DEPLOY_TOKEN»\n${from}`,
      fixed: from,
    },
    { title: "one half", code: `${from}ARG «AWS_ACCESS_KEY_ID»\n`, severity: "info" },
    {
      title: "one half with a value",
      code: `${from}ENV «AWS_ACCESS_KEY_ID»=abcdefgh\n`,
      severity: "warning",
    },
    { title: "a trigger", code: `${from}ONBUILD ARG «NPM_TOKEN»\n`, severity: "warning" },
    {
      title: "a default that stands in",
      code: `${from}ARG «GITHUB_TOKEN»=placeholder\n`,
      severity: "warning",
    },
    { title: "one that is shipped", code: `${from}ENV «SECRET_KEY»=changeme\n`, severity: "error" },
    {
      title: "a parent of the final stage ships too",
      code: `${from.trimEnd()} AS base\nENV «SECRET_KEY»=changeme\nFROM base\nCMD x\n`,
    },
    {
      title: "tokens, whatever the name",
      code: `${from}ENV THING=«ghp_0123456789abcdefghijklmnopqrstuvwxyz»\nARG KEY="x «AKIA2E0A8F3B244C9986» y"\n`,
      severity: "error",
    },
    {
      title: "an address with a password",
      code: listed(
        `${from}ENV A=1 \\\n    DATABASE_URL="postgres://app:«s3-tree-house»@db/app" \\\n    B=2\n`,
        "DATABASE_URL",
      ),
      severity: "error",
      message: /DATABASE_URL/,
      fixed: listed(`${from}ENV A=1 \\\n    B=2\n`, "DATABASE_URL"),
    },
    {
      title: "the first of several pairs",
      code: listed(`${from}ENV «API_TOKEN»=a8f3-1 PORT=80\n`, "API_TOKEN"),
      fixed: listed(`${from}ENV PORT=80\n`, "API_TOKEN"),
    },
    {
      title: "the last instruction",
      code: listed(`${from}EXPOSE 80\nENV «API_TOKEN»=a8f3-1\n`, "API_TOKEN"),
      fixed: listed(`${from}EXPOSE 80\n`, "API_TOKEN"),
    },
    {
      title: "the only RUN gets the secret, mentioned or not",
      code: `FROM node:24\nARG «NPM_TOKEN»\nCOPY . .\nRUN npm ci\n`,
      fixed: `FROM node:24\nCOPY . .\nRUN --mount=type=secret,id=NPM_TOKEN,env=NPM_TOKEN npm ci\n`,
    },
    {
      title: "the RUN that uses it",
      code: `FROM node:24\nRUN npm ci\nARG «TOKEN»\nRUN --network=none a \\\n  && b "\${TOKEN}"\nRUN c\n`,
      fixed: `FROM node:24\nRUN npm ci\nRUN --mount=type=secret,id=TOKEN,env=TOKEN --network=none a \\\n  && b "\${TOKEN}"\nRUN c\n`,
    },
    { title: "two RUN use it", code: `FROM node:24\nARG «TOKEN»\nRUN a $TOKEN\nRUN b $TOKEN\n`, fixed: null },
    { title: "any RUN may use it", code: `FROM node:24\nARG «TOKEN»\nRUN a\nRUN b\n`, fixed: null },
    { title: "it goes on in ENV", code: `FROM node:24\nARG «TOKEN»\nENV TOKEN=$TOKEN\nRUN b\n`, fixed: null },
    {
      title: "a variable that is used",
      code: `FROM node:24\nENV «TOKEN»=8af-32\nRUN b $TOKEN\n`,
      fixed: null,
    },
    {
      title: "logins",
      code: `${from}RUN «aws configure set aws_access_key_id $ID» && «aws configure set aws_secret_access_key $KEY»\nRUN if [ -n "$F" ]; then «gcloud auth activate-service-account --key-file=$F»; fi\nRUN «az login --service-principal -u u -p $P»\nRUN «doctl auth init --access-token=$T»\n`,
      severity: "warning",
    },
    {
      title: "a login with the secret itself",
      code: `${from}RUN «aws configure set aws_secret_access_key w7Jal/rX»\n`,
      severity: "error",
    },
    {
      title: "secrets in commands",
      code: `${from}RUN git clone https://«ghp_0123456789abcdefghijklmnopqrstuvwxyz»@github.com/a/b\nRUN pip install --index-url https://ci:«tulip-92-quay»@pypi.example.com/simple x\n`,
    },
  ],
});

describe("dockerfile/secret-in-env: what other tools say", () => {
  const equivalents = (code: string) => {
    const { findings } = lint(projectOf({ Dockerfile: code }), [secretInEnv]);
    return findings.map((finding) => finding.equivalents.length);
  };

  it("counts for a name, not for a value that they do not look at", () => {
    deepEqual(equivalents(`${from}ARG TOKEN\n`), [3]);
    deepEqual(equivalents(`${from}ENV A=postgres://app:tulip-92-quay@db/x\n`), [0]);
    deepEqual(equivalents(`# check=skip=SecretsUsedInArgOrEnv\n${from}ARG TOKEN\n`), []);
    deepEqual(equivalents(`${from}# hadolint ignore=DL3064\nARG TOKEN\n`), []);
  });
});
