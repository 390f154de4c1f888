import { nginxMissingRateLimit } from "../../../../src/core/rules/nginx/missing-rate-limit";
import { testRule } from "../../../support/rule-tester";

const zone = "limit_req_zone $binary_remote_addr zone=api:10m rate=100r/m;\n";
const limit = "limit_req zone=api burst=20 nodelay;";
const app =
  'const express = require("express");\nconst app = express();\napp.post("/a", add);\napp.listen(3000);\n';
const limited = `const { rateLimit } = require("express-rate-limit");\n${app.replace("app.post", "app.use(rateLimit({ limit: 100 }));\napp.post")}`;
const open = "server {\n  listen 443 ssl;\n  location /api/ { proxy_pass http://api:3000; }\n}\n";

testRule(nginxMissingRateLimit, {
  valid: [
    {
      title: "limited at the location",
      code: `${zone}server {\n  location /api/ { ${limit} proxy_pass http://a; }\n}\n`,
      proof: limit,
    },
    {
      title: "limited around it",
      code: `http {\n  ${zone}  ${limit}\n  server {\n    location /api/ { proxy_pass http://a; }\n  }\n}\n`,
      proof: limit,
    },
    {
      title: "limited in an include",
      code: {
        "nginx/app.conf":
          "server {\n  location /api/ { include snippets/limit.conf; proxy_pass http://a; }\n}\n",
        "nginx/snippets/limit.conf": `${limit}\n`,
      },
      proof: limit,
    },
    {
      title: "limited in dry run",
      code: `${zone}limit_req_dry_run on;\nserver {\n  location /api/ { ${limit} proxy_pass http://a; }\n}\n`,
    },
    {
      title: "the application limits",
      code: { "nginx/app.conf": open, "src/server.js": limited },
      proof: "rateLimit({ limit: 100 })",
    },
    {
      title: "a WAF of Cloudflare",
      code: {
        "nginx/app.conf": open,
        "infra/waf.tf": 'resource "cloudflare_ruleset" "a" {\n  phase = "http_ratelimit"\n}\n',
      },
    },
    {
      title: "an ingress limits",
      code: {
        "nginx/app.conf": open,
        "k8s/ingress.yaml": "metadata:\n  annotations:\n    nginx.ingress.kubernetes.io/limit-rps: '5'\n",
      },
    },
    {
      title: "an internal location",
      code: "server {\n  location /api/ { internal; proxy_pass http://a; }\n}\n",
    },
    {
      title: "for some addresses only",
      code: "server {\n  allow 10.0.0.0/8;\n  deny all;\n  location /api/ { proxy_pass http://a; }\n}\n",
    },
    {
      title: "for the machine itself",
      code: "server {\n  listen 127.0.0.1:8080;\n  location /api/ { proxy_pass http://a; }\n}\n",
    },
    {
      title: "files only",
      code: "server {\n  listen 80;\n  root /var/www;\n  location / { try_files $uri /index.html; }\n}\n",
    },
    {
      title: "a redirect",
      code: "server {\n  listen 80;\n  location / { return 301 https://$host$request_uri; }\n  location /api/ { return 301 https://$host$request_uri; }\n}\n",
    },
    { title: "what machines ask", code: "server {\n  location /api/health { proxy_pass http://a; }\n}\n" },
    {
      title: "several backends, none an API",
      code: "server {\n  location / { proxy_pass http://web; }\n  location /blog { proxy_pass http://blog; }\n}\n",
    },
    {
      title: "pages from a server of pages",
      code: "server {\n  location / { proxy_pass http://frontend:3000; }\n}\n",
    },
    {
      title: "a store of files",
      code: "server {\n  location / { proxy_pass https://bucket.s3.amazonaws.com; }\n}\n",
    },
    {
      title: "a tool for those who run it",
      code: "server {\n  server_name grafana.example.com;\n  location / { proxy_pass http://grafana:3000; }\n}\n",
    },
    {
      title: "PHP for everything",
      code: "server {\n  location / { try_files $uri /index.php; }\n  location ~ \\.php$ { fastcgi_pass unix:/run/php.sock; }\n}\n",
    },
    { title: "for development", code: { "docker/dev/nginx.conf": open } },
    { title: "half typed", code: "server {\n  location /api/ { proxy_pass http://a;\n" },
    { title: "stream", code: "stream {\n  server {\n    listen 443;\n    proxy_pass api:443;\n  }\n}\n" },
    {
      title: "a proxy in front is the place",
      code: {
        "edge/nginx.conf": `http {\n  ${zone}  server {\n    listen 443 ssl;\n    location / { ${limit} proxy_pass http://web; }\n  }\n}\n`,
        "web/nginx.conf": "server {\n  listen 80;\n  location /api/ { proxy_pass http://api; }\n}\n",
      },
    },
  ],
  invalid: [
    {
      title: "an application in a language that is not read may limit them",
      code: {
        "go.mod": "module example.com/app\n",
        "nginx.conf": "server {\n  location «/api/» { proxy_pass http://127.0.0.1:8080; }\n}\n",
      },
      severity: "hint",
      message: /unless the application of go\.mod does/,
    },
    {
      title: "one place where several are open",
      code: "server {\n  location «/api/» { proxy_pass http://a; }\n  location /auth/ { proxy_pass http://a; }\n}\n",
      fixed: `limit_req_zone $binary_remote_addr zone=api_per_ip:10m rate=100r/m;

server {
  location /api/ { limit_req zone=api_per_ip burst=20 nodelay; limit_req_status 429; proxy_pass http://a; }
  location /auth/ { limit_req zone=api_per_ip burst=20 nodelay; limit_req_status 429; proxy_pass http://a; }
}
`,
    },
    {
      title: "a login beside an API that is limited",
      code: `${zone}server {\n  location /api/ { ${limit} proxy_pass http://a; }\n  location = «/login» { proxy_pass http://a; }\n}\n`,
      fixed: `${zone}server {\n  location /api/ { ${limit} proxy_pass http://a; }\n  location = /login { limit_req zone=api burst=20 nodelay; limit_req_status 429; proxy_pass http://a; }\n}\n`,
    },
    {
      title: "inside of another location",
      code: "server {\n  location «/api/» {\n    proxy_pass http://a;\n    location /api/auth/ { proxy_pass http://b; }\n  }\n}\n",
      fixed:
        "limit_req_zone $binary_remote_addr zone=api_per_ip:10m rate=100r/m;\n\nserver {\n  location /api/ {\n    limit_req zone=api_per_ip burst=20 nodelay;\n    limit_req_status 429;\n    proxy_pass http://a;\n    location /api/auth/ { proxy_pass http://b; }\n  }\n}\n",
    },
    {
      title: "everything that falls back to the application",
      code: "server {\n  location / { try_files $uri @app; }\n  location «@app» { proxy_pass http://a; }\n}\n",
    },
    {
      title: "FastCGI and uWSGI",
      code: "server {\n  location «/» { uwsgi_pass unix:/run/app.sock; include uwsgi_params; }\n}\n",
    },
    { title: "a pattern", code: "server {\n  location ~* «^/(api|oauth)/» { proxy_pass http://a; }\n}\n" },
    {
      title: "an application without a limit behind it",
      code: { "nginx/app.conf": open.replace("/api/", "«/api/»"), "src/server.js": app },
    },
    {
      title: "an application with a limit elsewhere",
      code: {
        "nginx/app.conf": open.replace("/api/", "«/api/»"),
        "shop/src/server.js": limited,
        "compose.yaml": "services:\n  api:\n    build: api\n  shop:\n    build: shop\n",
      },
    },
    {
      title: "the zone goes where http is",
      code: {
        "nginx/nginx.conf": "http {\n  sendfile on;\n  include conf.d/*.conf;\n}\n",
        "nginx/conf.d/app.conf": "server {\n  location «/api/» { proxy_pass http://a; }\n}\n",
      },
      fixed: {
        "nginx/nginx.conf":
          "http {\n  sendfile on;\n  limit_req_zone $binary_remote_addr zone=api_per_ip:10m rate=100r/m;\n  limit_req_status 429;\n  include conf.d/*.conf;\n}\n",
        "nginx/conf.d/app.conf":
          "server {\n  location /api/ { limit_req zone=api_per_ip burst=20 nodelay; proxy_pass http://a; }\n}\n",
      },
    },
    {
      title: "a folder that nginx loads by itself",
      code: { "conf.d/app.conf": "# The site.\nserver {\n  location «/api/» { proxy_pass http://a; }\n}\n" },
      fixed: {
        "conf.d/app.conf":
          "# The site.\nlimit_req_zone $binary_remote_addr zone=api_per_ip:10m rate=100r/m;\n\nserver {\n  location /api/ { limit_req zone=api_per_ip burst=20 nodelay; limit_req_status 429; proxy_pass http://a; }\n}\n",
      },
    },
    {
      title: "a zone of that name in another site",
      code: {
        "sites-available/a.conf": "server {\n  location «/api/» { proxy_pass http://a; }\n}\n",
        "sites-available/b.conf": `limit_req_zone $binary_remote_addr zone=api_per_ip:10m rate=100r/m;\nserver {\n  location /api/ { ${limit.replace("api", "api_per_ip")} proxy_pass http://a; }\n}\n`,
      },
      fixed: {
        "sites-available/a.conf":
          "limit_req_zone $binary_remote_addr zone=a_per_ip:10m rate=100r/m;\n\nserver {\n  location /api/ { limit_req zone=a_per_ip burst=20 nodelay; limit_req_status 429; proxy_pass http://a; }\n}\n",
        "sites-available/b.conf": `limit_req_zone $binary_remote_addr zone=api_per_ip:10m rate=100r/m;\nserver {\n  location /api/ { ${limit.replace("api", "api_per_ip")} proxy_pass http://a; }\n}\n`,
      },
    },
    {
      title: "a zone that is there and used by nobody",
      code: `http {\n  limit_req_zone $binary_remote_addr zone=slow:10m rate=10r/s;\n  limit_req_status 429;\n  server {\n    location «/api/» {\n      proxy_pass http://a;\n    }\n  }\n}\n`,
      fixed: `http {\n  limit_req_zone $binary_remote_addr zone=slow:10m rate=10r/s;\n  limit_req_status 429;\n  server {\n    location /api/ {\n      limit_req zone=slow burst=20 nodelay;\n      proxy_pass http://a;\n    }\n  }\n}\n`,
    },
    {
      title: "a strict zone for logins is none for the API",
      code: `http {\n  limit_req_zone $binary_remote_addr zone=login:10m rate=5r/m;\n  server {\n    location /login { limit_req zone=login burst=5; proxy_pass http://a; }\n    location «/api/» { proxy_pass http://a; }\n  }\n}\n`,
      fixed: `http {\n  limit_req_zone $binary_remote_addr zone=login:10m rate=5r/m;\n  limit_req_zone $binary_remote_addr zone=api_per_ip:10m rate=100r/m;\n  limit_req_status 429;\n  server {\n    location /login { limit_req zone=login burst=5; proxy_pass http://a; }\n    location /api/ { limit_req zone=api_per_ip burst=20 nodelay; proxy_pass http://a; }\n  }\n}\n`,
    },
    {
      title: "locations that nobody is known to include: nowhere to declare a zone",
      code: { "nginx/locations.conf": "location «/api/» { proxy_pass http://a; }\n" },
      fixed: null,
    },
    {
      title: "an include that may hold the limit",
      code: "server {\n  include /etc/nginx/hidden.conf;\n  location «/api/» { proxy_pass http://a; }\n}\n",
      severity: "hint",
      message: /unless include \/etc\/nginx\/hidden\.conf/,
      fixed: null,
    },
    {
      title: "Lua that may hold the limit",
      code: "server {\n  location «/api/» { access_by_lua_file limit.lua; proxy_pass http://a; }\n}\n",
      severity: "hint",
      fixed: null,
    },
    {
      title: "an outer nginx that is the place and lacks it",
      code: {
        "edge/nginx.conf":
          "http {\n  server {\n    listen 443 ssl;\n    location «/» { proxy_pass http://web; }\n  }\n}\n",
        "web/nginx.conf": "server {\n  listen 80;\n  location /api/ { proxy_pass http://api; }\n}\n",
      },
    },
    {
      title: "the output of nginx -T",
      code: "# configuration file /etc/nginx/nginx.conf:\nhttp {\n  server {\n    location «/api/» { proxy_pass http://a; }\n  }\n}\n",
    },
  ],
});
