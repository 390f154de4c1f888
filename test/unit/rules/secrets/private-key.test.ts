import { privateKey } from "../../../../src/core/rules/secrets/private-key";
import { fakePem } from "../../../support/fake-secrets";
import { testRule } from "../../../support/rule-tester";

const marked = (pem: string) => pem.replace(/^(-----BEGIN[^\n\\]*?KEY(?: BLOCK)?-----)/, "«$1»");
const quoted = (pem: string) => JSON.stringify(pem).slice(1, -1);

testRule(privateKey, {
  valid: [
    { title: "a header alone", code: { "a.py": 'if "-----BEGIN PRIVATE KEY-----" in text:\n    pass\n' } },
    {
      title: "a manual that leaves the key out",
      code: {
        "README.md": "```\n-----BEGIN RSA PRIVATE KEY-----\n...\n-----END RSA PRIVATE KEY-----\n```\n",
      },
    },
    {
      title: "nothing in between",
      code: { "a.pem": "-----BEGIN OPENSSH PRIVATE KEY----------END OPENSSH PRIVATE KEY-----\n" },
    },
    {
      title: "filled up",
      code: { "a.pem": `-----BEGIN PRIVATE KEY-----\n${"X".repeat(200)}\n-----END PRIVATE KEY-----\n` },
    },
    { title: "a public key", code: { "a.pem": fakePem().replaceAll("PRIVATE", "PUBLIC") } },
    { title: "a certificate", code: { "a.pem": fakePem().replaceAll("PRIVATE KEY", "CERTIFICATE") } },
    {
      title: "a public SSH key",
      code: { "a.py": 'KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ5kq me@host"\n' },
    },
    { title: "an ignored file", code: { "certs/a.key": fakePem(), ".gitignore": "*.key\n" } },
    {
      title: "an ignored folder that git does not have",
      code: { "certs/a.key": fakePem(), ".gitignore": "certs/\n" },
      options: { tracked: () => false },
    },
    {
      title: "a variable of a Compose service",
      code: { "compose.yaml": `services:\n  a:\n    environment:\n      KEY: "${quoted(fakePem())}"\n` },
    },
    {
      title: "the file of a Google account",
      code: { "key.json": `{ "type": "service_account", "private_key": "${quoted(fakePem())}" }\n` },
    },
    { title: "allowed", code: { "a.js": `const a = "${quoted(fakePem())}"; // gitleaks:allow\n` } },
  ],
  invalid: [
    {
      title: "PKCS #8",
      code: { "deploy/server.pem": marked(fakePem()) },
      severity: "error",
      message: /^A private key stands in this file/,
      fixed: null,
    },
    { title: "RSA", code: { "deploy/server.pem": marked(fakePem("RSA ")) }, message: /^A private RSA key/ },
    { title: "SSH", code: { id_rsa: marked(fakePem("OPENSSH ")) }, message: /^A private SSH key/ },
    {
      title: "encrypted",
      code: { "a.key": marked(fakePem("ENCRYPTED ")) },
      message: /^An encrypted private key/,
      severity: "warning",
    },
    { title: "in one line of JSON", code: { "config.json": `{ "key": "${marked(quoted(fakePem()))}" }\n` } },
    { title: "in code", code: { "src/jwt.ts": `const key = \`${marked(fakePem("EC "))}\`;\n` }, fixed: null },
    {
      title: "in a test",
      code: { "tests/keys.py": `KEY = """${marked(fakePem())}"""\n` },
      severity: "warning",
    },
    {
      title: "tracked although it is ignored",
      code: { "a.key": marked(fakePem()), ".gitignore": "*.key\n" },
      options: { tracked: () => true },
      fixed: null,
    },
    {
      title: "an SSH key gets a pattern of its own",
      code: { "deploy/id_ed25519": marked(fakePem("OPENSSH ")), ".gitignore": "dist" },
      fixed: { "deploy/id_ed25519": fakePem("OPENSSH "), ".gitignore": "dist\nid_ed25519*" },
    },
  ],
});
