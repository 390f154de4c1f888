import { productOf } from "../../data/lifecycle";
import { parseImageReference } from "../../files/dockerfile/image-reference";

/** What the image of a service says of the PostgreSQL in it. */
export interface PostgresImage {
  readonly major: number;
  /** Whether it is the official image, and not one that builds upon it. */
  readonly isOfficial: boolean;
  /** Whether its tag names no version, so that it stands for the newest one. */
  readonly isNewest: boolean;
}

/** From this version on the image keeps its data in a folder of the version below `/var/lib/postgresql`. */
export const VERSION_FOLDERS = 18;

/**
 * Reads the major version off an image of PostgreSQL that is laid out as the official one. Undefined for all others, for
 * a digest without a tag and for tags that do not tell.
 */
export function postgresImage(image: string): PostgresImage | undefined {
  const reference = parseImageReference(image.trim().toLowerCase());
  if (!reference) return undefined;
  const { official, registry, repository, digest } = reference;
  const tag = reference.tag?.text;
  if (tag === undefined && digest) return undefined;
  const isOfficial =
    official === "postgres" || (registry !== undefined && /(^|\/)library\/postgres$/.test(repository));
  if (isOfficial) return officialVersion(tag);
  const major = versionIn(repository, tag ?? "");
  return major === undefined ? undefined : { major, isOfficial, isNewest: false };
}

function officialVersion(tag: string | undefined): PostgresImage | undefined {
  const written = /^(\d{1,2})(?=[.-]|beta|rc|$)/.exec(tag ?? "")?.[1];
  if (written !== undefined) return { major: Number(written), isOfficial: true, isNewest: false };
  // `latest`, `alpine`, `alpine3.22`, `bookworm`: the system under the newest version.
  if (tag !== undefined && !/^[a-z]+[\d.]*$/.test(tag)) return undefined;
  const newest = productOf("postgres")?.cycles[0]?.cycle;
  return newest === undefined ? undefined : { major: Number(newest), isOfficial: true, isNewest: true };
}

/** `pg17` and `0.8.0-pg17` of pgvector and TimescaleDB, `17-3.5` of PostGIS. */
function versionIn(repository: string, tag: string): number | undefined {
  const pattern =
    repository === "postgis/postgis"
      ? /^(\d{1,2})(?:beta\d+|rc\d+)?-\d/
      : repository === "pgvector/pgvector" || repository === "timescale/timescaledb"
        ? /(?:^|-)pg(\d{1,2})(?:-|$)/
        : undefined;
  const version = pattern?.exec(tag)?.[1];
  return version === undefined ? undefined : Number(version);
}
