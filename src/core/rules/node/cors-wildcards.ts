import type { ScriptForm } from "../../files/script/form";
import { type Possible, possibleValues } from "../../files/syntax/possible";
import type { Value } from "../../files/syntax/value";
import type { NodeFramework } from "./apps";
import { type CorsUse, corsUses, originOf } from "./cors-uses";
import { requestPartOf } from "./request-values";
import { ALLOW_ORIGIN, writtenValues } from "./response-headers";

/** A place where any origin is allowed. */
export interface Wildcard {
  /** What to point at: the value, or the call that leaves it out. */
  readonly at: Value;
  readonly how: "default" | "option" | "header";
  /** Undefined for a header that is written by hand. */
  readonly use: CorsUse | undefined;
  /** Where it takes effect; undefined for options that another module uses. */
  readonly offset: number | undefined;
  /** The `*` itself; undefined where it is the default. */
  readonly star: Possible | undefined;
}

/** Every place of the module where an application of `framework` allows all origins, each once. */
export function wildcardsOf(framework: NodeFramework, form: ScriptForm): Wildcard[] {
  const found = [
    ...corsUses(form)
      .filter((use) => use.framework === framework)
      .flatMap((use) => wildcardOf(use, form) ?? []),
    ...writtenWildcards(framework, form),
  ];
  // Options that several calls share are one finding.
  return [...new Map(found.map((wildcard) => [wildcard.at.at.start, wildcard])).values()];
}

/** The wildcard of one use of a library. */
export function wildcardOf(use: CorsUse, form: ScriptForm): Wildcard | undefined {
  const origin = originOf(use, form);
  const offset = use.call?.at.start;
  if (origin === undefined) return undefined;
  if (origin === null) return { at: use.bare, how: "default", use, offset, star: undefined };
  const star = starIn(origin, form, use.library === "@fastify/cors");
  return star && { at: origin, how: "option", use, offset, star };
}

/** The places where the header is written with `*` by hand. */
function writtenWildcards(framework: NodeFramework, form: ScriptForm): Wildcard[] {
  if (!/access-control-allow-origin/i.test(form.text)) return [];
  return writtenValues(form, ALLOW_ORIGIN).flatMap((written) => {
    const { call, value } = written;
    const star = written.framework === framework ? starIn(value, form, false) : undefined;
    // `req.headers.origin || "*"` is the caller's origin in the first place, which is another finding.
    const isReflected =
      star?.conditional && possibleValues(value, form).some((one) => requestPartOf(one.value, form));
    if (!star || isReflected) return [];
    return [{ at: value, how: "header" as const, use: undefined, offset: call.at.start, star }];
  });
}

/** A `*` that is the value itself; in a list it means any origin where the library says so (`listed`). */
function starIn(value: Value, form: ScriptForm, listed: boolean): Possible | undefined {
  const stars = possibleValues(value, form).filter(
    (one) => (listed || !one.listed) && one.value.kind === "string" && one.value.value.trim() === "*",
  );
  return stars.find(({ conditional }) => !conditional) ?? stars[0];
}
