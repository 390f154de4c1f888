import type { FileKind } from "../../core/files/kind";

/**
 * What VS Code's language of a document says where the file's name says less. Only languages that name a format:
 * that a document is TypeScript does not make a declaration file worth checking.
 */
const kinds: Readonly<Record<string, FileKind>> = {
  dockerfile: "dockerfile",
  dockercompose: "compose",
  "github-actions-workflow": "workflow",
  nginx: "nginx",
  "nginx-conf": "nginx",
  caddyfile: "caddy",
  apacheconf: "apache",
  dotenv: "dotenv",
  terraform: "terraform",
  opentofu: "terraform",
};

export function languageKind(languageId: string): FileKind | undefined {
  return Object.hasOwn(kinds, languageId) ? kinds[languageId] : undefined;
}
