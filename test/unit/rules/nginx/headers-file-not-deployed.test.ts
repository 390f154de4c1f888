import { headersFileNotDeployed } from "../../../../src/core/rules/nginx/headers-file-not-deployed";
import { testRule } from "../../../support/rule-tester";

const site = (header = 'add_header X-Content-Type-Options "nosniff" always;') =>
  `server {\n  listen 8080;\n  root /a;\n  ${header}\n}\n`;
const inline =
  "FROM nginx:1.29-alpine\nCOPY <<EOF /etc/nginx/conf.d/site.conf\nserver {\n  listen 8080;\n  root /a;\n}\nEOF\n";

testRule(headersFileNotDeployed, {
  valid: [
    { title: "one configuration, no image", code: { "nginx.conf": site() } },
    {
      title: "copied by its name",
      code: { "nginx.conf": site(), Dockerfile: `${inline}COPY nginx.conf /etc/nginx/conf.d/\n` },
    },
    {
      title: "copied with its folder",
      code: { "nginx/app.conf": site(), Dockerfile: `${inline}COPY nginx /etc/nginx/\n` },
    },
    {
      title: "mounted by Compose",
      code: {
        "nginx/app.conf": site(),
        Dockerfile: inline,
        "compose.yaml":
          "services:\n  web:\n    build: .\n    volumes:\n      - ./nginx:/etc/nginx/conf.d:ro\n",
      },
    },
    {
      title: "a ConfigMap names it",
      code: {
        "nginx/app.conf": site(),
        Dockerfile: inline,
        "k8s/kustomization.yaml":
          "configMapGenerator:\n  - name: web\n    files:\n      - ../nginx/app.conf\n",
      },
    },
    {
      title: "the README says where it goes",
      code: {
        "nginx/app.conf": site(),
        Dockerfile: inline,
        "README.md": "Copy nginx/app.conf to the server.\n",
      },
    },
    {
      title: "a script may copy it",
      code: { "nginx/app.conf": site(), Dockerfile: inline, "deploy.sh": "" },
    },
    {
      title: "another configuration includes it",
      code: {
        "nginx/app.conf": site(),
        "nginx/nginx.conf": "http {\n  include app.conf;\n}\n",
        Dockerfile: inline,
      },
    },
    {
      title: "the host in front of the containers ends TLS",
      code: {
        "nginx/app.conf": site("listen 443 ssl;\n  add_header X-Content-Type-Options nosniff always;"),
        Dockerfile: inline,
      },
    },
    {
      title: "what the image gets sends the same",
      code: {
        "nginx/app.conf": site(),
        Dockerfile: inline.replace(
          "root /a;",
          'root /a;\n  add_header X-Content-Type-Options "nosniff" always;',
        ),
      },
    },
    {
      title: "an image without an nginx of its own",
      code: { "nginx/app.conf": site(), Dockerfile: "FROM node:22\nCOPY . .\n" },
    },
    { title: "no security headers", code: { "nginx/app.conf": site("gzip on;"), Dockerfile: inline } },
    {
      title: "another application's image",
      code: { "edge/nginx/app.conf": site(), "web/Dockerfile": inline },
    },
  ],
  invalid: [
    {
      title: "a RUN writes another one",
      code: {
        "web/nginx/app.conf": site(
          "«add_header X-Frame-Options DENY;»\n  add_header X-Content-Type-Options nosniff;",
        ),
        "web/Dockerfile":
          "FROM nginx:1.29-alpine\nRUN printf 'server { listen 8080; root /a; }' > /etc/nginx/conf.d/default.conf\n",
      },
      severity: "warning",
      message:
        /web\/Dockerfile brings a configuration of its own, without X-Frame-Options and X-Content-Type-Options/,
      fixed: null,
    },
    {
      title: "the image gets the one beside it",
      code: {
        "nginx.prod.conf": site("«add_header X-Frame-Options DENY;»"),
        "nginx.conf": "server {\n  listen 8080;\n  root /a;\n}\n",
        Dockerfile: "FROM nginx:1.29-alpine\nCOPY nginx.conf /etc/nginx/conf.d/\n",
      },
    },
  ],
});
