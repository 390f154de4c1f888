import { EventEmitter } from "vscode";
import type { Activity } from "./activity";
import { Disposable, type Disposes } from "./disposable";

/** Something costly that is made when it is first needed, once, and ended with its owner. */
export class OnDemand<T extends Disposes> extends Disposable {
  private readonly started = this.own(new EventEmitter<T>());
  private value: T | undefined;
  private starting: Promise<T> | undefined;

  readonly onDidStart = this.started.event;

  constructor(
    private readonly create: () => Promise<T>,
    private readonly activity: Activity,
    private readonly onError: (error: unknown) => void,
  ) {
    super();
  }

  /** What is there already, without starting it. */
  get current(): T | undefined {
    return this.value;
  }

  get(): Promise<T> {
    this.starting ??= this.activity.track(this.start());
    return this.starting;
  }

  private async start(): Promise<T> {
    try {
      const value = this.own(await this.create());
      this.value = value;
      this.started.fire(value);
      return value;
    } catch (error) {
      this.onError(error);
      // The next one who asks tries again.
      this.starting = undefined;
      throw error;
    }
  }
}
