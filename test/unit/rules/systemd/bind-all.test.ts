import { systemdBindAll } from "../../../../src/core/rules/systemd/bind-all";
import { testRule } from "../../../support/rule-tester";

const nginx =
  "upstream app {\n  server localhost:8000;\n}\nserver {\n  listen 80;\n  location / {\n    proxy_pass http://app;\n  }\n}\n";
const start = (command: string, others: Record<string, string> = { "nginx/app.conf": nginx }) => ({
  ...others,
  "deploy/app.service": `[Service]\nUser=app\nExecStart=${command}\n`,
});

testRule(systemdBindAll, {
  valid: [
    {
      title: "this machine",
      code: start("/srv/a/bin/gunicorn -b 127.0.0.1:8000 a"),
      proof: "127.0.0.1:8000",
    },
    { title: "no proxy in the workspace", code: start("/srv/a/bin/gunicorn -b 0.0.0.0:8000 a", {}) },
    { title: "another port", code: start("/srv/a/bin/gunicorn -b 0.0.0.0:9000 a") },
    { title: "the default", code: start("/srv/a/bin/gunicorn a") },
    { title: "a socket", code: start("/srv/a/bin/gunicorn --bind unix:/run/a.sock a") },
    { title: "a container", code: start("/usr/bin/docker run -p 0.0.0.0:8000:8000 app") },
    { title: "a port that is not known", code: start("/srv/a/run --host 0.0.0.0 --port ${PORT}") },
    {
      title: "a proxy that asks another machine",
      code: start("/srv/a/run --host 0.0.0.0 --port 8000", {
        "nginx/app.conf": "server {\n  location / {\n    proxy_pass http://10.0.0.5:8000;\n  }\n}\n",
      }),
    },
    {
      title: "a proxy of an example",
      code: start("/srv/a/run --host 0.0.0.0 --port 8000", { "examples/nginx/app.conf": nginx }),
    },
  ],
  invalid: [
    {
      title: "an upstream of nginx",
      code: start("/srv/a/bin/gunicorn --workers 2 --bind «0.0.0.0»:8000 a.wsgi"),
      fixed: start("/srv/a/bin/gunicorn --workers 2 --bind 127.0.0.1:8000 a.wsgi"),
      message: /nginx\/app\.conf asks port 8000/,
    },
    {
      title: "joined with the option",
      code: start("/srv/a/bin/uvicorn a:app --host=«0.0.0.0» --port=8000"),
      fixed: start("/srv/a/bin/uvicorn a:app --host=127.0.0.1 --port=8000"),
    },
    {
      title: "no address at all, behind Caddy",
      code: start("/srv/a/bin/gunicorn -b «:8000» a", {
        Caddyfile: "shop.example {\n  reverse_proxy localhost:8000\n}\n",
      }),
      fixed: start("/srv/a/bin/gunicorn -b 127.0.0.1:8000 a", {
        Caddyfile: "shop.example {\n  reverse_proxy localhost:8000\n}\n",
      }),
    },
    {
      title: "version six, behind Apache",
      code: start("/usr/bin/python3 -m app --host «::» -p 8000", {
        "apache/app.conf": "<VirtualHost *:80>\nProxyPass / http://127.0.0.1:8000/\n</VirtualHost>\n",
      }),
    },
  ],
});
