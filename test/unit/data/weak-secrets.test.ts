import { ok } from "node:assert/strict";
import fc from "fast-check";
import { isCredentialName } from "../../../src/core/data/credential-names";
import { isWeakSecret } from "../../../src/core/data/weak-secrets";

describe("weak secrets", () => {
  it("knows what everybody tries first and what examples are written with", () => {
    const weak =
      `postgres root admin password Password1 changeme change-me CHANGE_ME change_this changethis secret
      example test 123456 1234 12345678 qwerty letmein guest minioadmin supersecret mysecretpassword dev-secret
      your-secret-key replace-me-with-a-random-string dev-secret-key-change-in-production my_super_secret_jwt_key_123
      p@ssw0rd passw0rd s3cr3t admin123 Admin123! root1234 rootpassword postgres_password django-insecure-change-me
      neo4j/password mysalt 00000000000000000000000000000000 secure_root_password please-change-me insecure-dev-only`.split(
        /\s+/,
      );
    for (const value of weak) ok(isWeakSecret(value), value);
  });

  it("knows names of the place", () => {
    ok(isWeakSecret("umami", ["umami"]));
    ok(isWeakSecret("Umami-123", ["umami"]));
    ok(isWeakSecret("shop_password", ["my-shop"]));
    ok(!isWeakSecret("umami", ["db", "ab"]));
  });

  it("lets everything else be", () => {
    const fine = [
      "",
      "kJ8-fq2!Zw0pLm4v",
      "4f2a9c1be07d",
      "correct-horse-battery-staple",
      "Tr0ub4dor&3",
      "<your-key>",
      "{{ password }}",
      "/run/secrets/password",
      "vault:secret/data/db",
      "true",
      "yes",
      "0",
      "4711",
      "your_api_key_here",
      "30m",
      "7c4a8d09ca3762af61e59520943dc26494f8941b",
      "$2b$12$abcdefghijklmnopqrstuv",
    ];
    for (const value of fine) ok(!isWeakSecret(value), value);
  });

  it("finds next to nothing in random secrets", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z0-9]{16,32}$/), (value) => ok(!isWeakSecret(value), value)),
      { numRuns: 3_000 },
    );
    fc.assert(
      fc.property(
        fc.string({ unit: "binary", maxLength: 200 }),
        (value) => typeof isWeakSecret(value) === "boolean",
      ),
    );
  });
});

describe("credential names", () => {
  it("end with the noun", () => {
    const names =
      `POSTGRES_PASSWORD MYSQL_ROOT_PASSWORD PGPASSWORD MYSQL_PWD DB_PASS SMTP_PASS RABBITMQ_DEFAULT_PASS
      MINIO_ROOT_PASSWORD SECRET_KEY SECRET_KEY_BASE JWT_SECRET NEXTAUTH_SECRET ADMIN_PASSWORD APP_KEY APIKEY
      ENCRYPTION_KEY DB_ENC_KEY META_CRYPTO_KEY GITHUB_TOKEN GF_SECURITY_ADMIN_PASSWORD spring.datasource.password jwtSecret NEO4J_AUTH`.split(
        /\s+/,
      );
    for (const name of names) ok(isCredentialName(name), name);
  });

  it("do not only mention it", () => {
    const names =
      `PASSWORD_MIN_LENGTH ACCESS_TOKEN_EXPIRE_MINUTES POSTGRES_PASSWORD_FILE PRIMARY_KEY AUTH_URL TOKENIZERS_PARALLELISM
      MAX_TOKENS DOCKER_USERNAME KEYBOARD MONKEY COMPASS BYPASS MYSQL_RANDOM_ROOT_PASSWORD STRIPE_PUBLISHABLE_KEY
      SSH_PUBLIC_KEY SECRET_NAME POSTGRES_USER`.split(/\s+/);
    for (const name of names) ok(!isCredentialName(name), name);
  });
});
