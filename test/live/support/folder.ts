import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { onExit } from "../../../scripts/lib/processes.mjs";

export type Files = Readonly<Record<string, string>>;

/** A folder on disk with an app in it. */
export class AppFolder {
  readonly root = mkdtempSync(path.join(os.tmpdir(), "liftoff-live-"));
  private readonly forget = onExit(() => this.remove());

  constructor(files: Files) {
    for (const [name, text] of Object.entries(files)) this.write(name, text);
  }

  write(name: string, text: string): string {
    const file = this.at(name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
    return file;
  }

  link(name: string, target: string): void {
    symlinkSync(target, this.at(name), "junction");
  }

  at(name: string): string {
    return path.join(this.root, name);
  }

  remove(): void {
    this.forget();
    rmSync(this.root, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
  }
}
