import { wildcardReports } from "../node/cors-wildcard-check";
import { defineRule } from "../rule";

/**
 * The fix is for a person to pick: the frontend may be served from more origins than the workspace shows.
 */
export const nestjsCorsWildcard = defineRule({
  id: "nestjs/cors-wildcard",
  on: "javascript",
  severity: "warning",
  title: "Name the origins that may call the API",
  why: "With `*`, which is what `enableCors()` sends by itself, any website can read the API's answers from its visitors' browsers.",
  references: [
    "https://docs.nestjs.com/security/cors",
    "https://developer.mozilla.org/en-US/docs/Web/HTTP/Reference/Headers/Access-Control-Allow-Origin",
    "https://cwe.mitre.org/data/definitions/942.html",
  ],
  equivalents: ["semgrep nestjs-header-cors-any"],
  mentions: ["cors", "access-control-allow-origin"],
  fix: "review",
  examples: [
    {
      title: "enableCors() allows every origin",
      path: "src/main.ts",
      with: { ".env.production": "FRONTEND_URL=https://app.example.com\n" },
      bad: `import { NestFactory } from '@nestjs/core';
import { AppModule } from './app.module';

async function bootstrap() {
  const app = await NestFactory.create(AppModule);
  «app.enableCors()»;
  await app.listen(3000);
}
`,
      good: `import { NestFactory } from '@nestjs/core';
import { AppModule } from './app.module';

async function bootstrap() {
  const app = await NestFactory.create(AppModule);
  app.enableCors({ origin: ['https://app.example.com'] });
  await app.listen(3000);
}
`,
    },
    {
      title: "the origin comes from the environment",
      path: "src/main.ts",
      bad: `import { NestFactory } from '@nestjs/core';
import { AppModule } from './app.module';

const app = await NestFactory.create(AppModule, { cors: «true» });
`,
      good: `import { NestFactory } from '@nestjs/core';
import { AppModule } from './app.module';

const app = await NestFactory.create(AppModule, { cors: { origin: process.env.FRONTEND_URL } });
`,
    },
  ],
  check: (context) => wildcardReports("nestjs", context, () => ["semgrep nestjs-header-cors-any"]),
});
