import type { Service } from "./service";

/**
 * What the workspace is made of, as far as its files tell: the summary that a person can correct before anything is
 * generated from it.
 */
export interface Stack {
  /** What the app is called, as a slug: `shop`. */
  readonly name: string;
  /** Every program that runs, nearest to the top of the workspace first. */
  readonly services: readonly Service[];
  readonly database: Database | undefined;
  /** Whether something uses Redis or Valkey: as a cache, for sessions, as a queue. */
  readonly redis: boolean;
  /** Processes that work in the background, beside the services. */
  readonly workers: readonly Worker[];
  readonly migrations: Migrations | undefined;
  /** The public name of the app, where the plan, a proxy or a variable tells: `app.example.com`. */
  readonly domain: string | undefined;
  /** `owner/name` of the repository, where a file tells. */
  readonly repository: string | undefined;
  /** Files that configure containers, proxies, platforms and pipelines already, by what they are. */
  readonly existing: Readonly<Partial<Record<ExistingKind, readonly string[]>>>;
  /** What could not be told for sure: shown as questions. */
  readonly doubts: readonly Doubt[];
}

export type ExistingKind =
  | "dockerfile"
  | "dockerignore"
  | "compose"
  | "proxy"
  | "workflow"
  | "platform"
  | "env-example"
  | "systemd"
  | "script";

export interface Database {
  readonly engine: "postgres" | "mysql" | "mariadb" | "mongo" | "sqlite";
  /** Whether a service of Compose runs it; a managed one otherwise. */
  readonly own: boolean;
  /** The variable that the code reads its address from: `DATABASE_URL`. */
  readonly variable: string | undefined;
}

export interface Worker {
  readonly name: string;
  /** Folder of the service that it shares its code with. */
  readonly folder: string;
  readonly command: string;
}

export interface Migrations {
  readonly tool:
    | "alembic"
    | "django"
    | "flask-migrate"
    | "prisma"
    | "drizzle"
    | "knex"
    | "typeorm"
    | "sequelize"
    | "script";
  /** Folder of the service that holds them. */
  readonly folder: string;
  readonly command: string;
}

/** A question with the answers that may be true, the likeliest first. */
export interface Doubt {
  /** The fact that it is about: `entry:api`, `port:web`, `entry:.` for the workspace itself. */
  readonly id: string;
  readonly question: string;
  readonly answers: readonly string[];
}
