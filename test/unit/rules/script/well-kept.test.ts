import assert from "node:assert/strict";
import { resolveConfig } from "../../../../src/core/lint/config";
import { lint } from "../../../../src/core/lint/lint";
import { rules } from "../../../../src/core/rules/list";
import { projectOf } from "../../../support/project";

const own = rules.filter(({ id }) => /^(?:script|systemd)\//.test(id));

/** What repositories have that are in order, and what looks dangerous in them without being it. */
const repositories: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "containers behind a proxy": {
    "compose.prod.yaml": `services:
  proxy:
    image: caddy:2.10
    ports: ["80:80", "443:443"]
  api:
    image: acme/shop:\${IMAGE_TAG:?}
    healthcheck:
      test: ["CMD", "curl", "-f", "http://localhost:8000/healthz"]
      interval: 10s
      start_period: 30s
  db:
    image: postgres:17
    ports: ["127.0.0.1:5432:5432"]
`,
    "scripts/deploy.sh": `#!/usr/bin/env bash
# usage: deploy.sh <tag>
set -euo pipefail

TAG="\${1:?usage: deploy.sh <tag>}"
COMPOSE="docker compose -f compose.prod.yaml --env-file .env.release"

deploy() {
  printf 'IMAGE_TAG=%s\\n' "$1" >.env.release
  $COMPOSE pull --quiet api
  ./scripts/backup-db.sh before-deploy
  $COMPOSE run --rm api alembic upgrade head
  $COMPOSE up -d --remove-orphans
}

wait_healthy() {
  for _ in $(seq 1 30); do
    if curl -fsS --max-time 5 http://localhost/healthz >/dev/null; then return 0; fi
    sleep 2
  done
  return 1
}

previous="$(sed -n 's/^IMAGE_TAG=//p' .env.release || true)"
deploy "$TAG"
wait_healthy || { deploy "$previous"; exit 1; }
`,
    "scripts/backup-db.sh": `#!/usr/bin/env bash
set -Eeuo pipefail
umask 077
target="/var/backups/shop/\${1:-nightly}-$(date -u +%Y%m%dT%H%M%SZ).sql.gz"
docker compose -f compose.prod.yaml exec -T db pg_dump -U shop shop | gzip >"$target"
gzip --test "$target"
rclone copy "$target" offsite:shop
find /var/backups/shop -name '*.sql.gz' -mtime +30 -delete
`,
    "scripts/restore.sh": `#!/usr/bin/env bash
set -euo pipefail
gunzip -c "$1" | docker compose -f compose.prod.yaml exec -T db psql -U shop shop
`,
    "docker/entrypoint.sh": '#!/bin/sh\nset -e\npython manage.py migrate --noinput\nexec "$@"\n',
    "docs/deploy.md": "Run `curl https://get.example.com | sh`, then `ufw enable`.\n",
  },
  "a service of systemd": {
    "deploy/shop.service": `[Unit]
Description=Shop
After=network-online.target
Wants=network-online.target

[Service]
Type=notify
User=shop
Group=shop
WorkingDirectory=/srv/shop
EnvironmentFile=/etc/shop/shop.env
Environment=PORT=3000 "GREETING=hello there"
ExecStartPre=/usr/bin/test -f /etc/shop/shop.env
ExecStart=/usr/bin/node --enable-source-maps \\
  dist/server.js
ExecReload=/bin/kill -HUP $MAINPID
Restart=on-failure
RestartSec=5
NoNewPrivileges=yes
PrivateTmp=yes
ProtectSystem=strict
ProtectHome=yes
PrivateDevices=yes
ProtectKernelTunables=yes
ProtectControlGroups=yes
RestrictSUIDSGID=yes
ReadWritePaths=/srv/shop/uploads

[Install]
WantedBy=multi-user.target
`,
    "deploy/shop-report.service":
      "[Unit]\nDescription=Report\n\n[Service]\nType=oneshot\nExecStart=/srv/shop/bin/report\n",
    "deploy/shop-report.timer":
      "[Unit]\nDescription=Report\n\n[Timer]\nOnCalendar=Mon..Fri 06:00\nRandomizedDelaySec=10min\n\n[Install]\nWantedBy=timers.target\n",
    "deploy/shop.service.d/memory.conf": "[Service]\nMemoryMax=1G\nMemoryHigh=80%\n",
    "nginx/shop.conf":
      "server {\n  listen 80;\n  location / {\n    proxy_pass http://127.0.0.1:3000;\n  }\n}\n",
    "scripts/release.sh": `#!/bin/bash
set -euo pipefail
release="/srv/shop/releases/$(date +%s)"
rsync -az --delete dist/ "deploy@shop.example:$release/"
ssh deploy@shop.example "ln -sfn '$release' /srv/shop/current && sudo systemctl restart shop && systemctl is-active shop"
`,
  },
  "tools for developers": {
    "scripts/dev.sh": "#!/bin/bash\ngit pull\ndocker compose up -d\nalembic upgrade head\n",
    "scripts/setup": "#!/bin/sh\ncurl -fsSL https://install.example.com | sh\nnpm ci\n",
    "scripts/test-e2e.sh":
      "#!/bin/bash\ndocker compose -f compose.test.yaml up -d\nssh -o StrictHostKeyChecking=no vm ls\n",
    "bin/console": "#!/usr/bin/env php\n<?php echo 1;\n",
    "scripts/lib.sh": 'die() {\n  echo "$1" >&2\n  exit 1\n}\n',
    "start.sh": "#!/bin/sh\ndocker compose up -d\n",
    "install.sh": "#!/bin/sh\necho 'Installs the tool'\ncp tool /usr/local/bin/\n",
    "test/fixtures/deploy.sh": "#!/bin/bash\nssh host true\n",
  },
};

describe("scripts and units that are in order", () => {
  for (const [name, files] of Object.entries(repositories)) {
    it(`${name} get no error and no warning`, () => {
      const { findings, failures } = lint(projectOf(files), own, resolveConfig());
      assert.deepEqual(failures, []);
      assert.deepEqual(
        findings
          .filter(({ severity }) => severity === "error" || severity === "warning")
          .map(({ rule, path, message }) => `${rule} ${path} ${message}`),
        [],
      );
    });
  }
});
