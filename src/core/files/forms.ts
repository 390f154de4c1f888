import { type ApacheForm, parseApache } from "./apache";
import { type CaddyForm, parseCaddy } from "./caddy";
import { type ComponentForm, parseSvelte, parseVue } from "./component/form";
import { type ComposeForm, parseCompose } from "./compose/form";
import { type DockerfileForm, parseDockerfile } from "./dockerfile/form";
import { type DockerignoreForm, parseDockerignore } from "./dockerignore";
import { type DotenvForm, parseDotenv } from "./dotenv";
import { type GitignoreForm, parseGitignore } from "./gitignore";
import { type HostHeadersForm, parseHostHeaders } from "./host-headers";
import { type HtmlForm, parseHtml } from "./html";
import { type JsonForm, parseJson } from "./json";
import type { FileKind } from "./kind";
import { type MarkdownForm, parseMarkdown } from "./markdown";
import { type NginxForm, parseNginx } from "./nginx/form";
import { type PlainForm, parsePlain } from "./plain";
import { type ProcfileForm, parseProcfile } from "./procfile";
import { type PythonForm, parsePython } from "./python/form";
import { parseRequirements, type RequirementsForm } from "./requirements";
import { parseGo, parsePhp, parseRuby, type ScannedForm } from "./scanned/form";
import { parseScript, type ScriptForm } from "./script/form";
import { parseShellScript, type ShellForm } from "./shell/form";
import { parseSystemd, type SystemdForm } from "./systemd/form";
import { parseTerraform, type TerraformForm } from "./terraform";
import { parseToml, type TomlForm } from "./toml";
import { parseYaml, type YamlForm } from "./yaml/form";

/** The parsed form of each kind of file. */
export interface FileForms {
  readonly dockerfile: DockerfileForm;
  readonly dockerignore: DockerignoreForm;
  readonly gitignore: GitignoreForm;
  readonly compose: ComposeForm;
  readonly workflow: YamlForm;
  readonly yaml: YamlForm;
  readonly nginx: NginxForm;
  readonly caddy: CaddyForm;
  readonly apache: ApacheForm;
  readonly hostheaders: HostHeadersForm;
  readonly html: HtmlForm;
  readonly python: PythonForm;
  readonly javascript: ScriptForm;
  readonly dotenv: DotenvForm;
  readonly json: JsonForm;
  readonly markdown: MarkdownForm;
  readonly plain: PlainForm;
  readonly procfile: ProcfileForm;
  readonly requirements: RequirementsForm;
  readonly shell: ShellForm;
  readonly systemd: SystemdForm;
  readonly terraform: TerraformForm;
  readonly toml: TomlForm;
  readonly vue: ComponentForm;
  readonly svelte: ComponentForm;
  readonly go: ScannedForm;
  readonly php: ScannedForm;
  readonly ruby: ScannedForm;
}

const parsers: { readonly [K in FileKind]: (text: string, path: string) => FileForms[K] } = {
  dockerfile: parseDockerfile,
  dockerignore: parseDockerignore,
  gitignore: parseGitignore,
  compose: parseCompose,
  workflow: parseYaml,
  yaml: parseYaml,
  nginx: parseNginx,
  caddy: parseCaddy,
  apache: parseApache,
  hostheaders: parseHostHeaders,
  html: parseHtml,
  python: parsePython,
  javascript: parseScript,
  dotenv: parseDotenv,
  json: parseJson,
  markdown: parseMarkdown,
  plain: parsePlain,
  procfile: parseProcfile,
  requirements: parseRequirements,
  shell: parseShellScript,
  systemd: parseSystemd,
  terraform: parseTerraform,
  toml: parseToml,
  vue: parseVue,
  svelte: parseSvelte,
  go: parseGo,
  php: parsePhp,
  ruby: parseRuby,
};

/** Every kind: for rules that look at the text of whatever is read. */
export const fileKinds = Object.keys(parsers) as readonly FileKind[];

/** Parses `text` as a file of kind `kind`; `path` settles dialects (`.ts` against `.jsx`). Never throws. */
export function parseForm<K extends FileKind>(kind: K, text: string, path: string): FileForms[K] {
  return parsers[kind](text, path);
}
