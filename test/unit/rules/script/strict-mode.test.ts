import { strictMode } from "../../../../src/core/rules/script/strict-mode";
import { testRule } from "../../../support/rule-tester";

const at = (path: string, text: string) => ({ [path]: text });
const body = "git pull\ndocker compose up -d --wait\n";

testRule(strictMode, {
  valid: [
    { title: "all of it", code: `#!/bin/bash\nset -Eeuo pipefail\n${body}`, proof: "set -Eeuo pipefail" },
    { title: "by name", code: `#!/bin/bash\nset -o errexit -o nounset\nset -o pipefail\n${body}` },
    { title: "by the first line", code: `#!/bin/bash -eu\nset -o pipefail\n${body}` },
    { title: "the plain shell", code: `#!/bin/sh\nset -eu\n${body}`, proof: "set -eu" },
    { title: "off for a few lines", code: `#!/bin/bash\nset -euo pipefail\nset +e\na\nset -e\n${body}` },
    {
      title: "in a function that runs first",
      code: `#!/bin/bash\nmain() {\n  set -euo pipefail\n  git pull\n  docker compose up -d\n}\nmain "$@"\n`,
    },
    { title: "a library", code: at("scripts/deploy-lib.sh", "restart() {\n  docker compose up -d\n}\n") },
    {
      title: "a library beside it sets the options",
      code: {
        "scripts/deploy.sh": `#!/bin/bash\nsource "$(dirname "$0")/lib/common.sh"\n${body}`,
        "scripts/lib/common.sh": 'set -euo pipefail\nlog() { echo "$1"; }\n',
      },
    },
    {
      title: "a library by its place in the project",
      code: {
        "ops/backup.sh": "#!/bin/bash\n. ./ops/common.sh\npg_dump app > /backup/app.sql\n",
        "ops/common.sh": "set -eu\n",
      },
    },
    {
      title: "a library that is not here",
      code: at("scripts/deploy.sh", `#!/bin/bash\nsource "\${ROOT}/lib/strict.sh"\n${body}`),
    },
    { title: "a script for development", code: at("scripts/dev.sh", `#!/bin/bash\n${body}`) },
    {
      title: "a start on a machine of one's own",
      code: at("start.sh", "#!/bin/bash\ndocker compose up -d\n"),
    },
    { title: "something else", code: at("scripts/lint.sh", "#!/bin/bash\nnpm run lint\n") },
    {
      title: "an entry point",
      code: at("docker/entrypoint.sh", '#!/bin/bash\npython manage.py migrate\nexec "$@"\n'),
    },
    { title: "an open quote", code: "#!/bin/bash\necho 'a\ngit pull\ndocker compose up -d\n" },
    { title: "fish", code: at("deploy.sh", "#!/usr/bin/env fish\ngit pull\ndocker compose up -d\n") },
    { title: "setup for developers", code: at("script/setup", "#!/bin/sh\nnpm ci\n") },
  ],
  invalid: [
    {
      title: "a library that sets nothing",
      code: {
        "scripts/deploy.sh": `«#!/bin/bash»\n. "\${0%/*}/log.sh"\n${body}`,
        "scripts/log.sh": 'log() { echo "$1"; }\n',
      },
      severity: "warning",
    },
    {
      title: "a file of variables is no library",
      code: at("scripts/deploy.sh", `«#!/bin/bash»\nsource .env\n. ~/.nvm/nvm.sh\n${body}`),
    },
    {
      title: "a backup by what it does",
      code: at("cron/nightly.sh", "«#!/bin/bash»\npg_dump app > /backup/app.sql\n"),
      severity: "warning",
      fixed: at("cron/nightly.sh", "#!/bin/bash\nset -Eeuo pipefail\npg_dump app > /backup/app.sql\n"),
    },
    {
      title: "no first line",
      code: at("deploy.sh", "«git pull»\nsystemctl restart app\n"),
      fixed: at("deploy.sh", "set -eu\ngit pull\nsystemctl restart app\n"),
    },
    {
      title: "comments behind a blank line stay where they are",
      code: `«#!/bin/bash»\n# Deploys.\n\n# Step one.\n${body}`,
      fixed: `#!/bin/bash\n# Deploys.\nset -Eeuo pipefail\n\n# Step one.\n${body}`,
    },
    {
      title: "without the variables",
      code: `#!/bin/bash\n«set -eo pipefail» # stop\n${body}`,
      severity: "info",
      fixed: `#!/bin/bash\nset -euo pipefail # stop\n${body}`,
    },
    {
      title: "by name, without pipefail",
      code: `#!/bin/bash\n«set -o errexit -o nounset»\n${body}`,
      severity: "info",
      fixed: `#!/bin/bash\nset -Eeuo pipefail\nset -o errexit -o nounset\n${body}`,
    },
    {
      title: "only what it prints",
      code: `#!/bin/bash\n«set -x»\n${body}`,
      severity: "warning",
      fixed: `#!/bin/bash\nset -xeuo pipefail\n${body}`,
    },
    {
      title: "a plain shell with half of it",
      code: `#!/bin/sh\n«set -e»\n${body}`,
      fixed: `#!/bin/sh\nset -eu\n${body}`,
    },
    { title: "without an extension", code: at("bin/deploy", `«#!/bin/bash»\n${body}`) },
    {
      title: "a firewall",
      code: at("scripts/setup.sh", "«#!/bin/bash»\nufw allow 22\nufw --force enable\n"),
    },
  ],
});
