import { nestjsCorsWildcard } from "../../../../src/core/rules/nestjs/cors-wildcard";
import { testRule } from "../../../support/rule-tester";

const nest = "import { NestFactory } from '@nestjs/core';\n";
const at = (text: string) => ({ "src/main.ts": text });

testRule(nestjsCorsWildcard, {
  valid: [
    {
      title: "explicit origins",
      code: at(`${nest}app.enableCors({ origin: ['https://a.example.org'] });\n`),
      proof: "https://a.example.org",
    },
    {
      title: "an origin from the configuration",
      code: at(`${nest}app.enableCors({ origin: config.get('FRONTEND_URL') });\n`),
      proof: "FRONTEND_URL",
    },
    { title: "switched off", code: at(`${nest}await NestFactory.create(AppModule, { cors: false });\n`) },
    { title: "options from elsewhere", code: at(`${nest}app.enableCors(corsOptions);\n`) },
    {
      title: "development",
      code: at(`${nest}if (process.env.NODE_ENV === 'development') app.enableCors();\n`),
    },
    { title: "something else of that name", code: at("bucket.enableCors();\n") },
    {
      title: "another header",
      code: at(
        "import { Controller, Get, Header } from '@nestjs/common';\n@Controller()\nclass A {\n  @Get()\n  @Header('Cache-Control', '*')\n  all() {}\n}\n",
      ),
    },
    {
      title: "a header with an origin",
      code: at(
        "import { Get, Header } from '@nestjs/common';\nclass A {\n  @Get()\n  @Header('Access-Control-Allow-Origin', 'https://a.example.org')\n  all() {}\n}\n",
      ),
    },
    {
      title: "another decorator of that name",
      code: at("class A {\n  @Header('Access-Control-Allow-Origin', '*')\n  all() {}\n}\n"),
    },
  ],
  invalid: [
    {
      title: "options of the application",
      code: at(`${nest}const app = await NestFactory.create(AppModule, { cors: { origin: «'*'» } });\n`),
      fixed: at(
        `${nest}const app = await NestFactory.create(AppModule, { cors: { origin: process.env.FRONTEND_URL } });\n`,
      ),
    },
    {
      title: "options without an origin",
      message: /refuse/,
      code: at(`${nest}«app.enableCors({ credentials: true })»;\n`),
      fixed: at(`${nest}app.enableCors({ origin: process.env.FRONTEND_URL, credentials: true });\n`),
    },
    {
      title: "on Fastify",
      code: at(
        `${nest}import { FastifyAdapter } from '@nestjs/platform-fastify';\nconst app = await NestFactory.create(AppModule, new FastifyAdapter(), { cors: «true» });\n`,
      ),
      fixed: at(
        `${nest}import { FastifyAdapter } from '@nestjs/platform-fastify';\nconst app = await NestFactory.create(AppModule, new FastifyAdapter(), { cors: { origin: process.env.FRONTEND_URL ?? false } });\n`,
      ),
    },
    {
      title: "a decorator",
      code: at(
        "import { Get, Header } from '@nestjs/common';\nclass A {\n  @Get()\n  @Header('access-control-allow-origin', «'*'»)\n  all() {}\n}\n",
      ),
      fixed: at(
        "import { Get, Header } from '@nestjs/common';\nclass A {\n  @Get()\n  @Header('access-control-allow-origin', process.env.FRONTEND_URL ?? '')\n  all() {}\n}\n",
      ),
    },
  ],
});
