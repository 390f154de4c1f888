import { inlineSecret } from "../../../../src/core/rules/systemd/inline-secret";
import { testRule } from "../../../support/rule-tester";

const service = (lines: string) => `[Service]\n${lines}ExecStart=/srv/app/run\n`;
const env = (assignment: string) => service(`Environment=${assignment}\n`);

testRule(inlineSecret, {
  valid: [
    { title: "no secrets", code: env("NODE_ENV=production PORT=3000") },
    { title: "a file", code: service("EnvironmentFile=/etc/app/app.env\n"), proof: "/etc/app/app.env" },
    { title: "a file with the secret", code: env("DB_PASSWORD_FILE=/run/secrets/db") },
    { title: "a credential of systemd", code: env("JWT_SECRET=%d/jwt") },
    { title: "a path", code: env("APP_SECRET_KEY=/etc/app/key.pem") },
    { title: "what a template fills in", code: env("JWT_SECRET={{ jwt_secret }}") },
    { title: "what a variable brings", code: env("JWT_SECRET=${JWT_SECRET}") },
    {
      title: "names that only sound like it",
      code: env("TOKEN_URL=https://auth.example.com PASSWORD_MIN_LENGTH=12"),
    },
    { title: "public keys", code: env("STRIPE_PUBLISHABLE_KEY=pk_live_abcdefgh1234") },
    {
      title: "an address without a password",
      code: env("DATABASE_URL=postgres:///app REDIS_URL=redis://localhost:6379"),
    },
    { title: "taken back", code: service("Environment=API_KEY=k3y-quay-9\nEnvironment=\n") },
    { title: "in a comment", code: service("# Environment=API_KEY=k3y-quay-9\n") },
  ],
  invalid: [
    {
      title: "a default is a secret that everybody knows",
      code: env("«SECRET_KEY=supersecret»"),
      severity: "error",
      fixed: service("EnvironmentFile=/etc/app/app.env\n"),
    },
    { title: "a blank", code: env("«API_KEY=your-api-key»"), severity: "warning" },
    {
      title: "first of several, quoted",
      code: env(`«"API_KEY=k3y quay 9"» PORT=80`),
      fixed: service("EnvironmentFile=/etc/app/app.env\nEnvironment=PORT=80\n"),
    },
    {
      title: "two of them",
      code: env("«API_KEY=k3y-quay-9» «DB_PASSWORD=tulip-92»"),
      fixed: service("EnvironmentFile=/etc/app/app.env\n"),
    },
    {
      title: "a token says so itself",
      code: env("«GITHUB=ghp_ab12Cd34Ef56Gh78Ij90Kl12Mn34Op56Qr78»"),
      message: /GitHub token/,
    },
    {
      title: "in a drop-in",
      code: { "app.service.d/secret.conf": "[Service]\nEnvironment=«JWT_SECRET=kX9-tulip»\n" },
      severity: "error",
      fixed: { "app.service.d/secret.conf": "[Service]\nEnvironmentFile=/etc/app/app.env\n" },
    },
    { title: "signs in it", code: env("«DB_PASSWORD=tulip@92»") },
    {
      title: "an example is softer",
      code: { "examples/app.service": env("«JWT_SECRET=kX9-tulip»") },
      severity: "warning",
    },
  ],
});
