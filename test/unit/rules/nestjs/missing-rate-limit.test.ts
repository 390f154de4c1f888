import { nestjsMissingRateLimit } from "../../../../src/core/rules/nestjs/missing-rate-limit";
import { testRule } from "../../../support/rule-tester";

const main = (create = "NestFactory.create(AppModule)", more = "") =>
  `import { NestFactory } from "@nestjs/core";\nimport { AppModule } from "./app.module";\n\nasync function bootstrap() {\n  const app = await ${create};\n${more}  await app.listen(3000);\n}\nbootstrap();\n`;
const module = (imports: string, options: string) =>
  `import { Module } from "@nestjs/common";\n${imports}\n@Module({\n${options}})\nexport class AppModule {}\n`;
const controller =
  'import { Controller, Post } from "@nestjs/common";\n@Controller()\nexport class A {\n  @Post()\n  add() {}\n}\n';
const project = (options: { main?: string; module: string }) => ({
  "src/main.ts": options.main ?? main(),
  "src/app.module.ts": options.module,
  "src/a.controller.ts": controller,
});
const plain = module("", "  imports: [OtherModule],\n");
const marked = main("«NestFactory.create(AppModule)»");

testRule(nestjsMissingRateLimit, {
  valid: [
    {
      title: "a guard for all",
      code: project({
        module: module(
          'import { APP_GUARD } from "@nestjs/core";\nimport { ThrottlerGuard, ThrottlerModule } from "@nestjs/throttler";\n',
          "  imports: [ThrottlerModule.forRoot([])],\n  providers: [{ provide: APP_GUARD, useClass: ThrottlerGuard }],\n",
        ),
      }),
    },
    {
      title: "a guard in another module",
      code: {
        ...project({ module: plain }),
        "src/security.module.ts":
          "@Module({ providers: [{ provide: APP_GUARD, useClass: RateLimitGuard }] })\nexport class SecurityModule {}\n",
      },
      proof: "APP_GUARD",
    },
    {
      title: "throttlers that are not bound: another rule",
      code: project({
        module: module(
          'import { ThrottlerModule } from "@nestjs/throttler";\n',
          "  imports: [ThrottlerModule.forRoot([])],\n",
        ),
      }),
    },
    {
      title: "a limiter of Express",
      code: project({ main: main(undefined, "  app.use(rateLimit({ limit: 100 }));\n"), module: plain }),
    },
    {
      title: "only reads",
      code: { ...project({ module: plain }), "src/a.controller.ts": controller.replaceAll("Post", "Get") },
    },
    {
      title: "nginx is the place to limit",
      code: {
        ...project({ module: plain }),
        "nginx/app.conf": "server {\n  location / { proxy_pass http://a; }\n}\n",
      },
    },
  ],
  invalid: [
    {
      title: "lists that are there",
      code: project({
        main: marked,
        module: module("", "  imports: [\n    OtherModule,\n  ],\n  providers: [],\n"),
      }),
      fixed: project({
        module: module(
          'import { APP_GUARD } from "@nestjs/core";\nimport { ThrottlerGuard, ThrottlerModule } from "@nestjs/throttler";\n',
          "  imports: [\n    OtherModule,\n    ThrottlerModule.forRoot([{ ttl: 60000, limit: 100 }]),\n  ],\n  providers: [{ provide: APP_GUARD, useClass: ThrottlerGuard }],\n",
        ),
      }),
    },
    {
      title: "behind a proxy",
      code: { ...project({ main: marked, module: plain }), Procfile: "web: node dist/main\n" },
      fixed: {
        ...project({
          main: main(undefined, '  app.getHttpAdapter().getInstance().set("trust proxy", 1);\n'),
          module: module(
            'import { APP_GUARD } from "@nestjs/core";\nimport { ThrottlerGuard, ThrottlerModule } from "@nestjs/throttler";\n',
            "  imports: [OtherModule, ThrottlerModule.forRoot([{ ttl: 60000, limit: 100 }])],\n  providers: [{ provide: APP_GUARD, useClass: ThrottlerGuard }],\n",
          ),
        }),
        Procfile: "web: node dist/main\n",
      },
    },
    {
      title: "the module is elsewhere",
      code: { "src/main.ts": marked, "src/a.controller.ts": controller },
      fixed: null,
    },
  ],
});
