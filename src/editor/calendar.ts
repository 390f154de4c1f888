import { EventEmitter, window } from "vscode";
import { Disposable } from "./disposable";
import { watchDay } from "./today";

/** Tells when another day has begun: what is due, what has expired and which versions are cared for depend on it. */
export class Calendar extends Disposable {
  private readonly turned = this.own(new EventEmitter<void>());
  private readonly watch = this.own(watchDay(() => this.turned.fire()));
  readonly onNewDay = this.turned.event;

  constructor() {
    super();
    // Whoever comes back in the morning sees the morning's plan.
    this.own(
      window.onDidChangeWindowState(({ focused }) => {
        if (focused) this.look();
      }),
    );
  }

  /** Looks at the calendar now. */
  look(): void {
    this.watch.look();
  }
}
