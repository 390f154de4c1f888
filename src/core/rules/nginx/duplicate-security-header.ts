import { nginxTree } from "../../project/headers/levels";
import { defineRule } from "../rule";
import { repeatedAt } from "./repeated-header";
import { SentBehind } from "./sent-behind";

export const duplicateSecurityHeader = defineRule({
  id: "nginx/duplicate-security-header",
  on: "nginx",
  severity: "info",
  title: "Send each security header once",
  why: "nginx does not replace what the application behind it sends. A header that arrives twice is read differently by every client, and Strict-Transport-Security counts as invalid then.",
  references: [
    "https://www.rfc-editor.org/rfc/rfc6797#section-6.1",
    "https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_hide_header",
  ],
  equivalents: [],
  fix: "safe",
  examples: [
    {
      title: "the application behind sends it as well",
      bad: `server {
    listen 443 ssl;
    «add_header Strict-Transport-Security "max-age=31536000" always;»

    location / {
        proxy_pass http://app:3000;
    }
}
`,
      good: `server {
    listen 443 ssl;
    add_header Strict-Transport-Security "max-age=31536000" always;

    location / {
        proxy_pass http://app:3000;
        proxy_hide_header Strict-Transport-Security;
    }
}
`,
      with: {
        "src/server.js": `import express from "express";
import helmet from "helmet";

const app = express();
app.use(helmet({ hsts: { maxAge: 31536000 }, xFrameOptions: false, noSniff: false, referrerPolicy: false }));
app.listen(3000);
`,
      },
    },
    {
      title: "merge keeps the header of the level above",
      bad: `server {
    add_header X-Frame-Options "DENY" always;

    location /assets/ {
        add_header_inherit merge;
        «add_header X-Frame-Options "DENY" always;»
        add_header Cache-Control "public";
    }
}
`,
      good: `server {
    add_header X-Frame-Options "DENY" always;

    location /assets/ {
        add_header_inherit merge;
        add_header Cache-Control "public";
    }
}
`,
    },
  ],
  *check(context) {
    const { file, project } = context;
    if (!file.form.clean) return;
    const behind = new SentBehind(context);
    for (const [level] of project.fact(nginxTree).levelsOf(file.path)) {
      if (!level) continue;
      yield* repeatedAt(level, file);
      behind.look(level);
    }
    yield* behind.problems();
  },
});
