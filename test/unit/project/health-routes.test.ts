import { deepEqual } from "node:assert/strict";
import { healthRouteOf } from "../../../src/core/project/health-routes";
import { projectOf } from "../../support/project";

function routeIn(files: Record<string, string>, language: "python" | "javascript", path = "Dockerfile") {
  const { view } = projectOf({ Dockerfile: "FROM x\n", ...files }).watch();
  return healthRouteOf(view, path, language);
}

describe("routes for health checks", () => {
  it("are read from the application itself", () => {
    const fastapi = '@app.get("/items")\ndef a(): ...\n\n@app.get("/api/health")\ndef b(): ...\n';
    deepEqual(routeIn({ "app/main.py": fastapi }, "python"), { path: "/api/health", isSure: true });
    const express = "const app = express();\napp.get('/ping', f);\napp.get(`/healthz`, f);\n";
    deepEqual(routeIn({ "src/app.ts": express }, "javascript"), { path: "/healthz", isSure: true });
    const urls = 'urlpatterns = [path("admin/", admin.site.urls), path("health/", ok)]\n';
    deepEqual(routeIn({ "shop/urls.py": urls }, "python"), { path: "/health/", isSure: true });
  });

  it("are made of files by Next.js", () => {
    const body = "export const GET = () => Response.json({});\n";
    deepEqual(routeIn({ "src/app/api/health/route.ts": body }, "javascript")?.path, "/api/health");
    deepEqual(routeIn({ "pages/api/healthz.js": body }, "javascript")?.path, "/api/healthz");
    deepEqual(routeIn({ "pages/api/health/index.ts": body }, "javascript")?.path, "/api/health");
  });

  it("are not made up", () => {
    for (const files of [
      { "api/routes.py": '@router.get("/health")\ndef a(): ...\n' },
      { "tests/test_app.py": '@app.get("/health")\ndef a(): ...\n' },
      { "main.py": 'client.get("/health")\n' },
      { "main.py": '@app.get("/healthy-food")\ndef a(): ...\n' },
      { "items/urls.py": 'urlpatterns = [path("health/", ok)]\n' },
      { "main.js": "app.get('/health', f);\n" },
    ] as Record<string, string>[]) {
      deepEqual(routeIn(files, "python"), undefined, JSON.stringify(files));
    }
  });

  it("belong to the service whose folder they are in", () => {
    const files = {
      "web/Dockerfile": "FROM x\n",
      "web/main.py": '@app.get("/up")\ndef a(): ...\n',
      "main.py": '@app.get("/health")\ndef a(): ...\n',
    };
    deepEqual(routeIn(files, "python"), { path: "/health", isSure: false });
    deepEqual(routeIn(files, "python", "web/Dockerfile"), { path: "/up", isSure: true });
  });
});
