import { isUnprivileged } from "../../data/images";
import type { Instruction } from "../../files/dockerfile/instruction";
import type { Stage } from "../../files/dockerfile/stage";
import type { SourceFile } from "../../files/source";
import { isNamedContext } from "../../project/build-context";
import type { ProjectView } from "../../project/view";
import { replacement, type TextEdit } from "../../text/edits";
import { defineRule, type Fix, type Report } from "../rule";
import { type Account, accountFor, isRoot } from "./account";
import { insertAbove, insertBelow } from "./insert";
import { givesUpRights, startsAsRootByDesign } from "./rights";
import { moveOutOfRootHome } from "./root-home";

export const nonRootUser = defineRule({
  id: "dockerfile/non-root-user",
  on: "dockerfile",
  severity: "warning",
  title: "Run the container as an unprivileged user",
  why: "A process that runs as root in its container is root to everything the container can reach: its files, mounted volumes, and the host once it breaks out.",
  references: [
    "https://docs.docker.com/build/building/best-practices/#user",
    "https://cheatsheetseries.owasp.org/cheatsheets/Docker_Security_Cheat_Sheet.html#rule-2-set-a-user",
  ],
  equivalents: ["hadolint DL3002", "trivy DS-0002", "checkov CKV_DOCKER_3", "checkov CKV_DOCKER_8"],
  deviations: {
    "hadolint DL3002":
      "A final stage without any USER is found as well: it runs as root just the same. Images that step down from root themselves are not, nor is root in a stage that does not ship.",
    "checkov CKV_DOCKER_3":
      "Silent while a quote of the file is open: a USER may stand in the part that cannot be read yet.",
  },
  alsoSilencedBy: ["hadolint DL3002", "semgrep missing-user", "semgrep last-user-is-root"],
  fix: "review",
  hardening: true,
  examples: [
    {
      bad: 'FROM «node:24-alpine»\nWORKDIR /app\nCOPY . .\nCMD ["node", "server.js"]\n',
      good: 'FROM node:24-alpine\nWORKDIR /app\nCOPY . .\nUSER node\nCMD ["node", "server.js"]\n',
    },
    {
      title: "an image without an account of its own",
      bad: 'FROM «python:3.13-slim»\nWORKDIR /app\nCOPY . .\n\n# Start the server\nCMD ["python", "main.py"]\n',
      good: 'FROM python:3.13-slim\nWORKDIR /app\nCOPY . .\n\nRUN useradd --create-home --uid 10001 app\nUSER app\n\n# Start the server\nCMD ["python", "main.py"]\n',
    },
    {
      title: "back to the user that was created",
      bad: "FROM debian:13\nRUN useradd --system web\nUSER web\n«USER root»\nRUN apt-get update\nCMD serve\n",
      good: "FROM debian:13\nRUN useradd --system web\nUSER web\nUSER root\nRUN apt-get update\nUSER web\nCMD serve\n",
    },
    {
      title: "packages in the home of root move along",
      bad: 'FROM python:3.13-slim AS build\nRUN pip install --user -r requirements.txt\nFROM «python:3.13-slim»\nCOPY --from=build /root/.local /root/.local\nENV PATH=/root/.local/bin:$PATH\nCMD ["python", "main.py"]\n',
      good: 'FROM python:3.13-slim AS build\nRUN pip install --user -r requirements.txt\nFROM python:3.13-slim\nRUN useradd --create-home --uid 10001 app\nCOPY --from=build --chown=app:app /root/.local /home/app/.local\nENV PATH=/home/app/.local/bin:$PATH\nUSER app\nCMD ["python", "main.py"]\n',
    },
  ],
  *check({ file, project }) {
    const stage = file.form.finalStage;
    if (stage) yield* judge(stage, file, project);
  },
});

function* judge(stage: Stage, file: SourceFile<"dockerfile">, project: ProjectView): Generator<Report> {
  const { user } = stage.effects;
  const from = stage.from.image?.span ?? stage.from.span;
  const name = user?.value && stage.expand(user.value, user.index).text;
  if (user && name === undefined) return;
  if (user && name !== undefined && name !== "" && !isRoot(name)) {
    yield { proves: user.span, message: `The container runs as \`${name}\`.` };
    return;
  }
  const base = stage.base;
  if (!user && base && isUnprivileged(base)) {
    yield { proves: from, message: `\`${base.text}\` runs as an unprivileged user.` };
    return;
  }
  if (!user && base && isNamedContext(project, file.path, base.text)) return;
  if (!file.form.clean || givesUpRights(stage) || isWindows(stage)) return;
  if (user) {
    const message = "The last USER is root, so the container runs as root.";
    const equivalents = ["hadolint DL3002", "trivy DS-0002", "checkov CKV_DOCKER_8"];
    yield { at: user.span, severity: "error", message, equivalents, fixes: fixesFor(stage, file, user) };
  } else {
    const unless = base?.official === undefined ? " unless the base image says otherwise" : "";
    const message = `No USER is set, so the container runs as root${unless}.`;
    const problem = { at: from, message, equivalents: ["trivy DS-0002", "checkov CKV_DOCKER_3"] };
    const fixes = fixesFor(stage, file, undefined);
    yield base ? { ...problem, fixes } : { ...problem, severity: "info", fixes };
  }
}

function isWindows(stage: Stage): boolean {
  return /windows|nanoserver|servercore/i.test(stage.base?.text ?? "");
}

function fixesFor(stage: Stage, file: SourceFile<"dockerfile">, rootUser: Instruction | undefined): Fix[] {
  if (startsAsRootByDesign(stage)) return [];
  const account = accountFor(stage);
  const move = moveOutOfRootHome(stage, account, file.text);
  if (!move) return [];
  const edits: TextEdit[] = [...move.edits];
  const lines: string[] = [];
  if (account.create && move.first) edits.push(insertAbove(file, move.first, [account.create]));
  else if (account.create) lines.push(account.create);
  edits.push(...userEdits(stage, file, account, lines, rootUser));
  const steps = account.create
    ? `Create the user \`${account.user}\` and run as it`
    : `Run as \`${account.user}\``;
  return [{ title: steps, kind: "review", edits }];
}

/** Sets the user where the start of the container is described, behind everything that may need root. */
function userEdits(
  stage: Stage,
  file: SourceFile<"dockerfile">,
  account: Account,
  lines: readonly string[],
  rootUser: Instruction | undefined,
): TextEdit[] {
  const own = stage.instructions;
  const lastWork = own.findLastIndex(({ kind }) => kind === "RUN" || kind === "WORKDIR" || kind === "USER");
  const start = own.find(({ kind }, i) => i > lastWork && (kind === "CMD" || kind === "ENTRYPOINT"));
  if (rootUser && own[lastWork] === rootUser) {
    const edits = [replacement(rootUser.args.span, account.user)];
    return lines.length > 0 ? [insertAbove(file, rootUser, lines), ...edits] : edits;
  }
  const all = [...lines, `USER ${account.user}`];
  if (start) return [insertAbove(file, start, all)];
  return [insertBelow(file, own.at(-1) ?? stage.from, all)];
}
