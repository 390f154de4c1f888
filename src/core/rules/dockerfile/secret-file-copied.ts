import { secretFile } from "../../data/secret-files";
import { compilePath, matchesPath } from "../../files/dockerignore-match";
import type { SourceFile } from "../../files/source";
import { type BuildContext, inFolder } from "../../project/build-context";
import { contextFiles } from "../../project/context-files";
import { knownContexts } from "../../project/known-contexts";
import type { ProjectView } from "../../project/view";
import { insertion } from "../../text/edits";
import { defineRule, type Fix, type Report } from "../rule";
import { type ContextCopy, contextCopies } from "./context-copies";
import { credentialFiles } from "./credential-files";
import { isSecretEnvFile } from "./env-files";
import { removeSource } from "./remove-part";

export const secretFileCopied = defineRule({
  id: "dockerfile/secret-file-copied",
  on: "dockerfile",
  severity: "error",
  title: "Copy no file with secrets into the image",
  why: "A file that was copied stays in its layer, even when a later instruction deletes it: whoever can pull the image can read the key or the token.",
  references: [
    "https://docs.docker.com/build/building/secrets/",
    "https://docs.docker.com/reference/dockerfile/#run---mounttypesecret",
  ],
  equivalents: ["trivy DS-0031"],
  deviations: {
    "trivy DS-0031":
      "Only what it says of files: variables are the matter of dockerfile/secret-in-env. Files are recognised by their own name as well, which trivy does not look at.",
  },
  fix: "review",
  examples: [
    {
      bad: "FROM node:24-slim\nCOPY package.json «.env» ./\n",
      good: "FROM node:24-slim\nCOPY package.json ./\n",
    },
    {
      title: "the token of a registry is mounted for the command that needs it",
      bad: "FROM node:24-slim\nWORKDIR /app\nCOPY package*.json «.npmrc» ./\nRUN npm ci\n",
      good: "FROM node:24-slim\nWORKDIR /app\nCOPY package*.json ./\nRUN --mount=type=secret,id=npmrc,target=/root/.npmrc npm ci\n",
    },
    {
      title: "a private key",
      bad: "FROM nginx:1.29-alpine\nCOPY nginx.conf /etc/nginx/\nCOPY «certs/server.key» /etc/nginx/certs/\n",
      good: "FROM nginx:1.29-alpine\nCOPY nginx.conf /etc/nginx/\n",
    },
  ],
  *check({ file, project }) {
    const contexts = knownContexts(project, file.path);
    for (const copy of contextCopies(file.form)) {
      const found = judge(copy, project, contexts);
      if (!found) continue;
      const isHistory = copy.path.split("/").includes(".git");
      const place = copy.isShipped ? "the image" : "the build cache";
      yield {
        at: copy.source.span,
        // The version is read from the history while building; nobody gets to see it afterwards.
        severity: isHistory && !copy.isShipped ? "info" : "error",
        message: `\`${copy.path}\` puts ${found} into ${place}, where it stays.`,
        equivalents: [],
        fixes: fixesOf(copy, file),
      };
    }
    yield* credentialFiles(file, project, contexts) satisfies Iterable<Report>;
  },
});

/** What the source gives away; undefined when it is nothing, or when that cannot be told. */
function judge(
  { path, instruction }: ContextCopy,
  project: ProjectView,
  contexts: readonly BuildContext[],
): string | undefined {
  const found = secretFile(path);
  if (!found || isForPackages(instruction.destination?.text ?? "")) return undefined;
  const all = contexts.length > 0 ? contexts : [{ dockerfile: "", folder: "" }];
  const isSecret = all.some((context) => {
    const matched = /[*?[]/.test(path) ? matchesIn(project, context, path) : [path];
    return matched.length === 0 || matched.some((one) => isSecretFile(project, context, one));
  });
  return isSecret ? found.what : undefined;
}

/** Keys of package sources are there to be compared with. */
function isForPackages(destination: string): boolean {
  return /\/(?:apt|apk|keyrings?|trusted\.gpg\.d|rpm-gpg|ca-certificates|pki\/ca-trust)(?:\/|$)/.test(
    destination,
  );
}

function matchesIn(project: ProjectView, context: BuildContext, path: string): string[] {
  const pattern = compilePath(path);
  return contextFiles(project, context).filter((one) => matchesPath(pattern, one));
}

/** Whether the file holds a secret. Where the name alone does not tell, the content does, or its absence. */
function isSecretFile(project: ProjectView, context: BuildContext, path: string): boolean {
  const found = secretFile(path);
  if (found?.certainty !== "maybe") return found !== undefined;
  if (/(?:^|\/)\.env\.[^/]*$/.test(path)) return isSecretEnvFile(project, context, path);
  const full = inFolder(context.folder, path);
  const text = project.file(full)?.text;
  // What is not in the workspace is put there for the build: with the secret in it.
  if (text === undefined) return !project.has(full);
  return path.endsWith(".json")
    ? text.includes("private_key")
    : /_(?:authToken|auth|password)[ \t]?=[ \t]?["']?[^\s"'$]/.test(text);
}

function fixesOf(copy: ContextCopy, file: SourceFile<"dockerfile">): Fix[] {
  const { instruction, source, stage } = copy;
  const removal = removeSource(file, instruction, source);
  const name = copy.path.slice(copy.path.lastIndexOf("/") + 1);
  const remove: Fix = { title: `Do not copy \`${copy.path}\``, kind: "review", edits: [removal] };
  const install = name.startsWith(".npmrc")
    ? stage
        .all("RUN")
        .find(({ index, args }) => index > instruction.index && /\b(?:npm|pnpm|yarn)\b/.test(args.text))
    : undefined;
  if (!install) return [remove];
  const user = stage.effects.user?.value;
  const home = user ? `/home/${user.text.split(":")[0]}` : "/root";
  const mount = ` --mount=type=secret,id=npmrc,target=${home}/.npmrc`;
  const edits = [removal, insertion(install.keywordSpan.end, mount)];
  return [
    {
      title: "Mount `.npmrc` as a build secret; pass it with --secret id=npmrc,src=.npmrc",
      kind: "review",
      edits,
    },
    remove,
  ];
}
