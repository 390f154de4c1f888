import type { SourceFile } from "../../files/source";
import { dockerfiles } from "../../project/dockerfiles";
import { nginxIncludes } from "../../project/headers/includes";
import { nginxDelivery } from "../../project/nginx-delivery";
import { folderOf } from "../../project/services";
import type { ProjectView } from "../../project/view";
import { defineRule, type Related } from "../rule";
import { protectiveNames } from "./security-headers";
import { type WrittenHeader, writtenHeaders } from "./written-headers";

/** Folders beside a Dockerfile that hold what belongs into its image. */
const besides = ["", "nginx", "docker", "conf", "config"];

/** Scripts that Liftoff does not read and that may well bring the file to a server. */
const scripts =
  /(^|\/)(deploy|provision|setup|install|bootstrap)[^/]*\.sh$|(^|\/)(Makefile|Vagrantfile|Jenkinsfile)$|\.tf$/i;

/** Another configuration that an image gets instead, and where that is said. */
interface Other extends Omit<Related, "message"> {
  readonly text: string;
}

export const headersFileNotDeployed = defineRule({
  id: "nginx/headers-file-not-deployed",
  on: "nginx",
  severity: "warning",
  hardening: true,
  title: "Bring the file with the security headers into the image",
  why: "Headers in a file that no image contains protect nobody: what counts is the configuration that the Dockerfile brings.",
  references: ["https://hub.docker.com/_/nginx"],
  equivalents: [],
  fix: "none",
  examples: [
    {
      fix: null,
      files: {
        "nginx.conf.template": `server {
    listen 8080;
    root /usr/share/nginx/html;
    «add_header X-Content-Type-Options "nosniff" always;»
}
`,
        Dockerfile: `FROM nginx:1.29-alpine
COPY dist /usr/share/nginx/html
COPY <<END /etc/nginx/conf.d/default.conf
server {
    listen 8080;
    root /usr/share/nginx/html;
}
END
`,
      },
      good: {
        "nginx.conf.template": `server {
    listen 8080;
    root /usr/share/nginx/html;
    add_header X-Content-Type-Options "nosniff" always;
}
`,
        Dockerfile: `FROM nginx:1.29-alpine
COPY dist /usr/share/nginx/html
COPY nginx.conf.template /etc/nginx/templates/default.conf.template
`,
      },
    },
  ],
  *check({ file, project }) {
    if (!file.form.clean || !/add_header|more_set_headers/.test(file.text) || endsTls(file)) return;
    const written = writtenHeaders(file.form).filter(
      ({ name, value }) => protectiveNames.has(name) && value !== "",
    );
    if (written.length === 0 || isBrought(file, project)) return;
    for (const other of othersFor(file, project)) {
      const text = other.text.toLowerCase();
      const missing = written.filter(({ name }) => !text.includes(name));
      const [first] = missing;
      if (!first) continue;
      yield {
        at: first.directive.at,
        message: `No image gets this file: ${other.path} brings a configuration of its own, without ${listed(missing)}.`,
        related: [{ path: other.path, at: other.at, message: "This is what the image gets." }],
      };
      return;
    }
  },
});

/** A site that ends TLS itself usually stands on a host in front of the containers. */
function endsTls({ text }: SourceFile): boolean {
  return /\bssl_certificate|\blisten\b[^;\n]{0,200}\b(443|ssl)\b/.test(text);
}

/** Whether something may bring `file` to where nginx runs. */
function isBrought(file: SourceFile, project: ProjectView): boolean {
  const includers = project.fact(nginxIncludes).includersOf({ path: file.path, name: file.path });
  if (includers.length > 0 || project.fact(nginxDelivery).isNamed(file.path)) return true;
  const isCopied = [...project.fact(dockerfiles)].some(([path, { copied }]) =>
    copied.some((one) => one !== "." && isWithin(file.path, one, folderOf(path))),
  );
  return isCopied || project.pathsLike(scripts).length > 0;
}

/** Whether `copied`, relative to the workspace or to `folder`, is `path` or a folder of it. */
function isWithin(path: string, copied: string, folder: string): boolean {
  return [copied, inside(folder, copied)].some((one) => path === one || path.startsWith(`${one}/`));
}

/** The configurations that an image gets and that would have to be this file. */
function* othersFor(file: SourceFile, project: ProjectView): Generator<Other> {
  const folder = folderOf(file.path);
  for (const [path, baked] of project.fact(nginxDelivery).baked) {
    const isBeside = besides.some((name) => folder === inside(folderOf(path), name));
    if (isBeside) for (const { at, text } of baked) yield { path, at, text };
  }
  for (const [path, { copied }] of project.fact(dockerfiles)) {
    for (const one of copied) {
      const found = [one, inside(folderOf(path), one)].map((each) => project.file(each));
      const other = found.find((each) => each?.is("nginx"));
      if (!other || other.path === file.path || folderOf(other.path) !== folder) continue;
      yield { path: other.path, at: { start: 0, end: 0 }, text: other.text };
    }
  }
}

function inside(folder: string, name: string): string {
  return [folder, name].filter((part) => part !== "").join("/");
}

function listed(headers: readonly WrittenHeader[]): string {
  const labels = [...new Set(headers.map(({ label }) => label))];
  const last = labels.pop() ?? "";
  return labels.length === 0 ? last : `${labels.join(", ")} and ${last}`;
}
