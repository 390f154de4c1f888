/** Part of a reference: its text and where it begins in the whole. */
interface Part {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** `registry/repository:tag@digest`, taken apart. */
export interface ImageReference {
  readonly text: string;
  /** `ghcr.io`, `localhost:5000`; undefined for Docker Hub when it is not written. */
  readonly registry: string | undefined;
  /** Everything between registry and tag: `library/node`, `acme/app`, `node`. */
  readonly repository: string;
  readonly tag: Part | undefined;
  readonly digest: Part | undefined;
  /** Where registry and repository end: the place for a tag. */
  readonly nameEnd: number;
  /** The name of a Docker official image (`node` for `docker.io/library/node`), undefined for all others. */
  readonly official: string | undefined;
}

const hubHosts = new Set(["docker.io", "index.docker.io", "registry-1.docker.io"]);

/**
 * Takes `text` (no quotes, variables replaced) apart. The tag is what follows the last colon behind the last
 * slash, so that the port of a registry is none. Undefined when there is no name at all.
 */
export function parseImageReference(text: string): ImageReference | undefined {
  const at = text.indexOf("@");
  const named = at < 0 ? text : text.slice(0, at);
  const colon = named.indexOf(":", named.lastIndexOf("/") + 1);
  const nameEnd = colon < 0 ? named.length : colon;
  const name = named.slice(0, nameEnd);
  const slash = name.indexOf("/");
  const host = slash < 0 ? "" : name.slice(0, slash);
  const registry = isHost(host) ? host : undefined;
  const repository = registry === undefined ? name : name.slice(slash + 1);
  if (repository === "" || repository.startsWith("/") || repository.endsWith("/")) return undefined;
  return {
    text,
    registry,
    repository,
    tag: colon < 0 ? undefined : partOf(text, colon + 1, named.length),
    digest: at < 0 ? undefined : partOf(text, at + 1, text.length),
    nameEnd,
    official: officialName(registry, repository),
  };
}

function partOf(text: string, start: number, end: number): Part | undefined {
  return start < end ? { text: text.slice(start, end), start, end } : undefined;
}

/** Docker takes the first part for a registry when it could not be the name of a user. */
function isHost(part: string): boolean {
  return part === "localhost" || part.includes(".") || part.includes(":");
}

function officialName(registry: string | undefined, repository: string): string | undefined {
  if (registry !== undefined && !hubHosts.has(registry)) return undefined;
  const name = repository.startsWith("library/") ? repository.slice("library/".length) : repository;
  return name.includes("/") ? undefined : name;
}

/** The parts of the tag between its dashes, in lower case: `18`, `bookworm`, `slim`. */
export function tagParts(reference: ImageReference): readonly string[] {
  return reference.tag ? reference.tag.text.toLowerCase().split("-") : [];
}
