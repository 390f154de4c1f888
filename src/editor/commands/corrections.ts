import type { Memento, Uri } from "vscode";
import type { Answers } from "../../core/scaffold/generator";

/**
 * What people said about the stack of a folder that its files do not say, or say otherwise. Kept in the state of this
 * workspace, on this machine only: nothing is written into the repository for it.
 */
export class Corrections {
  private readonly key: string;

  constructor(
    private readonly memory: Memento,
    root: Uri,
  ) {
    this.key = `liftoff.corrections:${root.toString()}`;
  }

  read(): Answers {
    const kept = this.memory.get<unknown>(this.key);
    if (typeof kept !== "object" || kept === null) return {};
    return Object.fromEntries(
      Object.entries(kept).filter((entry): entry is [string, string] => typeof entry[1] === "string"),
    );
  }

  async write(answers: Answers): Promise<void> {
    await this.memory.update(this.key, Object.keys(answers).length === 0 ? undefined : answers);
  }
}
