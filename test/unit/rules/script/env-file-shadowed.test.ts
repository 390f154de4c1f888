import { envFileShadowed } from "../../../../src/core/rules/script/env-file-shadowed";
import { testRule } from "../../../support/rule-tester";

const deploy = (text: string) => `#!/bin/bash\nset -euo pipefail\n${text}`;

testRule(envFileShadowed, {
  valid: [
    {
      title: "taken out before",
      code: deploy(
        'export TAG="$1"\ndocker compose pull\nunset TAG\necho "TAG=$PREV" > .env\ndocker compose up -d\n',
      ),
    },
    {
      title: "a variable of the script",
      code: deploy('TAG="$1"\necho "TAG=$PREV" > .env\ndocker compose up -d\n'),
    },
    {
      title: "the same value",
      code: deploy('export TAG="$1"\necho "TAG=$TAG" > .env\ndocker compose up -d\n'),
    },
    {
      title: "the same value, printed",
      code: deploy(`export TAG="$1"\nprintf 'TAG=%s\\n' "$TAG" > .env\ndocker compose up -d\n`),
    },
    {
      title: "another variable",
      code: deploy('export COMPOSE_PROJECT_NAME=a\necho "TAG=$PREV" > .env\ndocker compose up -d\n'),
    },
    { title: "nothing is written", code: deploy('export TAG="$1"\ndocker compose --env-file .env up -d\n') },
    {
      title: "written to another file",
      code: deploy('export TAG="$1"\necho "TAG=$PREV" > log.txt\ndocker compose up -d\n'),
    },
    { title: "no Compose", code: deploy('export TAG="$1"\necho "TAG=$PREV" > .env\n') },
    {
      title: "development",
      code: { "dev.sh": deploy('export TAG=a\necho "TAG=b" > .env\ndocker compose up -d\n') },
    },
  ],
  invalid: [
    {
      title: "exported on a line of its own, edited in place",
      code: deploy(
        'TAG="$1"\n«export TAG»\nsed -i "s/^TAG=.*/TAG=$PREV/" .env.production\ndocker compose --env-file .env.production up -d\n',
      ),
      fixed: deploy(
        'TAG="$1"\nexport TAG\nsed -i "s/^TAG=.*/TAG=$PREV/" .env.production\nunset TAG\ndocker compose --env-file .env.production up -d\n',
      ),
    },
    {
      title: "by way of another file",
      code: deploy(
        '«declare -x TAG="$1"»\ncat > .env.new <<E\nTAG=${PREV}\nE\nmv .env.new .env\ndocker compose up -d\n',
      ),
      severity: "warning",
    },
    {
      title: "the variable is still needed",
      code: deploy('«export TAG="$1"»\necho "TAG=$PREV" > .env\ndocker compose up -d\necho "$TAG"\n'),
      fixed: null,
    },
  ],
});
