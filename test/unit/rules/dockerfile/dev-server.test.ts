import { devServer } from "../../../../src/core/rules/dockerfile/dev-server";
import { testRule } from "../../../support/rule-tester";

const python = "FROM python:3.13-slim\n";
const node = "FROM node:24-slim\n";

testRule(devServer, {
  valid: [
    `${python}CMD ["uvicorn", "main:app"]\n`,
    `${python}CMD ["gunicorn", "app:app"]\n`,
    `${node}CMD ["npm", "start"]\n`,
    `${node}CMD ["node", "server.js"]\n`,
    {
      title: "preview and build of vite",
      code: `${node}RUN npx vite build\nCMD ["npx", "vite", "preview"]\n`,
    },
    { title: "a RUN is no start", code: `${node}RUN npm run dev\nCMD ["node", "server.js"]\n` },
    {
      title: "a stage that is not built",
      code: `${node.trim()} AS a\nCMD npm run dev\n${node}CMD node server.js\n`,
    },
    { title: "a stage for development", code: `${node.trim()} AS development\nCMD ["npm", "run", "dev"]\n` },
    {
      title: "a file for development",
      code: { "Dockerfile.dev": `${node}ENV DEBUG=1\nCMD ["npm", "run", "dev"]\n` },
    },
    {
      title: "Compose asks for the stage for development",
      code: {
        Dockerfile: `${node.trim()} AS dev\nCMD ["npm", "run", "dev"]\nFROM dev AS prod\nCMD ["node", "server.js"]\n`,
        "compose.yaml": "services:\n  web:\n    build: { context: ., target: dev }\n",
      },
    },
    {
      title: "Compose starts something else",
      code: {
        Dockerfile: `${node}CMD ["npm", "run", "dev"]\n`,
        "compose.yaml": "services:\n  web:\n    build: .\n    command: npm start\n",
      },
    },
    {
      title: "debugging that is off",
      code: `${python}ENV FLASK_DEBUG=0 DEBUG=False\nCMD gunicorn app:app\n`,
    },
    {
      title: "debugging that is off in the end",
      code: `${python}ENV DEBUG=1\nENV DEBUG=0\nCMD gunicorn app:app\n`,
    },
    { title: "what to debug, in Node.js", code: `${node}ENV DEBUG=express:*\nCMD node server.js\n` },
    {
      title: "debugging that Compose decides on",
      code: {
        Dockerfile: `${python}ENV DEBUG=True\nCMD gunicorn app:app\n`,
        "compose.yaml": 'services:\n  web:\n    build: .\n    environment:\n      DEBUG: "False"\n',
      },
    },
    {
      title: "of the building stage",
      code: `${python.trim()} AS b\nENV DEBUG=1\n${python}CMD gunicorn app:app\n`,
    },
  ],
  invalid: [
    {
      title: "reload in the middle",
      code: `${python}CMD ["uvicorn", "main:app", "«--reload»", "--port", "8000"]\n`,
      severity: "error",
      fixed: `${python}CMD ["uvicorn", "main:app", "--port", "8000"]\n`,
    },
    {
      title: "reload on a line of its own",
      code: `${python}CMD uvicorn main:app \\\n    «--reload» \\\n    --port 8000\n`,
      fixed: `${python}CMD uvicorn main:app \\\n    --port 8000\n`,
    },
    {
      title: "reload in a list over several lines",
      code: `${python}CMD [ \\\n  "uvicorn", \\\n  "main:app", \\\n  "«--reload»" \\\n]\n`,
      fixed: `${python}CMD [ \\\n  "uvicorn", \\\n  "main:app" \\\n]\n`,
    },
    {
      title: "reload in a script",
      code: `${python}CMD ["sh", "-c", "exec uvicorn main:app «--reload» --port $PORT"]\n`,
      fixed: `${python}CMD ["sh", "-c", "exec uvicorn main:app --port $PORT"]\n`,
    },
    {
      title: "reload behind the entry point",
      code: `${python}ENTRYPOINT ["uvicorn", "main:app"]\nCMD ["«--reload»", "--port", "80"]\n`,
      fixed: `${python}ENTRYPOINT ["uvicorn", "main:app"]\nCMD ["--port", "80"]\n`,
    },
    {
      title: "reload alone behind the entry point",
      code: `${python}ENTRYPOINT ["uvicorn", "a:b"]\nCMD ["«--reload»"]\n`,
      fixed: null,
    },
    { title: "flask", code: `${python}CMD ["«flask", "run»", "--host=0.0.0.0"]\n`, fixed: null },
    {
      title: "fastapi",
      code: `${python}CMD ["fastapi", "«dev»", "main.py"]\n`,
      fixed: `${python}CMD ["fastapi", "run", "main.py"]\n`,
    },
    { title: "no script that could take over", code: `${node}CMD ["npm", "«run", "dev»"]\n`, fixed: null },
    {
      title: "a start script that is for development too",
      code: {
        Dockerfile: `${node}CMD ["yarn", "«dev»"]\n`,
        "package.json": '{ "scripts": { "start": "nodemon server.js" } }\n',
      },
      fixed: null,
    },
    {
      title: "yarn",
      code: {
        Dockerfile: `${node}CMD yarn «dev»\n`,
        "package.json": '{ "scripts": { "start": "node server.js" } }\n',
      },
      fixed: {
        Dockerfile: `${node}CMD yarn start\n`,
        "package.json": '{ "scripts": { "start": "node server.js" } }\n',
      },
    },
    {
      title: "nodemon",
      code: `${node}CMD ["«nodemon»", "server.js"]\n`,
      fixed: `${node}CMD ["node", "server.js"]\n`,
    },
    { title: "vite", code: `${node}CMD ["npx", "«vite»", "--host"]\n`, fixed: null },
    {
      title: "debugging, quoted",
      code: `${python}ENV PORT=80 DEBUG="«True»"\nCMD gunicorn app:app\n`,
      fixed: `${python}ENV PORT=80 DEBUG="False"\nCMD gunicorn app:app\n`,
    },
    {
      title: "the stage that Compose asks for",
      code: {
        Dockerfile: `${node.trim()} AS app\nCMD ["npm", "«run", "dev»"]\n${node}CMD ["node", "server.js"]\n`,
        "compose.yaml": "services:\n  web:\n    build: { context: ., target: app }\n",
      },
    },
  ],
});
