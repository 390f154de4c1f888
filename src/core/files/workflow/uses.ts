import type { Span } from "../../text/span";
import type { YamlScalar } from "../yaml/value";

/** What a `uses` names. Names are lower-cased: GitHub does not tell them apart by case. */
export type Reference =
  | {
      readonly kind: "repository";
      readonly owner: string;
      readonly repository: string;
      /** Folder or file inside the repository, without slashes around it; "" for its root. */
      readonly path: string;
      /** Undefined where no `@` follows. */
      readonly ref: string | undefined;
    }
  | { readonly kind: "local"; readonly path: string }
  | { readonly kind: "docker"; readonly image: string }
  /** An expression, or a text that names nothing. */
  | { readonly kind: "unknown" };

/** The `uses` of a step or a job. */
export interface Uses {
  readonly scalar: YamlScalar;
  readonly text: string;
  readonly reference: Reference;
  /** The action without its version: `docker/login-action`; undefined for anything that is no action of a repository. */
  readonly action: string | undefined;
  /** The version behind `@`, where there is one. */
  readonly ref: string | undefined;
  /** Where the version is written; the whole where there is none. */
  readonly refAt: Span;
}

/** A full commit: what nobody can move. */
export function isCommit(ref: string): boolean {
  return /^[0-9a-f]{40}$/i.test(ref);
}

/** Reads the value of `uses`. */
export function readUses(scalar: YamlScalar): Uses {
  const text = scalar.text.trim();
  const reference = referenceOf(text);
  const start = scalar.text.indexOf(text);
  const at = text.lastIndexOf("@");
  const isVersioned = reference.kind === "repository" && reference.ref !== undefined;
  return {
    scalar,
    text,
    reference,
    action:
      reference.kind === "repository"
        ? [reference.owner, reference.repository, reference.path].filter((part) => part !== "").join("/")
        : undefined,
    ref: isVersioned ? reference.ref : undefined,
    refAt: isVersioned
      ? scalar.spanOf(start + at + 1, start + text.length)
      : scalar.spanOf(start, start + text.length),
  };
}

function referenceOf(text: string): Reference {
  if (text.includes("${{")) return { kind: "unknown" };
  // `$/` is this repository at the version of the workflow.
  if (/^(?:\.{1,2}|\$)\//.test(text)) return { kind: "local", path: text };
  if (text.startsWith("docker://")) return { kind: "docker", image: text.slice("docker://".length) };
  const at = text.lastIndexOf("@");
  const name = (at < 0 ? text : text.slice(0, at)).toLowerCase();
  const [owner = "", repository = "", ...rest] = name.split("/");
  if (!/^[\w.-]+$/.test(owner) || !/^[\w.-]+$/.test(repository)) return { kind: "unknown" };
  const path = rest.filter((part) => part !== "").join("/");
  return { kind: "repository", owner, repository, path, ref: at < 0 ? undefined : text.slice(at + 1) };
}
