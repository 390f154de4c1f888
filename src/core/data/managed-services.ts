/** A kind of datastore, and how a plan says that a provider runs it. */
export interface ManagedService {
  readonly title: string;
  /** What the plan calls it. */
  readonly is: RegExp;
  /** Who runs it, in the same line. */
  readonly by: RegExp;
  /** The names that services of Compose have for it. */
  readonly names: RegExp;
  /** What says that it runs in a container here after all. */
  readonly container: RegExp;
}

export const as_of = "2026-11-20";

export const managedServices: readonly ManagedService[] = [
  {
    title: "PostgreSQL",
    is: /\bpostgres(?:ql)?\b|\bdatabase\b/i,
    by: /\b(?:supabase|neon|rds|aurora|cloud sql|managed (?:postgres|database|db)|heroku[- ]postgres|crunchy|aiven|timescale|turso)\b/i,
    names: /^(?:postgres(?:ql)?|pg|db|database)$/,
    container:
      /^\s{0,8}(?:image:\s*["']?|-?\s*docker run\b.*\b)(?:docker\.io\/)?(?:library\/)?(?:postgres|postgis|pgvector)\b/,
  },
  {
    title: "Redis",
    is: /\b(?:redis|valkey|cache)\b/i,
    by: /\b(?:elasticache|redis cloud|upstash|memorystore|managed redis|heroku[- ](?:redis|key-value)|azure cache|aiven)\b/i,
    names: /^(?:redis|valkey|cache)$/,
    container:
      /^\s{0,8}(?:image:\s*["']?|-?\s*docker run\b.*\b)(?:docker\.io\/)?(?:library\/|valkey\/)?(?:redis|valkey)\b/,
  },
  {
    title: "MySQL",
    is: /\b(?:mysql|mariadb)\b/i,
    by: /\b(?:planetscale|rds|aurora|cloud sql|managed (?:mysql|database)|aiven)\b/i,
    names: /^(?:mysql|mariadb|db|database)$/,
    container: /^\s{0,8}image:\s*["']?(?:docker\.io\/)?(?:library\/)?(?:mysql|mariadb)\b/,
  },
  {
    title: "MongoDB",
    is: /\bmongo(?:db)?\b/i,
    by: /\b(?:atlas|documentdb|cosmos ?db|managed mongo(?:db)?)\b/i,
    names: /^(?:mongo|mongodb)$/,
    container: /^\s{0,8}image:\s*["']?(?:docker\.io\/)?(?:library\/)?mongo\b/,
  },
];
