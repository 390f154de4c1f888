import { throttlerNotBound } from "../../../../src/core/rules/nestjs/throttler-not-bound";
import { testRule } from "../../../support/rule-tester";

const head =
  'import { Module } from "@nestjs/common";\nimport { ThrottlerModule } from "@nestjs/throttler";\n\n';
const setup = (throttlers: string) =>
  `@Module({ imports: [ThrottlerModule.forRoot(${throttlers})] })\nexport class AppModule {}\n`;
const named = '[{ name: "short", ttl: 1, limit: 2 }, { name: "long-term", ttl: 9, limit: 9 }]';
const bound = "export const guard = { provide: APP_GUARD, useClass: ThrottlerGuard };\n";

testRule(throttlerNotBound, {
  valid: [
    {
      title: "bound in another file",
      code: { "src/app.module.ts": head + setup("[]"), "src/guards.ts": bound },
      proof: "APP_GUARD",
    },
    {
      title: "bound to a controller",
      code: {
        "src/app.module.ts": head + setup("[]"),
        "src/a.ts": "@UseGuards(ThrottlerGuard)\nexport class A {}\n",
      },
    },
    {
      title: "a guard of their own",
      code: {
        "src/app.module.ts": `${head}${setup("[]")}app.useGlobalGuards(new ThrottlerBehindProxyGuard());\n`,
      },
    },
    {
      title: "skips the default",
      code: {
        "src/app.module.ts": head + setup("[{ ttl: 1, limit: 2 }]") + bound,
        "src/a.ts": "@SkipThrottle()\nexport class A {}\n",
      },
    },
    {
      title: "skips by name",
      code: {
        "src/app.module.ts": head + setup(named) + bound,
        "src/a.ts": "@SkipThrottle({ short: true })\nexport class A {}\n",
      },
    },
    {
      title: "throttlers that are not known",
      code: {
        "src/app.module.ts": head + setup("options") + bound,
        "src/a.ts": "@SkipThrottle()\nexport class A {}\n",
      },
    },
    { title: "no throttlers", code: "export class AppModule {}\n" },
  ],
  invalid: [
    {
      title: "set up by a function",
      code: {
        "src/app.module.ts": `${head}@Module({\n  imports: [\n    «ThrottlerModule.forRootAsync»({ useFactory: f }),\n  ],\n  providers: [AppService],\n})\nexport class AppModule {}\n`,
      },
      severity: "warning",
      fixed: {
        "src/app.module.ts": `import { Module } from "@nestjs/common";\nimport { ThrottlerGuard, ThrottlerModule } from "@nestjs/throttler";\nimport { APP_GUARD } from "@nestjs/core";\n\n@Module({\n  imports: [\n    ThrottlerModule.forRootAsync({ useFactory: f }),\n  ],\n  providers: [AppService, { provide: APP_GUARD, useClass: ThrottlerGuard }],\n})\nexport class AppModule {}\n`,
      },
    },
    {
      title: "options that are built elsewhere",
      code: {
        "src/app.module.ts": `${head}@Module(options)\nexport class AppModule {}\nconst options = { imports: [«ThrottlerModule.forRoot»([])] };\n`,
      },
      fixed: null,
    },
    {
      title: "skips nothing where all have names",
      code: {
        "src/app.module.ts": head + setup(named) + bound,
        "src/a.ts": "@«SkipThrottle»()\nexport class A {}\n",
      },
      fixed: {
        "src/app.module.ts": head + setup(named) + bound,
        "src/a.ts": '@SkipThrottle({ short: true, "long-term": true })\nexport class A {}\n',
      },
    },
  ],
});
