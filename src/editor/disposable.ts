export interface Disposes {
  dispose(): unknown;
}

/** Owns parts and ends them with itself, the latest first. What it is given after its end is ended at once. */
export abstract class Disposable implements Disposes {
  private readonly owned: Disposes[] = [];
  private ended = false;

  protected get isDisposed(): boolean {
    return this.ended;
  }

  protected own<T extends Disposes>(part: T): T {
    if (this.ended) part.dispose();
    else this.owned.push(part);
    return part;
  }

  dispose(): void {
    if (this.ended) return;
    this.ended = true;
    for (const part of this.owned.splice(0).reverse()) part.dispose();
  }
}
