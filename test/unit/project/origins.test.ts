import assert from "node:assert/strict";
import { frontendOrigin } from "../../../src/core/project/origins";
import { projectOf } from "../../support/project";

function found(files: Record<string, string>) {
  return projectOf(files).watch().view.fact(frontendOrigin);
}

describe("project/origins", () => {
  it("knows nothing of an empty workspace", () => {
    assert.deepEqual(found({}), { origin: undefined, variable: "FRONTEND_URL" });
  });

  const origins: [string, Record<string, string>, string | undefined][] = [
    [
      "a dotenv file",
      { ".env.production": "FRONTEND_URL=https://app.example.org/start\n" },
      "https://app.example.org",
    ],
    [
      "a bundler's variable",
      { "web/.env.production": "VITE_SITE_URL='https://app.example.org:8443'\n" },
      "https://app.example.org:8443",
    ],
    [
      "the first public one of a list",
      { ".env": 'CORS_ORIGINS=["http://localhost:3000", "https://app.example.org"]\n' },
      "https://app.example.org",
    ],
    [
      "a Compose file",
      {
        "compose.yaml":
          "services:\n  api:\n    environment:\n      - ALLOWED_ORIGINS=https://app.example.org\n",
      },
      "https://app.example.org",
    ],
    [
      "a Render blueprint",
      {
        "render.yaml":
          "services:\n  - type: web\n    envVars:\n      - key: CLIENT_URL\n        value: https://app.example.org\n",
      },
      "https://app.example.org",
    ],
    [
      "a Fly configuration",
      { "fly.toml": '[env]\nWEB_ORIGIN = "https://app.example.org"\n' },
      "https://app.example.org",
    ],
    [
      "CORS before others",
      { ".env": "APP_URL=https://a.example.org\nCORS_ORIGIN=https://b.example.org\n" },
      "https://b.example.org",
    ],
    [
      "production before development",
      { ".env": "CORS_ORIGIN=https://a.example.org\n", ".env.production": "APP_URL=https://b.example.org\n" },
      "https://b.example.org",
    ],
    ["no placeholder of an example", { ".env.example": "FRONTEND_URL=https://your-domain.com\n" }, undefined],
    ["nothing of a developer's machine", { ".env.local": "FRONTEND_URL=https://abc.ngrok.app\n" }, undefined],
    ["no localhost", { ".env": "FRONTEND_URL=https://localhost:3000\n" }, undefined],
    ["no plain HTTP", { ".env": "FRONTEND_URL=http://app.example.org\n" }, undefined],
    ["no wildcard", { ".env": "CORS_ORIGINS=https://*.example.org\n" }, undefined],
    ["no variable", { ".env": "FRONTEND_URL=https://${HOST}\n" }, undefined],
    [
      "not the address of an API",
      { ".env": "API_URL=https://api.example.org\nBACKEND_URL=https://b.example.org\n" },
      undefined,
    ],
  ];
  for (const [title, files, origin] of origins) {
    it(`takes ${title}`, () => assert.equal(found(files).origin, origin));
  }

  it("names the variable that the workspace uses, where a server can read it", () => {
    assert.equal(found({ ".env.example": "CLIENT_URL=\n" }).variable, "CLIENT_URL");
    assert.equal(found({ ".env.example": "VITE_APP_URL=http://localhost:3000\n" }).variable, "FRONTEND_URL");
    assert.equal(found({ ".env.example": "CORS_ORIGINS=http://localhost:3000\n" }).variable, "FRONTEND_URL");
  });
});
