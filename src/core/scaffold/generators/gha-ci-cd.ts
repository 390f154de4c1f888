import { roleOf } from "../../files/role";
import { nodePackages } from "../../project/node-packages";
import type { ProjectView } from "../../project/view";
import { actionPin } from "../action-pins";
import type { Generator, GeneratorInput } from "../generator";
import { dockerfilePath, type NamedService, namedServices, noService } from "../names";
import { isModernYarn, managerCommands } from "../node-manager";
import { buildCommand } from "../platform";
import { folderQuestion, imageQuestion } from "../questions";
import { releaseLine } from "../scaffold";
import { contextOf, inFolder, type NodeService, type PythonService } from "../service";

export const ghaCiCd: Generator = {
  id: "gha.ci-cd",
  title: "Pipeline: test, build, deploy",
  summary: "Tests every change, builds images of what is merged, scans them, and deploys behind a gate.",
  refuses: noService,
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
    ...services.flatMap((named) => testJob(named, checkout, project)),
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
      `            context: ${contextOf(service) === "" ? "." : contextOf(service)}`,
      `            file: ${dockerfilePath(service, stack)}`,
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
    "          file: ${{ matrix.file }}",
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
  project: ProjectView,
): string[] {
  const folder =
    service.folder === ""
      ? []
      : ["    defaults:", "      run:", `        working-directory: ${service.folder}`];
  const steps = service.language === "python" ? pythonSteps(service, project) : nodeSteps(service, project);
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

function pythonSteps(service: PythonService, project: ProjectView): string[] {
  const setup = [
    `      - uses: ${actionPin("actions/setup-python")}`,
    "        with:",
    `          python-version: "${releaseLine(service)}"`,
  ];
  const { folder, manager, lockfile } = service;
  const runner = { uv: "uv run ", poetry: "poetry run ", pip: "" }[manager];
  const test = [
    ...(hasPythonTests(folder, project) ? [] : ["      # 5: there are no tests yet."]),
    `      - run: ${runner}pytest${hasPythonTests(folder, project) ? "" : ' || [ "$?" -eq 5 ]'}`,
  ];
  if (manager === "uv")
    return [
      ...setup,
      '      - run: pip install "uv>=0.9,<1"',
      `      - run: uv sync${lockfile ? " --frozen" : ""}`,
      ...test,
      "      - run: uv run --with pip-audit pip-audit",
    ];
  if (manager === "poetry")
    return [
      ...setup,
      '      - run: pip install "poetry>=2,<3"',
      "      - run: poetry install --no-root",
      ...test,
    ];
  const manifest = folder === "" ? service.manifest : service.manifest.slice(folder.length + 1);
  const development = project.has(inFolder(folder, "requirements-dev.txt"))
    ? " -r requirements-dev.txt"
    : " pytest";
  return [
    ...setup,
    `      - run: pip install -r ${manifest}${development} pip-audit`,
    ...test,
    `      - run: pip-audit -r ${manifest}`,
  ];
}

/** pytest fails where there is nothing to test. */
function hasPythonTests(folder: string, project: ProjectView): boolean {
  return project
    .paths()
    .some(
      (path) =>
        (folder === "" || path.startsWith(`${folder}/`)) &&
        /(?:^|\/)(?:test_[^/]*|[^/]*_test)\.py$/.test(path) &&
        roleOf(path) === "test",
    );
}

function nodeSteps(service: NodeService, project: ProjectView): string[] {
  const { manager, lockfile, workspace, folder, builds } = service;
  const { scripts = {} } = project.fact(nodePackages).get(service.manifest) ?? {};
  const { install } = managerCommands(service, releaseLine(service));
  const setup = [
    ...(manager === "pnpm" ? pnpmSetup(service) : []),
    ...(isModernYarn(service) ? ["      - run: corepack enable"] : []),
    `      - uses: ${actionPin("actions/setup-node")}`,
    "        with:",
    `          node-version: ${releaseLine(service)}`,
    ...(lockfile
      ? [
          `          cache: ${manager}`,
          `          cache-dependency-path: ${inFolder(workspace ?? folder, lockfile)}`,
        ]
      : []),
  ];
  const test = scripts.test !== undefined && !/no test specified/.test(scripts.test);
  const top =
    workspace === undefined ? [] : [`        working-directory: ${workspace === "" ? "." : workspace}`];
  const isYarnMember = manager === "yarn" && workspace !== undefined;
  return [
    ...setup,
    `      - run: ${install}`,
    ...top,
    `      - run: ${test ? `${manager} test` : "npm run test --if-present"}`,
    ...(builds
      ? [
          `      - run: ${isYarnMember ? buildCommand(service) : managerCommands(service, releaseLine(service)).build}`,
        ]
      : []),
    ...(builds && !isYarnMember ? top : []),
    ...(manager === "npm" && lockfile ? ["      - run: npm audit --omit=dev --audit-level=high"] : []),
  ];
}

/** The action reads the version of pnpm from `packageManager`, and has to be told where there is none. */
function pnpmSetup({ managerVersion, workspace, folder }: NodeService): string[] {
  const top = workspace ?? folder;
  const given = [
    ...(managerVersion === undefined ? ["          version: 10"] : []),
    ...(managerVersion !== undefined && top !== ""
      ? [`          package_json_file: ${top}/package.json`]
      : []),
  ];
  return [
    `      - uses: ${actionPin("pnpm/action-setup")}`,
    ...(given.length > 0 ? ["        with:", ...given] : []),
  ];
}
