/** Files in the manner of real services, different from each other by number: what the benchmarks read. */

/** One source file in so many creates an application. */
export const APP_EVERY = 24;

const pick = <T>(list: readonly T[], n: number): T => list[n % list.length] as T;

export function dockerfile(n: number): string {
  const python = n % 2 === 0;
  const lines = python
    ? [
        `FROM python:${pick(["3.9-slim", "3.12-slim", "3.13", "latest"], n)} AS build`,
        "WORKDIR /app",
        "COPY requirements.txt .",
        "RUN apt-get update && apt-get install -y --no-install-recommends gcc libpq-dev \\",
        "    && pip install --no-cache-dir -r requirements.txt \\",
        "    && rm -rf /var/lib/apt/lists/*",
        `FROM python:${pick(["3.9-slim", "3.12-slim", "3.13", "latest"], n)}`,
        "WORKDIR /app",
        "COPY --from=build /usr/local /usr/local",
        "COPY . .",
        "HEALTHCHECK CMD curl -f http://localhost:8000/health || exit 1",
        'CMD ["uvicorn", "main:app", "--port", "$PORT"]',
      ]
    : [
        `ARG NODE=${pick(["18", "22", "24"], n)}`,
        "FROM node:${NODE}-alpine AS build",
        "WORKDIR /app",
        "COPY package.json package-lock.json ./",
        "RUN npm ci",
        "COPY . .",
        "RUN npm run build",
        "FROM node:${NODE}-alpine",
        "WORKDIR /app",
        "COPY --from=build /app/dist ./dist",
        ...(n % 3 === 0 ? ["USER node"] : []),
        'CMD ["node", "dist/server.js"]',
      ];
  return `# service ${n}\n${lines.join("\n")}\n`;
}

export function compose(n: number): string {
  const services = Array.from({ length: 4 }, (_, i) =>
    [
      `  app${n}-${i}:`,
      `    build: ./service-${n}`,
      "    environment:",
      `      DATABASE_URL: postgres://app:\${POSTGRES_PASSWORD}@db${n}:5432/app`,
      "    depends_on:",
      `      db${n}:`,
      "        condition: service_healthy",
      "    ports:",
      `      - "${8000 + i}:8000"`,
    ].join("\n"),
  );
  return [
    "services:",
    ...services,
    `  db${n}:`,
    "    image: postgres:16",
    "    environment:",
    `      POSTGRES_PASSWORD: ${n % 2 ? "postgres" : `\${POSTGRES_PASSWORD:?set it}`}`,
    "    ports:",
    '      - "5432:5432"',
    "",
  ].join("\n");
}

export function nginx(n: number): string {
  return `server {
    listen 443 ssl;
    server_name app${n}.example;
    ssl_certificate /etc/ssl/app${n}.pem;
    ssl_certificate_key /etc/ssl/app${n}.key;
    ${n % 2 ? 'add_header Strict-Transport-Security "max-age=31536000" always;' : "# no headers yet"}
    location /api/ {
        proxy_pass http://app${n}:8000/;
        proxy_set_header Host $host;
    }
    location ~* \\.(js|css|png)$ {
        expires 1y;
        add_header Cache-Control "public, immutable";
    }
}
`;
}

export function python(n: number): string {
  const routes = Array.from(
    { length: 12 },
    (_, i) => `@app.get("/things/${i}/{name}")
async def thing_${i}(name: str, limit: int = ${i + 1}) -> dict[str, object]:
    """Returns thing ${i}."""
    rows = [row for row in load(name, limit) if row["state"] != "gone"]
    return {"name": name, "rows": rows, "total": len(rows), "next": f"/things/{name}?after={limit}"}
`,
  );
  const isApp = n % APP_EVERY === 0;
  return `"""Module ${n}."""

${isApp ? "from fastapi import FastAPI\nfrom fastapi.middleware.cors import CORSMiddleware\n\napp = FastAPI()\napp.add_middleware(CORSMiddleware, allow_origins=['*'], allow_credentials=True)\n" : "from .base import app, load\n"}

${routes.join("\n\n")}`;
}

export function typescript(n: number): string {
  const functions = Array.from(
    { length: 12 },
    (_, i) => `
export async function load${i}(id: string, options: { limit?: number } = {}): Promise<Thing[]> {
  const found = await database.query<Thing>(\`select * from things where id = $1 limit \${options.limit ?? ${i + 10}}\`, [id]);
  return found.rows.map((row) => ({ ...row, label: row.label?.trim() ?? "none", index: ${i} }));
}`,
  );
  const isApp = n % APP_EVERY === 0;
  return `${isApp ? 'import cors from "cors";\nimport express from "express";\nconst app = express();\napp.use(cors());\n' : 'import { database, type Thing } from "./base";\n'}${functions.join("\n")}\n${isApp ? "app.listen(3000);\n" : ""}`;
}

/** A workspace of about `size` files: mostly source, some configuration, a few plans and documents. */
export function workspace(size: number): Map<string, string> {
  const files = new Map<string, string>();
  for (let n = 0; files.size < size; n++) {
    const folder = `services/service-${n}`;
    files.set(`${folder}/Dockerfile`, dockerfile(n));
    files.set(`${folder}/.dockerignore`, "node_modules\n.git\n");
    if (n % 5 === 0) files.set(`${folder}/compose.yaml`, compose(n));
    if (n % 5 === 1) files.set(`${folder}/nginx/site.conf`, nginx(n));
    files.set(`${folder}/requirements.txt`, "fastapi==0.121.0\nuvicorn==0.38.0\n");
    for (let i = 0; i < 12; i++) files.set(`${folder}/app/module_${i}.py`, python(n * 12 + i));
    for (let i = 0; i < 12; i++) files.set(`${folder}/web/module-${i}.ts`, typescript(n * 12 + i));
    for (let i = 0; i < 4; i++)
      files.set(`${folder}/data/table-${i}.json`, JSON.stringify({ n, i, rows: [1, 2, 3] }));
    files.set(`${folder}/README.md`, `# Service ${n}\n\nWhat it does.\n`);
  }
  return files;
}
