import { devLeftovers } from "../../../../src/core/rules/compose/dev-leftovers";
import { testRule } from "../../../support/rule-tester";

const api = (body: string) => `services:\n  api:\n${body.replace(/^/gm, "    ")}\n`;
const built = (body: string) => api(`build: .\n${body}`);
const mounts = (...items: string[]) => built(`volumes:\n${items.map((item) => `  - ${item}`).join("\n")}`);
const env = (...lines: string[]) => built(`environment:\n${lines.map((line) => `  ${line}`).join("\n")}`);

testRule(devLeftovers, {
  valid: [
    { title: "named volumes", code: mounts("uploads:/app/uploads"), proof: "api" },
    {
      title: "configuration",
      code: mounts(
        "./nginx.conf:/etc/nginx/nginx.conf:ro",
        "./config:/app/config",
        "./app.yaml:/app/app.yaml",
      ),
    },
    {
      title: "a file without an ending",
      code: { "compose.yaml": mounts("./src/Caddyfile:/app/Caddyfile"), "src/Caddyfile": "x" },
    },
    { title: "read-only", code: mounts("./src:/app/src:ro") },
    {
      title: "data",
      code: mounts("./data:/app/data", "./uploads:/app/uploads", "./logs:/app/logs", "/srv/x:/app/x"),
    },
    {
      title: "static files behind nginx",
      code: api("image: nginx:1.29\nvolumes: ['./frontend/dist:/usr/share/nginx/html']"),
    },
    {
      title: "an app whose image is not a bare runtime",
      code: api("image: lscr.io/linuxserver/code-server\nvolumes: ['./app:/app']"),
    },
    {
      title: "a folder without code",
      code: { "compose.yaml": mounts("./fonts:/app/fonts"), "fonts/a.woff2": "x" },
    },
    {
      title: "watch",
      code: built("develop:\n  watch:\n    - action: sync\n      path: .\n      target: /app"),
    },
    { title: "development", code: { "compose.override.yaml": mounts(".:/app") } },
    { title: "a local file", code: { "docker-compose.local.yml": env("DEBUG: 'true'") } },
    {
      title: "the stage for development",
      code: api("build: { context: ., target: dev }\nvolumes: ['.:/app']"),
    },
    { title: "a profile for development", code: built("profiles: [dev]\nvolumes: ['.:/app']") },
    {
      title: "a service for development",
      code: "services:\n  api-dev:\n    build: .\n    volumes: ['.:/app']\n",
    },
    {
      title: "production has a file of its own",
      code: { "compose.yaml": mounts(".:/app"), "compose.prod.yaml": api("image: ghcr.io/acme/api:2") },
    },
    {
      title: "production lays a file over this one and replaces all of it",
      code: {
        "compose.yaml": built(
          "command: npm run dev\nenvironment: { NODE_ENV: development }\nvolumes: ['.:/app']",
        ),
        "compose.prod.yaml": api(
          "command: npm start\nenvironment: { NODE_ENV: production }\nvolumes: !override []",
        ),
      },
    },
    { title: "another platform runs production", code: mounts(".:/app"), options: { target: "heroku" } },
    {
      title: "production",
      code: env("NODE_ENV: production", "DEBUG: 'false'", "APP_DEBUG: '0'"),
      proof: "api",
    },
    { title: "what is debugged", code: env("DEBUG: 'app:*'", "DEBUG_LEVEL: '1'", "ENV: staging") },
    { title: "from outside", code: env("NODE_ENV: ${NODE_ENV}", "DEBUG: ${DEBUG:-false}") },
    { title: "passed through", code: env("- NODE_ENV", "- DEBUG") },
    { title: "commands for production", code: built("command: uvicorn main:app --workers 4") },
  ],
  invalid: [
    {
      title: "what spares folders goes too",
      code: mounts("«.:/usr/src/app»", "/usr/src/app/node_modules", "uploads:/x"),
      fixed: mounts("uploads:/x"),
      severity: "warning",
    },
    {
      title: "nothing is left",
      code: mounts("«./:/app» # code", "/app/node_modules"),
      fixed: built("").replace(/ +\n$/, ""),
    },
    { title: "a folder of the context", code: mounts("«./src:/app/src»", "x:/x"), fixed: mounts("x:/x") },
    {
      title: "code that is there",
      code: { "compose.yaml": mounts("«./shop:/app/shop»"), "shop/views.py": "" },
    },
    {
      title: "the context of the build",
      code: api("build: ./backend\nvolumes: [«./backend:/srv/backend», 'x:/x']"),
      fixed: api("build: ./backend\nvolumes: ['x:/x']"),
    },
    { title: "a bare runtime", code: api("image: node:24\nworking_dir: /app\nvolumes:\n  - «.:/app»") },
    {
      title: "long syntax",
      code: built("volumes:\n  - type: bind\n    source: .\n    target: «/app»\n  - x:/x"),
      fixed: built("volumes:\n  - x:/x"),
    },
    { title: "a file for production", code: { "compose.prod.yaml": mounts("«.:/app»") } },
    {
      title: "production lays a file over this one",
      code: { "compose.yaml": mounts("«.:/app»"), "compose.prod.yaml": api("restart: always") },
      severity: "warning",
    },
    {
      title: "NODE_ENV in a list",
      code: env("- «NODE_ENV=development»").replace("«NODE_ENV=", "NODE_ENV=«"),
      fixed: env("- NODE_ENV=production"),
    },
    {
      title: "a mode in a file for production",
      code: { "compose.prod.yaml": env("NODE_ENV: «development»") },
      severity: "error",
      fixed: { "compose.prod.yaml": env("NODE_ENV: production") },
    },
    {
      title: "a default in a file for production",
      code: { "compose.prod.yaml": env("DEBUG: «${DEBUG:-true}»") },
      severity: "info",
      fixed: { "compose.prod.yaml": env("DEBUG: ${DEBUG:-false}") },
    },
    {
      title: "by default",
      code: env("NODE_ENV: «${NODE_ENV:-development}»"),
      severity: "info",
      fixed: env("NODE_ENV: ${NODE_ENV:-production}"),
    },
    {
      title: "switches",
      code: env("DEBUG: «True»", "FLASK_DEBUG: «1»", "APP_DEBUG: «'true'»"),
      fixed: env('DEBUG: "False"', 'FLASK_DEBUG: "0"', "APP_DEBUG: 'false'"),
    },
    {
      title: "other frameworks",
      code: env("RAILS_ENV: «development»", "ASPNETCORE_ENVIRONMENT: «Development»", "APP_ENV: «local»"),
    },
    {
      title: "a list",
      code: built('command: ["uvicorn", "main:app", "«--reload»"]'),
      fixed: built('command: ["uvicorn", "main:app"]'),
    },
    {
      title: "a block list",
      code: built("command:\n  - uvicorn\n  - main:app\n  - «--reload»"),
      fixed: built("command:\n  - uvicorn\n  - main:app"),
    },
    { title: "a script", code: built("command: npm «run dev»"), fixed: null },
    { title: "a shell", code: built('command: sh -c "npm ci && npm «run dev»"') },
    {
      title: "the entrypoint",
      code: built('entrypoint: ["flask", "run"]').replace('"flask", "run"', '"«flask", "run»"'),
    },
    {
      title: "one anchor",
      code: "x-api: &api\n  build: .\n  volumes: ['.:/app']\nservices:\n  a:\n    <<: «*api»\n  b:\n    <<: *api\n",
    },
    { title: "an example", code: { "examples/compose.yaml": mounts("«.:/app»") }, severity: "info" },
  ],
});
