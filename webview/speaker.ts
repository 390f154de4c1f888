const pause = 500;

/** The page's one live region. What it says last wins. */
export class Speaker {
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly region: HTMLElement) {}

  say(text: string): void {
    clearTimeout(this.timer);
    // A region that gets the text it has already says nothing: a space at the end makes it another text.
    this.region.textContent = this.region.textContent === text ? `${text}\u00a0` : text;
  }

  /** Says it when the user pauses: for what changes with every key. */
  sayLater(text: string): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.say(text), pause);
  }
}
