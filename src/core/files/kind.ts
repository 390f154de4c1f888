import { isSystemdDropIn } from "./systemd/path";

/** What a file is: decides how it is parsed and which rules look at it. */
export type FileKind =
  | "dockerfile"
  | "dockerignore"
  | "gitignore"
  | "compose"
  | "workflow"
  | "yaml"
  | "nginx"
  | "caddy"
  | "apache"
  | "hostheaders"
  | "html"
  | "python"
  | "javascript"
  | "dotenv"
  | "go"
  | "json"
  | "markdown"
  | "php"
  | "plain"
  | "procfile"
  | "requirements"
  | "ruby"
  | "shell"
  | "svelte"
  | "systemd"
  | "terraform"
  | "toml"
  | "vue";

const byExtension: Readonly<Record<string, FileKind>> = {
  dockerfile: "dockerfile",
  containerfile: "dockerfile",
  dockerignore: "dockerignore",
  py: "python",
  js: "javascript",
  mjs: "javascript",
  cjs: "javascript",
  jsx: "javascript",
  ts: "javascript",
  mts: "javascript",
  cts: "javascript",
  tsx: "javascript",
  vue: "vue",
  svelte: "svelte",
  go: "go",
  rb: "ruby",
  rake: "ruby",
  ru: "ruby",
  php: "php",
  yaml: "yaml",
  yml: "yaml",
  json: "json",
  jsonc: "json",
  md: "markdown",
  markdown: "markdown",
  tf: "terraform",
  tfvars: "terraform",
  tofu: "terraform",
  toml: "toml",
  nginx: "nginx",
  vhost: "nginx",
  caddyfile: "caddy",
  html: "html",
  htm: "html",
  pem: "plain",
  key: "plain",
  p8: "plain",
  ppk: "plain",
  properties: "plain",
  ini: "plain",
  cfg: "plain",
  sh: "shell",
  bash: "shell",
  service: "systemd",
  timer: "systemd",
  socket: "systemd",
};

const apacheFolders = new Set(["apache", "apache2", "httpd"]);
const nginxFolders = new Set(["nginx", "sites-available", "sites-enabled", "conf.d"]);

/** Files that tools and people keep credentials in, without an extension that tells. */
const credentialFiles =
  /^(?:\.npmrc|\.yarnrc|\.pypirc|[._]netrc|\.pgpass|\.my\.cnf|id_(?:rsa|dsa|ecdsa|ed25519)[\w-]*)$/;

/**
 * The kind of the file at `path` (folders separated by `/`), or undefined for a file that Liftoff does not
 * read. `text`, where given, settles names that do not tell by themselves: a `.conf` file is nginx only when
 * its content is.
 */
export function kindOf(path: string, text?: string): FileKind | undefined {
  const segments = path.toLowerCase().split("/");
  const name = segments.at(-1) ?? "";
  const folders = segments.slice(0, -1);
  if (isDockerfileName(name)) return "dockerfile";
  if (name === "_headers") return "hostheaders";
  if (name === "procfile") return "procfile";
  if (name === ".htaccess") return "apache";
  if (/^caddyfile([.-]|$)/.test(name)) return "caddy";
  if (name === ".gitignore") return "gitignore";
  if (credentialFiles.test(name)) return "plain";
  if (name === ".dockerignore" || name.endsWith(".dockerignore")) return "dockerignore";
  if (isDotenvName(name) || folders.includes(".envs")) return "dotenv";
  if (/^requirements[\w.-]*\.(txt|in)$/.test(name)) return "requirements";
  if (folders.at(-1) === "requirements" && /\.(txt|in)$/.test(name)) return "requirements";
  if (isSystemdDropIn(path)) return "systemd";
  if (serverConfig.test(name)) {
    return text !== undefined && isProgram(name, text) ? undefined : serverByContext(name, folders, text);
  }
  // Sites are called by their domain: what looks like an extension is none.
  if (looksNginx(folders, text)) return "nginx";
  const extension = name.includes(".") ? name.slice(name.lastIndexOf(".") + 1) : "";
  if (extension === "") return looksShell(path, text) ? "shell" : undefined;
  if (/\.d\.[mc]?ts$/.test(name) || /\.min\.[mc]?js$/.test(name)) return undefined;
  const kind = Object.hasOwn(byExtension, extension) ? byExtension[extension] : undefined;
  if (kind === "shell" && text !== undefined && isOtherScript(text)) return undefined;
  if (kind === "systemd" && text !== undefined && !looksSystemd(text)) return undefined;
  if (kind !== "yaml") return kind;
  if (isComposeName(name)) return "compose";
  if (folders.at(-1) === "workflows" && folders.at(-2) === ".github") return "workflow";
  return "yaml";
}

/** Whether the content of a file at `path` may make it one that Liftoff reads: what a scan has to open. */
export function isCandidate(path: string): boolean {
  if (kindOf(path) !== undefined) return true;
  return (
    serverConfig.test(path.toLowerCase()) ||
    /(^|\/)sites-(available|enabled)\/[^/]+$/i.test(path) ||
    isScriptPath(path)
  );
}

/** `site.conf`, and what a template of one is called. */
const serverConfig = /\.conf(?:\.(?:template|tmpl|tpl|j2|jinja2?))?$/;

/** Whether a template is a program that writes the file, rather than the file with places for values. */
function isProgram(name: string, text: string): boolean {
  if (name.endsWith(".conf")) return false;
  return /\{%|<%|%\{|\{\{-?\s{0,9}(?:#|\/|if|range|with|end|else|define|template|include|for|each|block)\b/.test(
    text,
  );
}

function isDockerfileName(name: string): boolean {
  if (name.endsWith(".dockerignore")) return false;
  return /^(dockerfile|containerfile)([.-]|$)/.test(name) || /\.(dockerfile|containerfile)$/.test(name);
}

/** `.env`, `.env.production`, `api.env`, `.env-example`, `env.sample`, `app.env.template`. */
function isDotenvName(name: string): boolean {
  if (name === ".env" || name.startsWith(".env.") || name.endsWith(".env")) return true;
  return /(?:^|\.)env[.\-_](?:example|sample|template|dist|defaults?)$/.test(name);
}

/** `compose.yaml`, `docker-compose.prod.yml`, `prod.compose.yaml`: the names that Compose projects use. */
function isComposeName(name: string): boolean {
  return /(^|[.-])(docker-)?compose([.-][\w.-]*)?\.ya?ml$/.test(name);
}

/** `.conf` files belong to nginx or Apache by name, by folder, or by what is in them. */
function serverByContext(name: string, folders: readonly string[], text: string | undefined) {
  if (name.includes("nginx")) return "nginx";
  if (folders.some((folder) => apacheFolders.has(folder)) || /^(httpd|apache2?)\b/.test(name)) {
    return text === undefined || looksApache(text) ? "apache" : undefined;
  }
  if (folders.some((folder) => nginxFolders.has(folder))) {
    if (text === undefined || !looksApache(text)) return "nginx";
    return "apache";
  }
  if (text === undefined) return undefined;
  return looksNginxText(text) ? "nginx" : looksApache(text) ? "apache" : undefined;
}

function looksNginx(folders: readonly string[], text: string | undefined): boolean {
  const parent = folders.at(-1);
  return (
    (parent === "sites-available" || parent === "sites-enabled") && text !== undefined && looksNginxText(text)
  );
}

const nginxBlock = /^\uFEFF?[ \t]*(?:(?:server|http|upstream[ \t]+\S+)[ \t]*\{|location[ \t][^{}\n]*\{)/m;
/** What a snippet without a block around it holds, and no other format does. */
const nginxStatement =
  /^\uFEFF?[ \t]*(?:add_header|more_set_headers|proxy_pass|proxy_set_header|ssl_certificate|ssl_protocols|limit_req_zone)[ \t][^\n]*;/m;

function looksNginxText(text: string): boolean {
  const start = text.slice(0, 20_000);
  return nginxBlock.test(start) || nginxStatement.test(start);
}

/** Folders that hold programs, at any depth, and what people call the scripts that run an app. */
const scriptPath =
  /(?:^|\/)(?:scripts?|bin|deploy|maintenance)\/(?:[^/]+\/)?[^/.]+$|(?:^|[/_-])(?:deploy|release|rollback|backup|restore|setup|install|provision|bootstrap|launcher|entrypoint|start)(?:[_-][^/.]*)?$/i;
const shellLine = /^\uFEFF?#![^\n]{0,100}\b(?:ba|da|a|z|k)?sh\b/;

/** Whether a file without an extension may be a script, by where it is and how it is called. */
function isScriptPath(path: string): boolean {
  return !/\.[^/]*$/.test(path) && scriptPath.test(path);
}

/** A program without an extension is a shell script when its first line says so. */
function looksShell(path: string, text: string | undefined): boolean {
  return text !== undefined && shellLine.test(text) && isScriptPath(path);
}

/** `.sh` by name, and by its first line for another program. */
function isOtherScript(text: string): boolean {
  return /^\uFEFF?#!/.test(text) && !shellLine.test(text);
}

/** D-Bus and Avahi call their files `.service` as well. */
function looksSystemd(text: string): boolean {
  const start = text.slice(0, 2000);
  return !/^\uFEFF?\s*</.test(start) && !/^\[D-BUS Service\]/m.test(start);
}

function looksApache(text: string): boolean {
  return /^\uFEFF?[ \t]*<(VirtualHost|Directory|IfModule|Location|FilesMatch)\b/im.test(
    text.slice(0, 20_000),
  );
}
