/** Element ids for things of the plan, numbered: their own ids may hold spaces or nothing at all. */
export class Ids {
  private readonly numbers = new Map<string, number>();

  of(kind: string, of: string): string {
    const name = `${kind} ${of}`;
    const number = this.numbers.get(name) ?? this.numbers.size + 1;
    this.numbers.set(name, number);
    return `${kind}-${number}`;
  }
}
