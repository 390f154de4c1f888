import { herokuContainerIgnored } from "../../../../src/core/rules/heroku/container-ignored";
import { testRule } from "../../../support/rule-tester";

const docker = "FROM python:3.13-slim\n";
const guide = "# Deploy\n\nBuild: `docker build .`\n\n```sh\ngit push heroku main\n```\n";

testRule(herokuContainerIgnored, {
  valid: [
    {
      title: "heroku.yml",
      code: {
        Dockerfile: docker,
        "docs/a.md": guide,
        "heroku.yml": "build:\n  docker:\n    web: Dockerfile\n",
      },
      proof: "docker:",
    },
    {
      title: "buildpacks are meant",
      code: { Dockerfile: docker, "docs/a.md": guide, Procfile: "web: gunicorn a:b\n" },
    },
    {
      title: "the stack is said",
      code: { Dockerfile: docker, "docs/a.md": guide, "app.json": '{ "stack": "heroku-24" }\n' },
    },
    {
      title: "an image is pushed",
      code: { Dockerfile: docker, "docs/a.md": `${guide}heroku container:push web\n` },
    },
    {
      title: "another host",
      code: { Dockerfile: docker, "docs/a.md": "docker build .\ngit push origin main\n" },
    },
    { title: "no Dockerfile", code: { "docs/a.md": guide } },
    { title: "Docker is not spoken of", code: { Dockerfile: docker, "README.md": "git push heroku main\n" } },
    { title: "a Dockerfile for development", code: { "Dockerfile.dev": docker, "docs/a.md": guide } },
  ],
  invalid: [
    {
      title: "a guide",
      code: { Dockerfile: "«FROM» python:3.13-slim\n", "docs/a.md": guide },
      severity: "warning",
      message: /docs\/a\.md deploys/,
    },
    {
      title: "the container stack without its file",
      code: { Dockerfile: "«FROM» python:3.13-slim\n", "README.md": "heroku stack:set container\n" },
    },
    {
      title: "two images",
      code: { "api/Dockerfile": "«FROM» python:3.13-slim\n", "web/Dockerfile": docker, "PLAN.md": guide },
      fixed: null,
    },
  ],
});
