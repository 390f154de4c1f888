import { addStatementsAfter } from "../../files/script/insert";
import type { SourceFile } from "../../files/source";
import { quoteOf } from "../../files/syntax/style";
import { positional } from "../../files/syntax/value";
import { addNodeDependency } from "../../project/add-dependency";
import { throttlersWithin } from "../../project/limits";
import { folderOf, resolvePath } from "../../project/services";
import type { ProjectView } from "../../project/view";
import type { TextEdit } from "../../text/edits";
import { isBehindProxy } from "../express/trust-proxy";
import type { NodeApp } from "../node/apps";
import { missingLimit } from "../node/missing-limit";
import { defineRule, type FileRuleContext, type Fix } from "../rule";
import { guardEdits, moduleOptions } from "./module-edits";

type Script = SourceFile<"javascript">;

export const nestjsMissingRateLimit = defineRule({
  id: "nestjs/missing-rate-limit",
  on: "javascript",
  severity: "warning",
  hardening: true,
  title: "Limit how often one client may ask the application",
  why: "Without a limit one client can guess passwords as fast as the server answers, and take the application away from everybody else.",
  references: [
    "https://docs.nestjs.com/security/rate-limiting",
    "https://owasp.org/API-Security/editions/2023/en/0xa4-unrestricted-resource-consumption/",
    "https://cwe.mitre.org/data/definitions/770.html",
  ],
  equivalents: [],
  mentions: ["NestFactory"],
  fix: "review",
  examples: [
    {
      files: {
        "src/main.ts": `import { NestFactory } from '@nestjs/core';
import { AppModule } from './app.module';

async function bootstrap() {
  const app = await «NestFactory.create(AppModule)»;
  await app.listen(3000);
}
bootstrap();
`,
        "src/app.module.ts": `import { Module } from '@nestjs/common';
import { OrdersController } from './orders.controller';

@Module({
  controllers: [OrdersController],
})
export class AppModule {}
`,
        "src/orders.controller.ts": `import { Controller, Post } from '@nestjs/common';

@Controller('orders')
export class OrdersController {
  @Post()
  add() {}
}
`,
      },
      good: {
        "src/main.ts": `import { NestFactory } from '@nestjs/core';
import { AppModule } from './app.module';

async function bootstrap() {
  const app = await NestFactory.create(AppModule);
  await app.listen(3000);
}
bootstrap();
`,
        "src/app.module.ts": `import { Module } from '@nestjs/common';
import { OrdersController } from './orders.controller';
import { APP_GUARD } from '@nestjs/core';
import { ThrottlerGuard, ThrottlerModule } from '@nestjs/throttler';

@Module({
  controllers: [OrdersController],
  imports: [ThrottlerModule.forRoot([{ ttl: 60000, limit: 100 }])],
  providers: [{ provide: APP_GUARD, useClass: ThrottlerGuard }],
})
export class AppModule {}
`,
        "src/orders.controller.ts": `import { Controller, Post } from '@nestjs/common';

@Controller('orders')
export class OrdersController {
  @Post()
  add() {}
}
`,
      },
    },
  ],
  *check(context) {
    const { file, project } = context;
    if (!file.form.mentions("NestFactory")) return;
    // Throttlers that no guard uses are the matter of another rule.
    if (throttlersWithin(file.path, project)) return;
    yield* missingLimit("nestjs", context, (app) => throttlerFix(app, context));
  },
});

function throttlerFix(app: NodeApp, { file, project }: FileRuleContext<"javascript">): Fix[] {
  const root = positional(app.call, 0);
  const name = root?.kind === "name" ? root.name : undefined;
  const home = name === undefined ? undefined : moduleFile(name, file, project);
  const options = home && moduleOptions(home.form, name);
  const edits = home && options && guardEdits(home.form, options, true);
  if (!home || !edits) return [];
  const own = trustEdits(app, file, project);
  const isHere = home.path === file.path;
  return [
    {
      title: "Limit each client to 100 requests a minute",
      kind: "review",
      edits: isHere ? [...own, ...edits] : own,
      also: [
        ...(isHere ? [] : [{ path: home.path, edits }]),
        ...addNodeDependency(project, file.path, "@nestjs/throttler"),
      ],
    },
  ];
}

/** The file of the class `name`: this one, or the one that it is imported from. */
function moduleFile(name: string, file: Script, project: ProjectView): Script | undefined {
  const { form, path } = file;
  if (form.classes.some((one) => one.name === name)) return file;
  const source = form.imports.find(({ names }) => names.some(({ local }) => local === name))?.module;
  const base = source?.startsWith(".") ? resolvePath(folderOf(path), source) : undefined;
  if (base === undefined) return undefined;
  const bare = base.replace(/\.js$/, "");
  for (const candidate of [`${bare}.ts`, `${bare}.js`, `${bare}/index.ts`]) {
    const found = project.file(candidate);
    if (found?.is("javascript") && found.form.clean) return found;
  }
  return undefined;
}

/** Nest's own server is Express, which has to be told that a proxy stands in front. */
function trustEdits({ name, assigned }: NodeApp, { form }: Script, project: ProjectView): TextEdit[] {
  const isOther = form.mentions("FastifyAdapter") || form.mentions("trust proxy");
  if (!assigned || name === undefined || isOther || !isBehindProxy(project)) return [];
  const quote = quoteOf(form.text, "'");
  const line = `${name}.getHttpAdapter().getInstance().set(${quote}trust proxy${quote}, 1);`;
  const edit = addStatementsAfter(form, assigned.at.start, [line]);
  return edit ? [edit] : [];
}
