import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { run } from "../../src/cli/run";
import { TODAY } from "./project";

export interface Outcome {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** A folder on disk in which the command line runs; `remove` deletes it. */
export class CommandFolder {
  readonly root = mkdtempSync(path.join(tmpdir(), "liftoff-cli-"));

  constructor(files: Readonly<Record<string, string>>) {
    for (const [name, text] of Object.entries(files)) this.write(name, text);
  }

  async run(args: readonly string[], stdin = ""): Promise<Outcome> {
    let out = "";
    let err = "";
    const code = await run(args, {
      out: (text) => {
        out += text;
      },
      err: (text) => {
        err += `${text}\n`;
      },
      readStdin: async () => stdin,
      cwd: this.root,
      today: TODAY,
    });
    return { code, out, err };
  }

  write(name: string, text: string): void {
    const file = path.join(this.root, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  }

  read(name: string): string {
    return readFileSync(path.join(this.root, name), "utf8");
  }

  list(): string[] {
    return readdirSync(this.root, { recursive: true }).map(String).sort();
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}
