// The repository's own source files, parsed, for the tests of its structure.
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type { SyntaxNode, Tree } from "@lezer/common";
import { parser } from "@lezer/javascript";

const typescript = parser.configure({ dialect: "ts" });

export interface Import {
  /** What is imported: a repository path without extension ("src/core/api"), or a package ("zod", "node:fs"). */
  readonly target: string;
  /** `import type` and `export type ... from`: gone after compilation. */
  readonly typeOnly: boolean;
  readonly kind: "import" | "export" | "dynamic" | "require";
  readonly text: string;
}

export interface Source {
  /** Path in the repository, with "/". */
  readonly path: string;
  readonly text: string;
  readonly tree: Tree;
  readonly imports: readonly Import[];
}

/** The TypeScript files below folders of the repository, `.d.ts` left out. */
export function sourcesIn(...folders: string[]): readonly Source[] {
  return filesIn((name) => name.endsWith(".ts") && !name.endsWith(".d.ts"), ...folders).map(
    ({ path, text }) => parseSource(path, text),
  );
}

/** The files below folders of the repository whose names are wanted. Tests run in the repository's root. */
export function filesIn(
  wanted: (name: string) => boolean,
  ...folders: string[]
): { path: string; text: string }[] {
  return folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && wanted(entry.name))
      .map((entry) => path.join(entry.parentPath, entry.name))
      .map((file) => ({ path: file.split(path.sep).join("/"), text: readFileSync(file, "utf8") })),
  );
}

/** Parses one file; exported for the test of this very module. */
export function parseSource(file: string, text: string): Source {
  const tree = typescript.parse(text);
  return { path: file, text, tree, imports: importsOf(file, text, tree) };
}

function importsOf(file: string, text: string, tree: Tree): readonly Import[] {
  const found: Import[] = [];
  tree.iterate({
    enter({ node }) {
      const kind = kindOf(node, text);
      const name =
        kind === "require" ? node.getChild("ArgList")?.getChild("String") : node.getChild("String");
      if (!kind || !name) return;
      const typeOnly = node.name === "ImportType" || node.getChild("type") !== null;
      const target = resolve(file, text.slice(name.from + 1, name.to - 1));
      found.push({ target, typeOnly, kind, text: text.slice(node.from, node.to) });
    },
  });
  return found;
}

function kindOf(node: SyntaxNode, text: string): Import["kind"] | undefined {
  switch (node.name) {
    case "ImportDeclaration":
    case "ImportType":
      return "import";
    case "ExportDeclaration":
      return "export";
    case "DynamicImport":
      return "dynamic";
    case "CallExpression": {
      const callee = node.firstChild;
      return callee && text.slice(callee.from, callee.to) === "require" ? "require" : undefined;
    }
    default:
      return undefined;
  }
}

function resolve(file: string, name: string): string {
  if (!name.startsWith(".")) return name;
  return path.posix.join(path.posix.dirname(file), name).replace(/\.(m?[jt]s)$/, "");
}
