// Programs that stand for actionlint and zizmor: small scripts in a folder of their own.
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

export interface Stub {
  /** What it prints: a text, or the expression (JavaScript) of one; `args` are its arguments. */
  readonly out?: string;
  readonly outOf?: string;
  readonly err?: string;
  readonly code?: number;
  /** Whether it never ends by itself. */
  readonly hangs?: boolean;
}

/** A folder with programs; `remove` deletes it. */
export class StubTools {
  readonly folder = mkdtempSync(path.join(tmpdir(), "liftoff-tools-"));

  /** Writes the program `name` and returns its path. */
  write(name: string, { out = "", outOf, err = "", code = 0, hangs = false }: Stub): string {
    const file = path.join(this.folder, name);
    const lines = [
      "#!/usr/bin/env node",
      'const { appendFileSync } = require("node:fs");',
      "const args = process.argv.slice(2);",
      `appendFileSync(${JSON.stringify(this.logOf(name))}, JSON.stringify({ args, cwd: process.cwd(), pid: process.pid }) + "\\n");`,
      `process.stderr.write(${JSON.stringify(err)});`,
      hangs
        ? "setInterval(() => {}, 1000);"
        : `process.stdout.write(${outOf ?? JSON.stringify(out)}, () => process.exit(${code}));`,
      "",
    ];
    writeFileSync(file, lines.join("\n"));
    chmodSync(file, 0o755);
    return file;
  }

  /** How often, and how, the program was started. */
  runsOf(name: string): { readonly args: readonly string[]; readonly cwd: string; readonly pid: number }[] {
    let log = "";
    try {
      log = readFileSync(this.logOf(name), "utf8");
    } catch {
      // It was never started.
    }
    return log.split("\n").flatMap((line) => (line === "" ? [] : [JSON.parse(line)]));
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  private logOf(name: string): string {
    return path.join(this.folder, `${name}.log`);
  }
}

/** What actionlint prints of one word of a file, for words on lines of plain letters. */
export function actionlintReport(path: string, text: string, word: string, kind: string, message: string) {
  const { line, column } = placeOf(text, word);
  return { message, filepath: path, line: line + 1, column: column + 1, kind, snippet: "", end_column: 1 };
}

/** What zizmor prints of one word of a file. */
export function zizmorReport(path: string, text: string, word: string, ident: string, severity = "High") {
  const { line: row, column } = placeOf(text, word);
  return {
    ident,
    desc: `about ${ident}`,
    url: `https://docs.zizmor.sh/audits/#${ident}`,
    determinations: { confidence: "High", severity, persona: "Regular" },
    locations: [
      {
        symbolic: { key: { Local: { given_path: `./${path}` } }, annotation: "here", kind: "Primary" },
        concrete: {
          location: { start_point: { row, column }, end_point: { row, column: column + word.length } },
        },
      },
    ],
    ignored: false,
  };
}

function placeOf(text: string, word: string): { line: number; column: number } {
  const before = text.slice(0, text.indexOf(word)).split("\n");
  return { line: before.length - 1, column: before.at(-1)?.length ?? 0 };
}
