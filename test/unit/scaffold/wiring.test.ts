import assert from "node:assert/strict";
import { SourceFile } from "../../../src/core/files/source";
import { resolveConfig } from "../../../src/core/lint/config";
import { lint } from "../../../src/core/lint/lint";
import { rules } from "../../../src/core/rules/list";
import { detectStack } from "../../../src/core/scaffold/detect-stack";
import { generatorOf } from "../../../src/core/scaffold/list";
import { propose } from "../../../src/core/scaffold/proposal";
import { applyEdits } from "../../../src/core/text/edits";
import { projectOf } from "../../support/project";

type Files = Readonly<Record<string, string>>;
const all = ["health", "graceful-shutdown", "sentry", "logging"];

function proposed(files: Files, ids: readonly string[]) {
  const project = projectOf(files).watch().view;
  const chosen = ids.flatMap((id) => generatorOf(id) ?? []);
  return propose(chosen, { stack: detectStack(project), answers: {}, project });
}

function written(files: Files, ids: readonly string[] = all): Record<string, string> {
  const { create, merge } = proposed(files, ids);
  return {
    ...files,
    ...Object.fromEntries(create.map(({ path, text }) => [path, text])),
    ...Object.fromEntries(merge.map(({ path, edits }) => [path, applyEdits(files[path] ?? "", edits)])),
  };
}

const apps: Readonly<Record<string, { files: Files; path: string; text: string; more?: Files }>> = {
  FastAPI: {
    files: {
      "requirements.txt": "fastapi==0.121.0\nuvicorn==0.38.0\n",
      "app/main.py":
        'from fastapi import FastAPI\n\nfrom app.orders import orders\n\n# The application.\napp = FastAPI(title="shop")\napp.include_router(orders)\n',
      "app/orders.py": "from fastapi import APIRouter\n\norders = APIRouter()\n",
    },
    path: "app/main.py",
    text: 'from fastapi import FastAPI\n\nfrom app.orders import orders\nfrom app.health import health_router\nfrom app.error_tracking import start_error_tracking\nfrom app.log_config import configure_logging\n\nstart_error_tracking()\nconfigure_logging()\n# The application.\napp = FastAPI(title="shop")\napp.include_router(health_router)\napp.include_router(orders)\n',
    more: { "requirements.txt": "fastapi==0.121.0\nsentry-sdk==2.32.0\nuvicorn==0.38.0\n" },
  },
  "Flask with a factory": {
    files: {
      "requirements.txt": "flask\ngunicorn\n",
      "shop/__init__.py":
        'from flask import Flask\n\n\ndef create_app():\n    app = Flask(__name__)\n\n    @app.get("/")\n    def orders():\n        return []\n\n    return app\n',
      "wsgi.py": "from shop import create_app\n\napplication = create_app()\n",
    },
    path: "shop/__init__.py",
    text: 'from flask import Flask\nfrom health import health_blueprint\nfrom error_tracking import start_error_tracking\nfrom log_config import configure_logging\n\n\ndef create_app():\n    start_error_tracking()\n    configure_logging()\n    app = Flask(__name__)\n    app.register_blueprint(health_blueprint)\n\n    @app.get("/")\n    def orders():\n        return []\n\n    return app\n',
  },
  Express: {
    files: {
      "package.json":
        '{\n  "type": "module",\n  "scripts": { "start": "node src/server.js" },\n  "dependencies": {\n    "express": "5.1.0"\n  }\n}\n',
      "src/server.js":
        "import express from 'express'\n\nconst app = express()\napp.use(express.json())\napp.listen(process.env.PORT ?? 3000)\n",
    },
    path: "src/server.js",
    text: "import './instrument.js'\nimport express from 'express'\nimport { addHealth } from './health.js'\nimport { endGracefully } from './shutdown.js'\nimport { logCrashes } from './log.js'\n\nlogCrashes()\nconst app = express()\naddHealth(app)\napp.use(express.json())\nendGracefully(app.listen(process.env.PORT ?? 3000))\n",
  },
  "Express with require": {
    files: {
      "package.json":
        '{ "scripts": { "start": "node server.js" }, "dependencies": { "express": "5.1.0" } }\n',
      "server.js":
        '"use strict";\nconst express = require("express");\n\nconst app = express();\nconst server = app.listen(3000);\nmodule.exports = { server };\n',
    },
    path: "server.js",
    text: '"use strict";\nrequire("./instrument");\nconst express = require("express");\nconst { addHealth } = require("./health");\nconst { endGracefully } = require("./shutdown");\nconst { logCrashes } = require("./log");\n\nlogCrashes();\nconst app = express();\naddHealth(app);\nconst server = app.listen(3000);\nendGracefully(server);\nmodule.exports = { server };\n',
  },
  "Fastify in TypeScript": {
    files: {
      "package.json":
        '{ "type": "module", "scripts": { "start": "node dist/main.js", "build": "tsc" }, "dependencies": { "fastify": "5.6.0" } }\n',
      "tsconfig.json": "{}\n",
      "src/main.ts":
        'import Fastify from "fastify";\nimport { routes } from "./routes.js";\n\nconst app = Fastify({ logger: true });\nawait app.register(routes);\nawait app.listen({ port: 3000 });\n',
      "src/routes.ts": "export async function routes() {}\n",
    },
    path: "src/main.ts",
    text: 'import "./instrument.js";\nimport Fastify from "fastify";\nimport { routes } from "./routes.js";\nimport { addHealth } from "./health.js";\nimport { endGracefully } from "./shutdown.js";\nimport { logCrashes } from "./log.js";\n\nlogCrashes();\nconst app = Fastify({ logger: true });\nendGracefully(app);\naddHealth(app);\nawait app.register(routes);\nawait app.listen({ port: 3000 });\n',
  },
  NestJS: {
    files: {
      "package.json":
        '{ "scripts": { "start:prod": "node dist/main", "build": "nest build" }, "dependencies": { "@nestjs/core": "11.0.0", "@nestjs/common": "11.0.0" } }\n',
      "nest-cli.json": "{}\n",
      "tsconfig.json": "{}\n",
      "src/main.ts":
        'import { NestFactory } from "@nestjs/core";\nimport { AppModule } from "./app.module";\n\nasync function bootstrap() {\n  const app = await NestFactory.create(AppModule);\n  await app.listen(3000);\n}\nvoid bootstrap();\n',
      "src/app.module.ts":
        'import { Module } from "@nestjs/common";\nimport { OrdersController } from "./orders.controller";\n\n@Module({\n  controllers: [OrdersController],\n})\nexport class AppModule {}\n',
      "src/orders.controller.ts":
        'import { Controller } from "@nestjs/common";\n\n@Controller("orders")\nexport class OrdersController {}\n',
    },
    path: "src/main.ts",
    text: 'import "./instrument";\nimport { NestFactory } from "@nestjs/core";\nimport { AppModule } from "./app.module";\nimport { endGracefully } from "./shutdown";\nimport { logCrashes } from "./log";\n\nasync function bootstrap() {\n  logCrashes();\n  const app = await NestFactory.create(AppModule);\n  endGracefully(app);\n  await app.listen(3000);\n}\nvoid bootstrap();\n',
    more: {
      "src/app.module.ts":
        'import { Module } from "@nestjs/common";\nimport { OrdersController } from "./orders.controller";\nimport { HealthController } from "./health";\n\n@Module({\n  controllers: [OrdersController, HealthController],\n})\nexport class AppModule {}\n',
    },
  },
};

const django: Files = {
  "requirements.txt": "django==5.2.0\ngunicorn==23.0.0\n",
  "manage.py": 'import os\n\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "shop.settings")\n',
  "shop/wsgi.py": "application = None\n",
  "shop/settings.py":
    'import os\n\nROOT_URLCONF = "shop.urls"\nWSGI_APPLICATION = "shop.wsgi.application"\nSECRET_KEY = os.environ["SECRET_KEY"]\n',
  "shop/urls.py":
    'from django.contrib import admin\nfrom django.urls import path\n\nurlpatterns = [\n    path("admin/", admin.site.urls),\n]\n',
};

describe("a generated module", () => {
  for (const [name, { files, path, text, more = {} }] of Object.entries(apps)) {
    it(`is used where the app starts, in the style of the file: ${name}`, () => {
      const after = written(files);
      assert.equal(after[path], text);
      for (const [other, wanted] of Object.entries(more)) assert.equal(after[other], wanted, other);
    });

    it(`keeps Windows line breaks: ${name}`, () => {
      const windows = Object.fromEntries(
        Object.entries(files).map(([one, content]) => [one, content.replaceAll("\n", "\r\n")]),
      );
      assert.equal(written(windows)[path], text.replaceAll("\n", "\r\n"));
    });
  }

  it("is used in the settings and the routes of Django", () => {
    const after = written(django);
    assert.equal(
      after["shop/urls.py"],
      'from django.contrib import admin\nfrom django.urls import path\nfrom shop.health import health\n\nurlpatterns = [\n    path("health", health),\n    path("admin/", admin.site.urls),\n]\n',
    );
    assert.equal(
      after["shop/settings.py"],
      'import os\n\nfrom shop.error_tracking import start_error_tracking\nfrom shop.log_config import configure_logging\n\nROOT_URLCONF = "shop.urls"\nWSGI_APPLICATION = "shop.wsgi.application"\nSECRET_KEY = os.environ["SECRET_KEY"]\n\nstart_error_tracking()\n\nconfigure_logging()\n',
    );
  });

  it("is the file that Next.js starts, with its package", () => {
    const after = written({
      "package.json":
        '{ "scripts": { "build": "next build", "start": "next start" }, "dependencies": { "next": "16.0.0" } }\n',
      "tsconfig.json": "{}\n",
      "src/app/page.tsx": "export default function Page() { return null; }\n",
    });
    assert.match(after["src/instrumentation.ts"] ?? "", /export const onRequestError/);
    assert.match(after["package.json"] ?? "", /"@sentry\/nextjs": "\^\d/);
  });

  for (const [name, files] of [
    ...Object.entries(apps).map(([one, app]) => [one, app.files] as const),
    ["Django", django] as const,
  ]) {
    it(`parses, leaves no new finding, and changes nothing a second time: ${name}`, () => {
      const after = written(files);
      for (const [path, text] of Object.entries(after)) {
        const form = SourceFile.create(path, text)?.form;
        assert.deepEqual([form?.problems ?? [], form?.clean ?? true], [[], true], path);
      }
      const findings = (texts: Files) =>
        lint(projectOf(texts), rules, resolveConfig()).findings.map(({ rule, path }) => `${path} ${rule}`);
      const before = new Set(findings(files));
      assert.deepEqual(
        findings(after).filter((finding) => !before.has(finding)),
        [],
      );
      const again = proposed(after, all);
      assert.deepEqual([again.create.map(({ path }) => path), again.merge], [[], []]);
    });
  }

  it("leaves a start-up alone whose place is not the only one", () => {
    const twice: Files = {
      "requirements.txt": "fastapi\nuvicorn\n",
      "main.py": "from fastapi import FastAPI\n\napp = FastAPI()\nadmin = FastAPI()\n",
    };
    const nameless: Files = {
      "package.json":
        '{ "scripts": { "start": "node server.js" }, "dependencies": { "express": "5.1.0" } }\n',
      "server.js":
        'import express from "express";\n\nprocess.on("SIGTERM", () => process.exit());\nexpress().listen(3000);\n',
    };
    const conditional: Files = {
      ...twice,
      "main.py": "from fastapi import FastAPI\n\nif True:\n    app = FastAPI()\n",
    };
    const taken: Files = {
      ...twice,
      "main.py":
        "from fastapi import FastAPI\nfrom routes import health_router, start_error_tracking, configure_logging\n\napp = FastAPI()\n",
      "routes.py": "health_router = None\n",
    };
    for (const files of [twice, conditional, taken]) assert.deepEqual(proposed(files, all).merge, []);
    const { merge } = proposed(nameless, ["health", "graceful-shutdown", "logging"]);
    assert.deepEqual(merge, []);
  });

  it("leaves settings alone that are several files or have logs of their own", () => {
    const { "shop/settings.py": settings = "", ...rest } = django;
    const split = { ...rest, "shop/settings.py": settings, "shop/local_settings.py": "DEBUG = True\n" };
    assert.deepEqual(proposed(split, ["logging", "sentry"]).merge, []);
    const own = { ...django, "shop/settings.py": `${settings}LOGGING = {}\n` };
    assert.deepEqual(proposed(own, ["logging"]).merge, []);
  });

  it("does not use a module of that name which somebody else wrote", () => {
    const { files } = apps.FastAPI ?? { files: {} };
    assert.deepEqual(proposed({ ...files, "app/health.py": "x = 1\n" }, ["health"]).merge, []);
  });
});
