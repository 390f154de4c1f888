import assert from "node:assert/strict";
import { resolveConfig } from "../../../../src/core/lint/config";
import { lint } from "../../../../src/core/lint/lint";
import { nginxMissingReferrerPolicy } from "../../../../src/core/rules/nginx/missing-referrer-policy";
import { projectOf } from "../../../support/project";
import { testRule } from "../../../support/rule-tester";

const tls = "listen 443 ssl;\n  server_name app.example.com;";
const policy = 'add_header Referrer-Policy "strict-origin-when-cross-origin" always;';

testRule(nginxMissingReferrerPolicy, {
  valid: [
    { title: "sent by the server", code: `server {\n  ${tls}\n  ${policy}\n  root /a;\n}\n`, proof: policy },
    {
      title: "the page says it of itself",
      code: {
        "nginx/app.conf": `server {\n  ${tls}\n  root /a;\n}\n`,
        "public/index.html": '<meta name="referrer" content="no-referrer">\n',
      },
      proof: "no-referrer",
    },
    {
      title: "only redirects",
      code: `server {\n  ${tls}\n  return 301 https://example.com$request_uri;\n}\n`,
    },
  ],
  invalid: [
    {
      title: "files over HTTPS",
      code: `«server» {\n  ${tls}\n  root /a;\n}\n`,
      severity: "hint",
      fixed: `server {\n  ${tls}\n  ${policy}\n  root /a;\n}\n`,
    },
    {
      title: "a page of the tests says nothing of those that are deployed",
      code: {
        "nginx/app.conf": `«server» {\n  ${tls}\n  root /a;\n}\n`,
        "tests/index.html": '<meta name="referrer" content="no-referrer">\n',
      },
    },
  ],
});

describe("nginx/missing-referrer-policy, kind of its fix", () => {
  const kindFor = (inside: string) => {
    const project = projectOf({ "nginx/app.conf": `server {\n  ${tls}\n  ${inside}\n}\n` });
    return lint(project, [nginxMissingReferrerPolicy], resolveConfig()).findings[0]?.fixes[0]?.kind;
  };

  it("is safe for files", () => assert.equal(kindFor("root /a;"), "safe"));

  it("is for a person to pick where an application may send its own", () =>
    assert.equal(kindFor("location / { proxy_pass http://app:3000; }"), "review"));
});
