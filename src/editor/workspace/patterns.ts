/**
 * Which files the workspace scan asks for. Deployment files and plans come first, so that a repository with more
 * source files than the limit still shows all of what decides how it runs.
 */
const deployment = [
  "*[Dd]ockerfile*",
  "*[Cc]ontainerfile*",
  "*.{yml,yaml,toml,conf,nginx,vhost,template,env,md,markdown,tf,tfvars,tofu,pem,key,p8,ppk,properties,ini,cfg,sh,bash,service,timer,socket}",
  ".env*",
  "{env,*.env}[._-]{example,sample,template,dist,default,defaults}",
  ".envs/**",
  "*requirements*.{txt,in}",
  "{[Cc]addyfile*,_headers,.htaccess,.gitignore,Procfile}",
  // Where credentials are kept.
  "{.npmrc,.yarnrc,.pypirc,.netrc,_netrc,.pgpass,.my.cnf,id_rsa*,id_dsa*,id_ecdsa*,id_ed25519*}",
  "package.json",
  "*.{json,jsonc}",
];

const source = "*.{py,js,mjs,cjs,jsx,ts,mts,cts,tsx,vue,svelte,go,php,rb,rake,ru,html,htm}";

export const deploymentFiles = `**/{${deployment.join(",")}}`;
/** nginx keeps its sites in files without an extension, and scripts may have none; requirements may be a folder of lists. */
export const namelessFiles = "**/{sites-available,sites-enabled,requirements,script,scripts,bin,deploy}/*";
export const sourceFiles = `**/${source}`;
export const everyFile = "**/*";

/** Events of one watcher for all that may change a finding or a verdict. */
export const watchedFiles = `**/{${[
  ...deployment,
  source,
  // Known by name only: lock files and schemas that rules and plans ask for.
  "*.{lock,sql}",
  "Procfile*",
  "sites-available/*",
  "sites-enabled/*",
].join(",")}}`;

/** The folders that the command line leaves out as well. */
const skippedFolders = (
  "node_modules .git .hg .svn .venv venv vendor dist .next .nuxt coverage __pycache__ site-packages .tox " +
  ".mypy_cache .terraform .vscode-test"
).split(" ");
/** A Dockerfile may lie in `build`, source code that somebody wrote does not. */
const outputFolders = ["build", "out", "target"];

export const skipped = `**/{${skippedFolders.join(",")}}/**`;
export const skippedForSource = `**/{${[...skippedFolders, ...outputFolders].join(",")}}/**`;

/** Whether a path lies in a folder that the scan leaves out. */
export function isSkipped(path: string): boolean {
  return path.split("/").some((segment) => skippedFolders.includes(segment));
}

/** Most files that one scan reads. */
export const MAX_FILES = 10_000;
/** Most files that are known by name. */
export const MAX_NAMES = 50_000;
