import type { MapShape, Shape } from "../../data/workflow-schema";
import { isDynamic, soleExpression } from "../../files/workflow/template";
import type { YamlEntry, YamlMap, YamlScalar, YamlValue } from "../../files/yaml/value";
import { replacement } from "../../text/edits";
import type { Span } from "../../text/span";
import type { Fix, Problem } from "../rule";
import { similarName } from "../similar-name";

/** Where the walk is: how a sentence names the value, and where to point when there is none. */
interface Place {
  readonly name: string;
  readonly at: Span;
}

/** What is wrong with `value`, as far as its shape goes; what is behind an alias is looked at where it is written. */
export function* misshapen(value: YamlValue | undefined, shape: Shape, place: Place): Iterable<Problem> {
  if (shape.is === "any" || !value || value.via || value.kind === "unresolved") return;
  if (value.kind === "scalar" && soleExpression(value.text)) return;
  switch (shape.is) {
    case "text":
      yield* misfitText(value, shape, place);
      return;
    case "flag":
      if (value.kind !== "scalar" || (typeof value.value !== "boolean" && value.value !== null)) {
        yield problem(value, `${place.name} is \`true\` or \`false\`.`);
      }
      return;
    case "number":
      if (value.kind !== "scalar" || (value.value !== null && !isNumber(value, shape.whole ?? false))) {
        yield problem(
          value,
          `${place.name} is a ${shape.whole ? "whole " : ""}number over 0, without quotes.`,
        );
      }
      return;
    case "list":
      yield* misfitList(value, shape, place);
      return;
    case "map":
      yield* misfitMap(value, shape, place);
  }
}

function isNumber({ value, text }: YamlScalar, isWhole: boolean): boolean {
  if (isDynamic(text)) return true;
  return typeof value === "number" && value > 0 && (!isWhole || Number.isInteger(value));
}

function* misfitText(
  value: YamlValue,
  shape: Extract<Shape, { is: "text" }>,
  place: Place,
): Iterable<Problem> {
  if (value.kind !== "scalar") {
    yield problem(value, `${place.name} is a text, not ${value.kind === "map" ? "a map" : "a list"}.`);
    return;
  }
  const text = value.text.trim();
  if (shape.filled && (value.value === null || text === "")) {
    yield { at: value.isEmpty ? place.at : value.at, message: `${place.name} is empty.` };
  } else if (shape.oneOf && value.value !== null && !isDynamic(text) && !shape.oneOf.includes(text)) {
    const all = shape.oneOf.map((one) => `\`${one}\``).join(", ");
    yield {
      ...problem(value, `${place.name} is one of ${all}.`),
      fixes: renameFixes(text, shape.oneOf, value.style === "plain" ? value.origin : undefined),
    };
  }
}

function* misfitList(
  value: YamlValue,
  shape: Extract<Shape, { is: "list" }>,
  place: Place,
): Iterable<Problem> {
  if (value.kind === "list") {
    if (value.items.length === 0 && shape.filled) yield problem(value, `${place.name} has nothing in it.`);
    for (const item of value.items)
      yield* misshapen(item, shape.of, { name: `An entry of ${lower(place.name)}`, at: item.at });
  } else if (shape.orOne && value.kind === "scalar") {
    yield* misshapen(value, shape.of, place);
  } else if (value.kind === "scalar" && value.isEmpty) {
    if (shape.filled) yield { at: place.at, message: `${place.name} has nothing in it.` };
  } else {
    yield problem(value, `${place.name} is a list.`);
  }
}

function* misfitMap(value: YamlValue, shape: MapShape, place: Place): Iterable<Problem> {
  if (value.kind !== "map") {
    const isNothing = value.kind === "scalar" && (value.isEmpty || value.value === null);
    if (isNothing && shape.orNothing) return;
    if (isNothing && (shape.filled || shape.required))
      yield { at: place.at, message: `${place.name} has nothing in it.` };
    else if (isNothing) return;
    else if (shape.or) yield* misshapen(value, shape.or, place);
    else yield problem(value, `${place.name} is a map, with keys.`);
    return;
  }
  if (value.own.length === 0 && value.merges.length === 0 && shape.filled) {
    yield problem(value, `${place.name} has nothing in it.`);
    return;
  }
  yield* twice(value, shape);
  for (const { at } of value.merges) yield { at, message: "GitHub does not know merge keys (`<<`)." };
  for (const entry of value.own) {
    const inner = Object.hasOwn(shape.keys, entry.key) ? shape.keys[entry.key] : shape.others;
    if (!inner) yield unknownKey(value, entry, shape);
    else yield* misshapen(entry.value, inner, { name: nameOf(entry), at: entry.at });
  }
  for (const key of shape.required ?? []) {
    if (!value.has(key)) yield { at: place.at, message: `${capital(shape.what)} needs \`${key}\`.` };
  }
}

/** Names of one's own that differ in upper and lower case only: GitHub takes them for the same. */
function* twice(map: YamlMap, shape: MapShape): Iterable<Problem> {
  const seen = new Set<string>();
  for (const { key, at } of map.own) {
    const name = key.toLowerCase();
    if (seen.has(name) && (shape.others || !Object.hasOwn(shape.keys, key)) && !sameWritten(map, key)) {
      yield { at, message: `\`${key}\` stands here twice: upper and lower case make no difference.` };
    }
    seen.add(name);
  }
}

function sameWritten(map: YamlMap, key: string): boolean {
  return map.own.filter((entry) => entry.key === key).length > 1;
}

function unknownKey(map: YamlMap, { key, at, origin }: YamlEntry, shape: MapShape): Problem {
  const known = Object.keys(shape.keys).filter((name) => !map.has(name));
  const meant = known.find((name) => name === key.toLowerCase()) ?? similarName(key, known);
  const hint = meant === undefined ? "" : ` \`${meant}\` is probably meant.`;
  return {
    at,
    message: `${capital(shape.what)} has no key \`${key}\`.${hint}`,
    fixes: meant === undefined ? [] : renameFixes(key, [meant], origin, true),
  };
}

function renameFixes(
  text: string,
  known: readonly string[],
  at: Span | undefined,
  isSure = false,
): readonly Fix[] {
  const meant = isSure
    ? known[0]
    : (known.find((one) => one === text.toLowerCase()) ?? similarName(text, known));
  return meant === undefined || !at
    ? []
    : [{ title: `Write \`${meant}\``, kind: "review", edits: [replacement(at, meant)] }];
}

function problem(value: YamlValue, message: string): Problem {
  return { at: value.at, message };
}

function nameOf({ key }: YamlEntry): string {
  return `\`${key}\``;
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

function lower(text: string): string {
  return text.slice(0, 1).toLowerCase() + text.slice(1);
}
