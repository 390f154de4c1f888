import { SourceFile } from "../../src/core/files/source";
import { lint } from "../../src/core/lint/lint";
import { Project } from "../../src/core/project/project";
import { rules } from "../../src/core/rules/list";
import { APP_EVERY, compose, dockerfile, nginx, python, typescript } from "./corpus";

/** Longer than people write them: what generated files and other people's repositories hold. */
const SIZE = 200_000;

interface Kind {
  readonly path: string;
  readonly head?: string;
  part(n: number): string;
}

const kinds: readonly Kind[] = [
  { path: "Dockerfile", part: dockerfile },
  { path: "compose.yaml", head: "services:\n", part: (n) => compose(n).replace(/^services:\n/, "") },
  { path: "nginx/site.conf", part: nginx },
  { path: "app/main.py", part: (n) => python(n * APP_EVERY) },
  { path: "src/server.ts", part: (n) => typescript(n * APP_EVERY) },
  { path: ".github/workflows/ci.yml", head: "on: push\njobs:\n", part: job },
  { path: "deploy.sh", head: "#!/bin/bash\nset -e\n", part: commands },
  {
    path: "app.service",
    head: "[Service]\nExecStart=/usr/bin/app\n",
    part: (n) => `Environment=KEY_${n}=${n}\n`,
  },
  { path: ".env.production", part: (n) => `KEY_${n}=value-${n}\nSECRET_${n}=change-me\n` },
  { path: "k8s/app.yaml", part: deployment },
];

function job(n: number): string {
  return `  job-${n}:
    runs-on: ubuntu-24.04
    steps:
      - uses: actions/checkout@v5
      - run: |
          npm ci
          echo "\${{ github.event.issue.title }}"
          curl https://tools.example/install.sh | bash
`;
}

function commands(n: number): string {
  return `docker compose up -d app-${n}
if curl -f http://localhost:${8000 + (n % 1000)}/health; then echo up; fi
for file in *.sql; do psql "$DATABASE_URL" < "$file" | tee log; done
`;
}

function deployment(n: number): string {
  return `---
kind: Deployment
metadata:
  name: app-${n}
spec:
  template:
    spec:
      containers:
        - image: app:${n}
          env: [{ name: KEY_${n}, value: "1" }]
`;
}

/** Very long files, one of each kind: the parse alone, and with all rules. */
export function largeFiles(today: string): string[] {
  return kinds.map(({ path, head = "", part }) => {
    let text = head;
    for (let n = 0; text.length < SIZE; n++) text += part(n);
    const parse = timed(() => created(path, text).form.clean);
    const file = created(path, text);
    let found = 0;
    const all = timed(() => {
      found = lint(Project.of([file], { today }), rules).findings.length;
    });
    return `${path}, ${SIZE / 1000} KB: parse ${parse.toFixed(0)} ms, parse + rules ${all.toFixed(0)} ms, ${found} findings`;
  });
}

function created(path: string, text: string): SourceFile {
  const file = SourceFile.create(path, text);
  if (!file) throw new Error(`${path} is of a kind that is read`);
  return file;
}

function timed(work: () => unknown): number {
  const started = performance.now();
  work();
  return performance.now() - started;
}
