/** A library that needs a variable to be set, and what its users call that variable. */
export interface SdkVariable {
  /** Names in package registries: of npm, of PyPI. */
  readonly packages: readonly string[];
  /** What the variable is called where the code does not say otherwise. */
  readonly name: string;
  /** Every name that serves the same purpose. */
  readonly family: RegExp;
  readonly what: string;
}

export const as_of = "2026-11-25";

/** Libraries whose documentation has their users set a variable; the usual name is that of the documentation. */
export const sdkVariables: readonly SdkVariable[] = [
  { packages: ["stripe"], name: "STRIPE_SECRET_KEY", family: /STRIPE/, what: "Stripe" },
  {
    packages: ["openai", "@ai-sdk/openai"],
    name: "OPENAI_API_KEY",
    family: /OPENAI|OPEN_AI|LLM/,
    what: "OpenAI",
  },
  {
    packages: ["@anthropic-ai/sdk", "anthropic", "@ai-sdk/anthropic"],
    name: "ANTHROPIC_API_KEY",
    family: /ANTHROPIC|CLAUDE|LLM/,
    what: "Anthropic",
  },
  {
    packages: ["@sentry/node", "@sentry/nextjs", "sentry-sdk", "@sentry/nestjs"],
    name: "SENTRY_DSN",
    family: /SENTRY.*DSN|DSN.*SENTRY/,
    what: "Sentry",
  },
  { packages: ["resend"], name: "RESEND_API_KEY", family: /RESEND|MAIL|SMTP/, what: "Resend" },
  {
    packages: ["@sendgrid/mail", "sendgrid"],
    name: "SENDGRID_API_KEY",
    family: /SENDGRID|MAIL|SMTP/,
    what: "SendGrid",
  },
  { packages: ["postmark"], name: "POSTMARK_SERVER_TOKEN", family: /POSTMARK|MAIL|SMTP/, what: "Postmark" },
  { packages: ["twilio"], name: "TWILIO_AUTH_TOKEN", family: /TWILIO/, what: "Twilio" },
  { packages: ["next-auth", "@auth/core"], name: "AUTH_SECRET", family: /AUTH_SECRET/, what: "Auth.js" },
  {
    packages: ["ioredis", "redis", "bullmq", "django-redis"],
    name: "REDIS_URL",
    family: /REDIS|VALKEY|BROKER|UPSTASH|(?:^|_)KV_/,
    what: "Redis",
  },
  {
    packages: [
      "pg",
      "postgres",
      "mysql2",
      "@prisma/client",
      "typeorm",
      "sequelize",
      "drizzle-orm",
      "mongoose",
      "psycopg",
      "psycopg2",
      "psycopg2-binary",
      "asyncpg",
      "sqlalchemy",
      "sqlmodel",
      "mysqlclient",
      "pymongo",
    ],
    name: "DATABASE_URL",
    family:
      /DATABASE|(?:^|_)DB(?:_|$)|POSTGRES|^PG|MYSQL|MARIADB|MONGO|SQLALCHEMY|SQLITE|TURSO|SUPABASE|NEON/,
    what: "the database",
  },
];
