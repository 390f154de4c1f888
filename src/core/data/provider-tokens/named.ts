import { type NamedShape, named } from "./shape";

const uuid = "[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12}";
const hex = (count: number) => `[A-Fa-f0-9]{${count}}`;
const alnum = (count: number | string) => `[A-Za-z0-9]{${count}}`;
const key = /key|token|secret|auth|pass/i;

/** Secrets without a mark of their own. */
export const namedTokens: readonly NamedShape[] = [
  named("~aws-secret-access-key", "an AWS secret key", "AWS_SECRET_ACCESS_KEY", "aws", "[A-Za-z0-9/+]{40}", {
    entropy: 3.5,
    rest: /secret/i,
  }),
  named("cloudflare-api-key", "a Cloudflare token", "CLOUDFLARE_API_TOKEN", "cloudflare", "[\\w-]{40}"),
  named("cloudflare-global-api-key", "a Cloudflare key", "CLOUDFLARE_API_KEY", "cloudflare", "[a-f0-9]{37}"),
  named("heroku-api-key", "a Heroku key", "HEROKU_API_KEY", "heroku", uuid, { entropy: 3 }),
  named("~railway-token", "a Railway token", "RAILWAY_TOKEN", "railway", uuid, { entropy: 3, rest: key }),
  named("~postmark-server-token", "a Postmark token", "POSTMARK_SERVER_TOKEN", "postmark", uuid, {
    entropy: 3,
    rest: key,
  }),
  named("~vercel-access-token", "a Vercel token", "VERCEL_TOKEN", "vercel", alnum(24), {
    entropy: 3.5,
    rest: key,
  }),
  named("netlify-access-token", "a Netlify token", "NETLIFY_AUTH_TOKEN", "netlify", "[\\w=-]{40,46}"),
  named("sentry-access-token", "a Sentry token", "SENTRY_AUTH_TOKEN", "sentry", hex(64), { entropy: 3 }),
  named("datadog-access-token", "a Datadog key", "DD_APP_KEY", "datadog", alnum(40)),
  named("~datadog-api-key", "a Datadog key", "DD_API_KEY", "datadog dd_api", hex(32), {
    entropy: 3,
    rest: key,
  }),
  named(
    "new-relic-user-api-id",
    "a New Relic key",
    "NEW_RELIC_API_KEY",
    "new-relic newrelic new_relic",
    alnum(64),
  ),
  named("algolia-api-key", "an Algolia key", "ALGOLIA_ADMIN_KEY", "algolia", alnum(32)),
  named("plaid-api-secret", "a Plaid secret", "PLAID_SECRET", "plaid", alnum(30), { entropy: 3.5 }),
  named(
    "airtable-api-key",
    "an Airtable key",
    "AIRTABLE_API_KEY",
    "airtable",
    "(?!app|tbl|viw|rec)[A-Za-z0-9]{17}(?!\\.)",
  ),
  named("mailgun-private-api-token", "a Mailgun key", "MAILGUN_API_KEY", "mailgun", `key-${hex(32)}`),
  named(
    "mailgun-signing-key",
    "a Mailgun signing key",
    "MAILGUN_SIGNING_KEY",
    "mailgun",
    "[a-h0-9]{32}-[a-h0-9]{8}-[a-h0-9]{8}",
  ),
  named("~mailchimp-api-key", "a Mailchimp key", "MAILCHIMP_API_KEY", "mailchimp", "[a-f0-9]{32}-us\\d{1,2}"),
  named("~twilio-auth-token", "a Twilio token", "TWILIO_AUTH_TOKEN", "twilio", hex(32), {
    entropy: 3,
    rest: key,
  }),
  named("discord-api-token", "a Discord key", "DISCORD_TOKEN", "discord", hex(64)),
  named(
    "discord-client-secret",
    "a Discord client secret",
    "DISCORD_CLIENT_SECRET",
    "discord",
    "[\\w=-]{32}",
  ),
  named(
    "~discord-bot-token",
    "a Discord bot token",
    "DISCORD_TOKEN",
    "discord",
    "[MNO][\\w-]{23,27}\\.[\\w-]{6}\\.[\\w-]{27,40}",
    { entropy: 3 },
  ),
  named(
    "telegram-bot-api-token",
    "a Telegram bot token",
    "TELEGRAM_BOT_TOKEN",
    "telegr",
    "\\d{5,16}:A[\\w-]{34}",
  ),
  named("linear-client-secret", "a Linear client secret", "LINEAR_CLIENT_SECRET", "linear", hex(32)),
  named("~hubspot-api-key", "a HubSpot key", "HUBSPOT_API_KEY", "hubspot", uuid, { entropy: 3, rest: key }),
  named("~snyk-api-token", "a Snyk token", "SNYK_TOKEN", "snyk", uuid, { entropy: 3, rest: key }),
  named("~cohere-api-token", "a Cohere key", "COHERE_API_KEY", "cohere co_api_key", alnum(40), {
    entropy: 4,
  }),
];
