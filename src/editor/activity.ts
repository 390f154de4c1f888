import { nextTurn } from "./turns";

/** Counts work under way, so that a test or a benchmark can wait for the end of all of it. */
export class Activity {
  private running = 0;
  private waiting: (() => void)[] = [];

  /** Marks the start of a piece of work; call the result once when it has ended. */
  begin(): () => void {
    this.running++;
    let open = true;
    return () => {
      if (!open) return;
      open = false;
      this.running--;
      if (this.running === 0) for (const done of this.waiting.splice(0)) done();
    };
  }

  async track<T>(work: Promise<T>): Promise<T> {
    const end = this.begin();
    try {
      return await work;
    } finally {
      end();
    }
  }

  /** Resolves when nothing is under way, and what has just ended has started nothing new. */
  async whenIdle(): Promise<void> {
    do {
      if (this.running > 0) await new Promise<void>((resolve) => this.waiting.push(resolve));
      await nextTurn();
    } while (this.running > 0);
  }
}
