import { rootOnlyPattern } from "../../../../src/core/rules/dockerignore/root-only-pattern";
import { testRule } from "../../../support/rule-tester";

const nested = { "web/node_modules/a/index.js": "", "src/a.pyc": "", "web/.env": "A=1\n" };

testRule(rootOnlyPattern, {
  valid: [
    {
      title: "no match below",
      code: { ".dockerignore": "node_modules\n.env\n*.pyc\n", "node_modules/a.js": "", ".env": "" },
    },
    {
      title: "for all folders",
      code: { ".dockerignore": "**/node_modules\n**/*.pyc\n**/.env\n", ...nested },
    },
    { title: "the top is meant", code: { ".dockerignore": "/node_modules\n/.env\n", ...nested } },
    {
      title: "another pattern takes care of it",
      code: { ".dockerignore": "node_modules\n.env\n*.pyc\nweb\nsrc\n", ...nested },
    },
    {
      title: "names of one project",
      code: { ".dockerignore": "dist\ndocs\n", "web/dist/a.js": "", "web/docs/a": "" },
    },
    { title: "let in again", code: { ".dockerignore": "!.env\n", ...nested } },
    { title: "outside the context", code: { "api/.dockerignore": "node_modules\n", ...nested } },
    {
      title: "an ignore file without effect",
      code: {
        ".dockerignore": "node_modules\n",
        Dockerfile: "FROM a\n",
        "Dockerfile.dockerignore": "",
        ...nested,
      },
    },
  ],
  invalid: [
    {
      title: "each of them",
      code: { ".dockerignore": "# deps\n«node_modules/»\n«./.env»\n«*.pyc»\n", ...nested },
      severity: "info",
      fixed: { ".dockerignore": "# deps\n**/node_modules/\n./**/.env\n**/*.pyc\n", ...nested },
    },
    {
      title: "a folder",
      code: { ".dockerignore": "«node_modules»\n", ...nested },
      message: /`web\/node_modules`/,
    },
    {
      title: "in the context of Compose",
      code: {
        "docker/a.Dockerfile": "FROM a\n",
        "docker/a.Dockerfile.dockerignore": "«.env»\n",
        "compose.yaml": "services:\n  a:\n    build: { context: ., dockerfile: docker/a.Dockerfile }\n",
        ...nested,
      },
    },
  ],
});
