import { deepEqual, equal } from "node:assert/strict";
import { LogicalText } from "../../../src/core/files/dockerfile/logical";
import { parseShell } from "../../../src/core/files/dockerfile/shell";
import { devCommandIn } from "../../../src/core/rules/dev-command";

/** What is found in shell text, and the words it points at. */
function found(text: string): string | undefined {
  const [command] = parseShell(LogicalText.of(text, 0)).commands;
  const dev = command && devCommandIn(command);
  return dev && `${dev.what} | ${text.slice(dev.at.start, dev.at.end)}${dev.removable ? " -" : ""}`;
}

const cases: Readonly<Record<string, string>> = {
  "uvicorn main:app --reload --port 8000": "--reload | --reload -",
  "python -m uvicorn main:app --reload": "--reload | --reload -",
  "poetry run uvicorn main:app --reload": "--reload | --reload -",
  "uv run --no-dev --env-file .env uvicorn main:app --reload": "--reload | --reload -",
  "flask run --host 0.0.0.0": "flask run | flask run",
  "flask --app shop run --reload": "flask run | flask --app shop run",
  "python -m flask run": "flask run | flask run",
  "python -u manage.py runserver 0.0.0.0:8000": "runserver | runserver",
  "./manage.py runserver_plus": "runserver_plus | runserver_plus",
  "php artisan serve --host=0.0.0.0": "serve | serve",
  "fastapi dev app/main.py": "fastapi dev | dev",
  "npm run dev": "npm run dev | run dev",
  "npm --prefix web run start:dev": "npm run start:dev | run start:dev",
  "pnpm dev": "pnpm dev | dev",
  "pnpm --filter web dev": "pnpm dev | dev",
  "yarn workspace web dev:server": "yarn dev:server | dev:server",
  "bun run dev": "bun run dev | run dev",
  "next dev -p 3000": "next dev | next dev",
  "npx next dev": "next dev | next dev",
  "yarn next dev": "next dev | next dev",
  "node node_modules/.bin/next dev": "next dev | node_modules/.bin/next dev",
  next: "next | next",
  vite: "vite | vite",
  "vite --host 0.0.0.0": "vite | vite",
  "nodemon server.js": "nodemon | nodemon",
  "npx -y ts-node-dev --respawn src/index.ts": "ts-node-dev | ts-node-dev",
  "node --watch server.js": "node --watch | --watch -",
  "tsx watch src/index.ts": "tsx watch | watch -",
  "nest start --watch": "--watch | --watch -",
  "exec tini -- gosu app uvicorn x:y --reload": "--reload | --reload -",
  "/wait-for-it.sh db:5432 -- npm run dev": "npm run dev | run dev",
  "env NODE_ENV=x npm run dev": "npm run dev | run dev",
};

const harmless = [
  "uvicorn main:app",
  "uvicorn main:app --reload-dir src",
  "gunicorn app:app",
  "flask db upgrade",
  "fastapi run",
  "python manage.py migrate",
  "npm start",
  "npm run start",
  "npm run start:prod",
  "npm run build",
  "npm install",
  "yarn start",
  "pnpm run serve",
  "next start",
  "next build",
  "vite preview --host",
  "vite build",
  "vite --version",
  "node server.js --watch",
  "node dist/dev.js",
  "python app.py --reload",
  "tsx src/index.ts",
  "ng build",
  "./start.sh dev",
  "serve -s dist",
  "$CMD --reload",
];

describe("commands for development", () => {
  for (const [text, expected] of Object.entries(cases)) {
    it(`finds ${text}`, () => equal(found(text), expected));
  }

  it("leaves alone what serves for production", () => {
    deepEqual(
      harmless.filter((text) => found(text) !== undefined),
      [],
    );
  });

  it("knows what to write instead", () => {
    const instead = (text: string) => {
      const [command] = parseShell(LogicalText.of(text, 0)).commands;
      return command && devCommandIn(command)?.instead;
    };
    equal(instead("fastapi dev"), "run");
    equal(instead("nodemon server.js"), "node");
    equal(instead("nodemon --exec ts-node x.ts"), undefined);
  });
});
