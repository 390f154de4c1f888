import { deepEqual, equal, ok } from "node:assert/strict";
import fc from "fast-check";
import { isCredentialName } from "../../../src/core/data/credential-names";
import { isEnvFile, secretFile } from "../../../src/core/data/secret-files";
import { isFingerprint, isReference, passwordInUrl, tokenIn } from "../../../src/core/data/secret-values";

const words = (text: string) => text.trim().split(/\s+/);

describe("names of credentials", () => {
  it("are known by their last word", () => {
    const names = `NPM_TOKEN GITHUB_PAT AZURE_DEVOPS_EXT_PAT REDISCLI_AUTH ARTIFACTORY_PSW MYAPIKEY MY_CREDENTIAL SERVICE_ROLE_KEY
      AZURE_STORAGE_ACCOUNT_KEY GIT_KEY DEPLOY_KEY SSH_PRIVATE_KEY AWS_SECRET_ACCESS_KEY OKTA_OAUTH2_CLIENTSECRET
      NEW_RELIC_LICENSE_KEY VITE_SECRET_KEY SESSION_SALT clientSecret`;
    for (const name of words(names)) ok(isCredentialName(name), name);
  });

  it("are not switches, published keys and words of a model", () => {
    const names = `USE_TOKEN NO_PASSWORD EOS_TOKEN MAX_TOKEN VITE_MAPS_API_KEY NEXT_PUBLIC_API_KEY SUPABASE_ANON_KEY MAPBOX_TOKEN
      GPG_KEY PRIMARY_KEY CACHE_KEY SORT_KEY GITHUB_PATH TEMPLATE_PAT CORS_ALLOW_CREDENTIALS AUTH_MODULE_VERSION
      VITE_STRIPE_PUBLISHABLE_KEY SECRETS_DIR TOKENS`;
    for (const name of words(names)) ok(!isCredentialName(name), name);
  });
});

describe("values that are secrets", () => {
  it("are known by the shape that providers give them", () => {
    const texts: readonly [string, string][] = [
      [`x ghp_${"a1".repeat(18)} y`, "a GitHub token"],
      ["AKIA2E0A8F3B244C9986", "an AWS access key"],
      [`glpat-${"a1".repeat(10)}`, "a GitLab token"],
      [`sk-proj-${"a1".repeat(20)}`, "an API key"],
      [`sk_live_${"a1".repeat(12)}`, "a Stripe key"],
      ["-----BEGIN RSA PRIVATE KEY-----", "a private key"],
    ];
    for (const [text, what] of texts) equal(tokenIn(text)?.what, what, text);
    const found = tokenIn(`x ghp_${"a1".repeat(18)} y`);
    deepEqual([found?.start, found?.end], [2, 42]);
  });

  it("are not those of manuals, and not words that look alike", () => {
    const texts = `AKIAIOSFODNN7EXAMPLE ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx sk-learn-extensions-for-everybody task-1234567890abcdefghij
      pk_live_1234567890abcdef -----BEGIN-PUBLIC-KEY-----`;
    for (const text of words(texts)) equal(tokenIn(text), undefined, text);
  });

  it("are found in addresses", () => {
    const found = passwordInUrl("a://b c postgres://app:p%40ss@db/x");
    deepEqual(found, { user: "app", password: "p%40ss", start: 23, end: 29 });
    equal(passwordInUrl("redis://:pw@host")?.password, "pw");
    const without = [
      "http://host:80/a@b",
      "http://user@host",
      "http://u:@h",
      "://u:p@h",
      "http://h/u:p@x",
      "git@github.com:a/b",
    ];
    for (const text of without) equal(passwordInUrl(text), undefined, text);
  });

  it("are not references, paths and switches", () => {
    const texts = `true off 30 15m none /run/secrets/db ./certs/key.pem ~/.ssh/id_rsa /key.pem C:\\keys\\a.pem https://a.example/x vault:kv/a#b
      arn:aws:x {{secret}} <token> __TOKEN__ \${X} %TOKEN% ENC[AES256,x]`;
    for (const text of words(texts)) ok(isReference(text), text);
    const secrets = words("hunter2 12345678 p@ss/word /9j4AAQSkZJRg== https://u:p@h kX9-tulip a.b.c");
    for (const text of secrets) ok(!isReference(text), text);
  });

  it("are not fingerprints", () => {
    ok(isFingerprint("573BFD6B3D8FBC641079A6ABABF5BD827BD9BF62"));
    ok(!isFingerprint("573bfd6b3d8fbc64") && !isFingerprint("573BFD6B"));
  });

  it("are looked for in time that grows with the text", () => {
    const started = performance.now();
    for (const piece of ["://", "://a:", "ghp_", "sk-a", "a://a:b", "/a", "xoxb-1", "%", "SG.", "<"]) {
      const text = piece.repeat(100_000);
      tokenIn(text);
      passwordInUrl(text);
      isReference(text);
      isFingerprint(text);
    }
    ok(performance.now() - started < 5_000);
  });

  it("never throw", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 200 }), (text) => {
        const found = passwordInUrl(text);
        return found === undefined || text.slice(found.start, found.end) === found.password;
      }),
    );
  });
});

describe("files with secrets", () => {
  it("are known by their names", () => {
    const names = `.env a/.env.production .env.local .env* id_rsa id_ed25519_deploy tls.key server.pem ca-key.pem privkey.pem a.p12 b.pfx *.pem
      .npmrc .netrc .pypirc my-service-account.json serviceAccountKey.json .aws .aws/credentials .git a/.ssh/config .kube/config`;
    for (const name of words(names)) ok(secretFile(name), name);
  });

  it("are not examples, certificates and public keys", () => {
    const names = `.env.example .env.sample .env.template .env.dist env.py .envrc id_rsa.pub ca.pem ca.crt cert.pem fullchain.pem
      us-east-1-bundle.pem rds-ca-2019-root.pem DigiCertGlobalRootCA.pem dhparam.pem public.pem jwt.pub.key nginx_signing.key
      .gitignore .github/workflows/ci.yml package.json keys.ts . src`;
    for (const name of words(names)) equal(secretFile(name), undefined, name);
  });

  it("hold the variables of one installation", () => {
    deepEqual(words("a/.env .env.staging .env.example .envrc x.env").map(isEnvFile), [
      true,
      true,
      false,
      false,
      false,
    ]);
  });
});
