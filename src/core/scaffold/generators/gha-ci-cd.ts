import { actionPin } from "../action-pins";
import type { Generator, GeneratorInput } from "../generator";
import { type NamedService, namedServices } from "../names";
import { folderQuestion, imageQuestion } from "../questions";
import { inFolder } from "../service";

export const ghaCiCd: Generator = {
  id: "gha.ci-cd",
  title: "Pipeline: test, build, deploy",
  summary: "Tests every change, builds images of what is merged, scans them, and deploys behind a gate.",
  refuses: ({ stack }) =>
    stack.services.length === 0 ? "No Python or Node service with an entry point was found." : undefined,
  questions: ({ stack }) => [imageQuestion(stack), folderQuestion(stack)],
  files: (input) => [{ path: ".github/workflows/ci-cd.yml", text: workflowText(input) }],
};

function workflowText({ stack, answers, project }: GeneratorInput): string {
  const images = answers.image ?? `ghcr.io/\${{ github.repository }}`;
  const folder = answers.folder ?? `/srv/${stack.name}`;
  const services = namedServices(stack);
  const checkout = [
    `      - uses: ${actionPin("actions/checkout")}`,
    "        with:",
    "          persist-credentials: false",
  ];
  const has = (path: string) => project.has(path);
  return [
    "name: CI and deployment",
    "",
    "on:",
    "  pull_request:",
    "  push:",
    "    branches: [main]",
    "  workflow_dispatch:",
    "    inputs:",
    "      tag:",
    "        description: An older image tag to go back to",
    "        required: true",
    "",
    "permissions: {}",
    "",
    "concurrency:",
    "  group: ${{ github.workflow }}-${{ github.ref }}",
    "  cancel-in-progress: ${{ github.event_name == 'pull_request' }}",
    "",
    "jobs:",
    ...services.flatMap((named) => testJob(named, checkout, has)),
    "  images:",
    "    if: github.event_name == 'push'",
    `    needs: [${services.map(({ name }) => `test-${name}`).join(", ")}]`,
    "    runs-on: ubuntu-24.04",
    "    timeout-minutes: 30",
    "    permissions:",
    "      contents: read",
    "      packages: write",
    "    strategy:",
    "      matrix:",
    "        include:",
    ...services.flatMap(({ name, service }) => [
      `          - name: ${name}`,
      `            context: ${service.folder === "" ? "." : service.folder}`,
    ]),
    "    steps:",
    ...checkout,
    `      - uses: ${actionPin("docker/setup-buildx-action")}`,
    `      - uses: ${actionPin("docker/login-action")}`,
    "        with:",
    "          registry: ghcr.io",
    "          username: ${{ github.actor }}",
    "          password: ${{ secrets.GITHUB_TOKEN }}",
    `      - uses: ${actionPin("docker/build-push-action")}`,
    "        with:",
    "          context: ${{ matrix.context }}",
    "          push: true",
    "          # One tag for each commit: the way back to an older release.",
    `          tags: ${images}-\${{ matrix.name }}:sha-\${{ github.sha }}`,
    "          cache-from: type=gha,scope=${{ matrix.name }}",
    "          cache-to: type=gha,scope=${{ matrix.name }},mode=max",
    `      - uses: ${actionPin("aquasecurity/trivy-action")}`,
    "        with:",
    `          image-ref: ${images}-\${{ matrix.name }}:sha-\${{ github.sha }}`,
    "          severity: CRITICAL,HIGH",
    "          ignore-unfixed: true",
    '          exit-code: "1"',
    "",
    "  deploy:",
    "    if: ${{ !cancelled() && (needs.images.result == 'success' || github.event_name == 'workflow_dispatch') }}",
    "    needs: [images]",
    "    runs-on: ubuntu-24.04",
    "    timeout-minutes: 20",
    "    environment: production",
    "    permissions:",
    "      contents: read",
    "    # One deployment at a time, and none is cut off.",
    "    concurrency:",
    "      group: deploy-production",
    "      cancel-in-progress: false",
    "    steps:",
    ...checkout,
    "      - name: Deploy over SSH",
    "        env:",
    "          SSH_KEY: ${{ secrets.DEPLOY_SSH_KEY }}",
    "          KNOWN_HOSTS: ${{ secrets.DEPLOY_KNOWN_HOSTS }}",
    "          TARGET: ${{ vars.DEPLOY_USER }}@${{ vars.DEPLOY_HOST }}",
    "          TAG: ${{ inputs.tag || format('sha-{0}', github.sha) }}",
    "        run: |",
    "          set -euo pipefail",
    '          [[ "$TAG" =~ ^[A-Za-z0-9._-]+$ ]]',
    "          install -m 700 -d ~/.ssh",
    "          printf '%s\\n' \"$SSH_KEY\" > ~/.ssh/id_ed25519",
    "          printf '%s\\n' \"$KNOWN_HOSTS\" > ~/.ssh/known_hosts",
    "          chmod 600 ~/.ssh/id_ed25519 ~/.ssh/known_hosts",
    `          rsync --archive --relative compose.prod.yaml nginx scripts "$TARGET:${folder}/"`,
    `          ssh "$TARGET" "${folder}/scripts/deploy.sh '$TAG'"`,
    "      - name: Ask the app whether it is well",
    "        env:",
    "          URL: ${{ vars.PRODUCTION_URL }}",
    '        run: curl --fail --silent --show-error --retry 5 --retry-delay 5 --retry-all-errors --output /dev/null "$URL"',
    "",
  ].join("\n");
}

function testJob(
  { name, service }: NamedService,
  checkout: readonly string[],
  has: (path: string) => boolean,
): string[] {
  const folder =
    service.folder === ""
      ? []
      : ["    defaults:", "      run:", `        working-directory: ${service.folder}`];
  const steps =
    service.language === "python"
      ? pythonSteps(service.manager, service.folder, has)
      : nodeSteps(service.manager, service.lockfile, service.folder, service.builds);
  return [
    `  test-${name}:`,
    "    runs-on: ubuntu-24.04",
    "    timeout-minutes: 15",
    "    permissions:",
    "      contents: read",
    ...folder,
    "    steps:",
    ...checkout,
    ...steps,
    "",
  ];
}

function pythonSteps(
  manager: "pip" | "uv" | "poetry",
  folder: string,
  has: (path: string) => boolean,
): string[] {
  const setup = [
    `      - uses: ${actionPin("actions/setup-python")}`,
    "        with:",
    '          python-version: "3.13"',
  ];
  if (manager === "uv")
    return [
      ...setup,
      '      - run: pip install "uv>=0.9,<1"',
      "      - run: uv sync --frozen",
      "      - run: uv run pytest",
      "      - run: uv run --with pip-audit pip-audit",
    ];
  if (manager === "poetry")
    return [
      ...setup,
      '      - run: pip install "poetry>=2,<3"',
      "      - run: poetry install",
      "      - run: poetry run pytest",
    ];
  const development = has(inFolder(folder, "requirements-dev.txt")) ? " -r requirements-dev.txt" : " pytest";
  return [
    ...setup,
    `      - run: pip install -r requirements.txt${development} pip-audit`,
    "      - run: pytest",
    "      - run: pip-audit -r requirements.txt",
  ];
}

function nodeSteps(
  manager: "npm" | "pnpm" | "yarn",
  lockfile: string | undefined,
  folder: string,
  builds: boolean,
): string[] {
  const run = { npm: "npm run", pnpm: "pnpm run", yarn: "yarn run" }[manager];
  const install = {
    npm: lockfile ? "npm ci" : "npm install",
    pnpm: "pnpm install --frozen-lockfile",
    yarn: "yarn install --frozen-lockfile",
  }[manager];
  const setup = [
    ...(manager === "pnpm" ? [`      - uses: ${actionPin("pnpm/action-setup")}`] : []),
    `      - uses: ${actionPin("actions/setup-node")}`,
    "        with:",
    "          node-version: 24",
    ...(lockfile
      ? [`          cache: ${manager}`, `          cache-dependency-path: ${inFolder(folder, lockfile)}`]
      : []),
  ];
  return [
    ...setup,
    `      - run: ${install}`,
    `      - run: ${run} test --if-present`.replace("yarn run test --if-present", "yarn test"),
    ...(builds ? [`      - run: ${run} build`] : []),
    ...(manager === "npm" && lockfile ? ["      - run: npm audit --omit=dev --audit-level=high"] : []),
  ];
}
