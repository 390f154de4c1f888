/** Things that belong together, by what they have in common, in the order in which they came. */
export class Groups<Key, Thing> {
  private readonly groups = new Map<Key, Thing[]>();

  static by<Key, Thing>(things: Iterable<Thing>, keyOf: (thing: Thing) => Key): Groups<Key, Thing> {
    const groups = new Groups<Key, Thing>();
    for (const thing of things) groups.add(keyOf(thing), thing);
    return groups;
  }

  add(key: Key, thing: Thing): void {
    const group = this.groups.get(key);
    if (group) group.push(thing);
    else this.groups.set(key, [thing]);
  }

  /** Those with `key`; none where nothing has it. */
  of(key: Key): readonly Thing[] {
    return this.groups.get(key) ?? [];
  }

  keys(): Iterable<Key> {
    return this.groups.keys();
  }

  all(): Iterable<readonly Thing[]> {
    return this.groups.values();
  }
}
