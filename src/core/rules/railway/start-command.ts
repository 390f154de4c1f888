import type { SourceFile } from "../../files/source";
import { inFolder } from "../../project/build-context";
import { folderOf } from "../../project/services";
import type { ProjectView } from "../../project/view";
import { replacement } from "../../text/edits";
import { releaseFor } from "../heroku/release";
import { devFixes, type Start, startsIn, unreachable } from "../platform/web-start";
import { defineRule, type Fix, type Problem } from "../rule";
import { answersRequests, builderOf, type RailwayManifest, railwayManifest } from "./manifest";

export const railwayStartCommand = defineRule({
  id: "railway/start-command",
  on: ["json", "toml"],
  severity: "warning",
  title: "Start a Railway service where Railway looks for it",
  why: "Railway asks at the port in PORT whether a release is well, and sends requests there. It starts images without a shell, so that nothing puts the value of PORT into the command.",
  references: [
    "https://docs.railway.com/deployments/start-command",
    "https://docs.railway.com/deployments/pre-deploy-command",
    "https://docs.railway.com/deployments/healthchecks",
  ],
  equivalents: [],
  fix: "review",
  examples: [
    {
      path: "railway.json",
      bad: '{\n  "deploy": {\n    "startCommand": "uvicorn main:app --host 0.0.0.0 --port «8000»"\n  }\n}\n',
      good: '{\n  "deploy": {\n    "startCommand": "uvicorn main:app --host 0.0.0.0 --port $PORT"\n  }\n}\n',
    },
    {
      title: "an image, which no shell starts",
      path: "railway.toml",
      bad: '[build]\nbuilder = "DOCKERFILE"\n\n[deploy]\nstartCommand = «"uvicorn main:app --host 0.0.0.0 --port $PORT"»\n',
      good: '[build]\nbuilder = "DOCKERFILE"\n\n[deploy]\nstartCommand = "/bin/sh -c \\"exec uvicorn main:app --host 0.0.0.0 --port $PORT\\""\n',
    },
    {
      title: "migrations",
      path: "railway.json",
      bad: '{\n  «"deploy"»: {\n    "startCommand": "gunicorn parcels.wsgi"\n  }\n}\n',
      good: '{\n  "deploy": {\n    "startCommand": "gunicorn parcels.wsgi",\n    "preDeployCommand": ["python manage.py migrate --noinput"]\n  }\n}\n',
      with: { "manage.py": "" },
    },
  ],
  *check({ file, project }) {
    const manifest = file.role === "prod" ? railwayManifest(file) : undefined;
    if (!manifest || !file.form.clean) return;
    yield* command(manifest, file);
    const release = missingRelease(manifest, file, project);
    if (release) yield release;
    const before = manifest.setting("deploy", "preDeployCommand");
    if (before?.valueAt && mayMigrate(file.text.slice(before.valueAt.start, before.valueAt.end)))
      yield {
        proves: before.keyAt,
        message: "The database is brought up to date before a release gets requests.",
      };
  },
});

function* command(manifest: RailwayManifest, file: SourceFile): Generator<Problem> {
  const setting = manifest.setting("deploy", "startCommand");
  if (!setting?.text || !setting.valueAt) return;
  const { text, at } = setting.text;
  const inner = shellScript(text);
  const starts = startsIn(inner?.script ?? text, at.start + (inner?.at ?? 0));
  const isImage = builderOf(manifest) === "DOCKERFILE";
  if (isImage && !inner && needsShell(text, starts)) {
    const wrapped = wrap(text, starts);
    const fixes: Fix[] =
      wrapped === undefined
        ? []
        : [
            {
              title: "Start it with a shell",
              kind: "review",
              edits: [replacement(setting.valueAt, wrapped)],
            },
          ];
    yield {
      at: setting.valueAt,
      severity: "error",
      message:
        "Railway starts the image with this command and no shell: variables and operators reach the program as they are written.",
      fixes,
    };
    return;
  }
  for (const { dev, server } of starts) {
    if (dev)
      yield {
        at: dev.at,
        severity: "error",
        message: `${dev.what} is made for development: it is slow, and shows its insides to visitors.`,
        fixes: devFixes(dev, server, file),
      };
    if (!server || (dev && !dev.removable) || !answersRequests(manifest)) continue;
    const problem = unreachable(server, "Railway");
    if (!problem) continue;
    // Without a shell a variable in the command would be worse.
    yield isImage && !inner ? { ...problem, fixes: [] } : problem;
  }
}

/** The script of `sh -c "…"`, and where in the command it begins. */
function shellScript(text: string): { readonly script: string; readonly at: number } | undefined {
  const match = /^(?:\/(?:usr\/)?bin\/)?(?:ba|da|z)?sh[ \t]+-[a-z]{0,3}c[ \t]+(["'])([^"'\\]*)\1[ \t]*$/.exec(
    text,
  );
  const script = match?.[2];
  return script === undefined
    ? undefined
    : { script, at: text.indexOf(script, text.indexOf(match?.[1] ?? "")) };
}

/** Whether a shell has to read the command: for a variable, or for a second program. */
function needsShell(text: string, starts: readonly Start[]): boolean {
  if (starts.length === 0 || /^\S*sh[ \t]/.test(text)) return false;
  return (
    starts.length > 1 || starts.some(({ program }) => program.words.some(({ value }) => value === undefined))
  );
}

function wrap(text: string, starts: readonly Start[]): string | undefined {
  // What is quoted already is for a person to quote once more.
  if (/["'\\`]|\$\(/.test(text)) return undefined;
  const script = starts.length === 1 ? `exec ${text}` : text;
  return JSON.stringify(`/bin/sh -c "${script}"`);
}

/** Migrations that nothing runs when a release goes out. */
function missingRelease(
  manifest: RailwayManifest,
  file: SourceFile,
  project: ProjectView,
): Problem | undefined {
  const at = manifest.sectionAt("deploy");
  const start = manifest.setting("deploy", "startCommand")?.text?.text;
  const isImage = builderOf(manifest) === "DOCKERFILE";
  // What Railpack starts by itself migrates before.
  if (!at || (start === undefined && !isImage) || !answersRequests(manifest)) return undefined;
  if (manifest.setting("deploy", "preDeployCommand") || mayMigrate(file.text)) return undefined;
  const folder = folderOf(file.path);
  if (isImage && mayMigrate(project.file(inFolder(folder, dockerfileOf(manifest)))?.text ?? ".sh"))
    return undefined;
  const command = releaseFor(project, folder);
  const edit = command && manifest.add("deploy", "preDeployCommand", `[${JSON.stringify(command)}]`);
  if (!edit) return undefined;
  return {
    at,
    severity: "info",
    message: "Nothing brings the database up to date before a release gets requests.",
    fixes: [{ title: `Run \`${command}\` before each release`, kind: "review", edits: [edit] }],
  };
}

function dockerfileOf(manifest: RailwayManifest): string {
  return manifest.setting("build", "dockerfilePath")?.text?.text ?? "Dockerfile";
}

/** Whether a command of a text migrates, or starts a script that may. */
function mayMigrate(text: string): boolean {
  return /migrat|upgrade head|db:prepare|db upgrade|db push|\.sh\b|entrypoint/i.test(text);
}
