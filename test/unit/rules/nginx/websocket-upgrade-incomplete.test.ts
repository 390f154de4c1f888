import { websocketUpgradeIncomplete } from "../../../../src/core/rules/nginx/websocket-upgrade-incomplete";
import { testRule } from "../../../support/rule-tester";

const pass = "proxy_pass http://app:3000;";
const version = "proxy_http_version 1.1;";
const upgrade = "proxy_set_header Upgrade $http_upgrade;";
const connection = 'proxy_set_header Connection "upgrade";';
const map = "map $http_upgrade $connection_upgrade { default upgrade; '' close; }";
const location = (path: string, ...lines: string[]) =>
  `location ${path} {\n${lines.map((line) => `  ${line}\n`).join("")}}\n`;
const server = (...lines: string[]) =>
  `server {\n  listen 80;\n${lines.map((line) => `  ${line}\n`).join("")}}\n`;

testRule(websocketUpgradeIncomplete, {
  valid: [
    { title: "all three", code: location("/ws", pass, version, upgrade, connection) },
    {
      title: "with the map of the documentation",
      code: `${map}\n${server(`location / { ${pass} ${version} ${upgrade} proxy_set_header Connection $connection_upgrade; }`)}`,
    },
    {
      title: "inherited",
      code: server(version, upgrade, connection, `location / { ${pass} }`, `location /ws { ${pass} }`),
    },
    { title: "no web sockets", code: location("/", pass, 'proxy_set_header Connection "";', version) },
    {
      title: "for connections that are kept",
      code: location("/", pass, version, upgrade, 'proxy_set_header Connection "";'),
    },
    { title: "Upgrade switched off", code: location("/", pass, 'proxy_set_header Upgrade "";') },
    { title: "an include that nobody knows", code: location("/ws", pass, "include /srv/ws.conf;") },
    {
      title: "a file of the workspace",
      code: {
        "nginx/app.conf": server(`location /ws { ${pass} include snippets/ws.conf; }`),
        "nginx/snippets/ws.conf": `${version}\n${upgrade}\n${connection}\n`,
      },
    },
    {
      title: "a version that talks HTTP/1.1 by itself",
      code: {
        "compose.yaml": "services:\n  web:\n    image: nginx:1.29.7-alpine\n",
        "nginx/app.conf": location("/ws", pass, upgrade, connection),
      },
    },
    { title: "a path that starts alike", code: location("/wsdl", pass) },
    { title: "a pattern for more", code: location("~ ^/(ws|hub)", pass) },
    { title: "files", code: location("/ws/", "root /a;") },
    { title: "somebody else's", code: location("/ws/", "proxy_pass https://api.example.com;") },
    { title: "not finished", code: `location /ws {\n  ${pass}\n` },
  ],
  invalid: [
    {
      title: "without the version",
      code: location("/", upgrade, connection, `«${pass}»`),
      severity: "warning",
      message: /WebSocket connections fail here: proxy_http_version 1\.1 is missing\./,
      fixed: location("/", upgrade, connection, pass, version),
    },
    {
      title: "with an old version",
      code: location("/", `«${pass}»`, "proxy_http_version 1.0;", upgrade, connection),
      fixed: location("/", pass, version, upgrade, connection),
    },
    {
      title: "without Connection: by a map in front of the servers",
      code: `upstream a { server app; }\n${server(`location / { «${pass}» ${version} ${upgrade} }`)}`,
      message: /the Connection header is missing/,
      fixed: `upstream a { server app; }\n${map}\n${server(`location / { ${pass} proxy_set_header Connection $connection_upgrade; ${version} ${upgrade} }`)}`,
    },
    {
      title: "without Connection: by the map that is there",
      code: `http {\n  map $http_upgrade $upgrade_or_not { default upgrade; '' ''; }\n  ${server(`location / { «${pass}» ${version} ${upgrade} }`)}}\n`,
      fixed: `http {\n  map $http_upgrade $upgrade_or_not { default upgrade; '' ''; }\n  ${server(`location / { ${pass} proxy_set_header Connection $upgrade_or_not; ${version} ${upgrade} }`)}}\n`,
    },
    {
      title: "without Connection: a fragment has no place for a map",
      code: location("/ws", `«${pass}»`, version, upgrade),
      fixed: location("/ws", pass, connection, version, upgrade),
    },
    {
      title: "a list of the server, once for all locations",
      code: server(upgrade, `location / { «${pass}» }`, `location /b { ${pass} }`),
      message: /proxy_http_version 1\.1 and the Connection header are missing/,
      fixed: `${map}\n${server(version, "proxy_set_header Connection $connection_upgrade;", upgrade, `location / { ${pass} }`, `location /b { ${pass} }`)}`,
    },
    {
      title: "a path for sockets: what it inherits is repeated",
      code: server("proxy_set_header Host $host;", "location ^~ /ws/ {", `  «${pass}»`, "}"),
      fixed: server(
        "proxy_set_header Host $host;",
        "location ^~ /ws/ {",
        `  ${pass}`,
        `  ${version}`,
        "  proxy_set_header Host $host;",
        `  ${upgrade}`,
        `  ${connection}`,
        "  proxy_read_timeout 3600s;",
        "}",
      ),
    },
    {
      title: "a newer version needs the headers only",
      code: {
        Dockerfile: "FROM nginx:1.31.0\nCOPY nginx/app.conf /etc/nginx/conf.d/\n",
        "nginx/app.conf": location("/socket.io/", `«${pass}»`, "proxy_read_timeout 60s;"),
      },
      fixed: {
        Dockerfile: "FROM nginx:1.31.0\nCOPY nginx/app.conf /etc/nginx/conf.d/\n",
        "nginx/app.conf": location("/socket.io/", pass, upgrade, connection, "proxy_read_timeout 60s;"),
      },
    },
    { title: "a pattern for sockets", code: location("~ ^/ws", `«${pass}»`) },
  ],
});
