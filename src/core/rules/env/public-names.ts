import { clientPrefixOf } from "../../data/environment-names";
import { claimsOf } from "../../files/secrets/jwt";
import { tokensIn } from "../../files/secrets/tokens";

/** What servers keep to themselves, by the end of the name behind the prefix. */
const secret =
  /(?:^|_)(?:SECRET|SECRET_KEY|SECRET_ACCESS_KEY|SECRET_TOKEN|PRIVATE_KEY|PRIVATE_TOKEN|PASSWORD|PASSWD|PASSPHRASE|SERVICE_ROLE|SERVICE_ROLE_KEY|SERVICE_ACCOUNT_KEY|ADMIN_KEY|MASTER_KEY|SIGNING_KEY|ENCRYPTION_KEY|SK|DATABASE_URL|DB_URL|MONGO(?:DB)?_UR[IL]|REDIS_URL)$/;
const providers =
  /^(?:OPENAI|ANTHROPIC|MISTRAL|COHERE|GROQ|REPLICATE|DEEPSEEK|HUGGINGFACE|SENDGRID|RESEND|POSTMARK|MAILGUN|TWILIO|AWS|S3|GITHUB|SLACK_BOT|TELEGRAM_BOT|DISCORD_BOT)_(?:[A-Z0-9]+_)?(?:KEY|TOKEN|SECRET)$/;
const likely = /(?:^|_)(?:JWT|TOKEN|PRIVATE|API_SECRET|CREDENTIALS)$|^(?:OPENAI|ANTHROPIC)_(?:\w+_)?KEYS?$/;
/** Keys that are made to stand in pages, and names that only speak of a secret. */
const published =
  /(?:^|_)(?:PUBLIC|PUBLISHABLE|ANON|SITE|CLIENT|CSRF|XSRF|MAPBOX|MAPS?|RECAPTCHA|HCAPTCHA|TURNSTILE|FIREBASE|POSTHOG|SENTRY|SEGMENT|AMPLITUDE|MIXPANEL|ALGOLIA|INTERCOM|CRISP|LOGROCKET|DATADOG|DD|NEW_RELIC|PUSHER|ABLY|STREAM|CONTENTFUL|STORYBLOK|SANITY|PRISMIC|DATOCMS|SHOPIFY_STOREFRONT|STOREFRONT|CESIUM|ROLLBAR|BUGSNAG|STATSIG|LAUNCHDARKLY|DESIGN|DEMO)(?:_|$)/;

/**
 * How surely a variable, which a bundler puts into the page because of its name, holds a secret: `sure` for what only a
 * server may know. Undefined for a name without such a prefix, or of something public.
 */
export function publishedSecret(name: string, prefix = clientPrefixOf(name)): "sure" | "likely" | undefined {
  if (prefix === undefined || (prefix === "PUBLIC_" && name.startsWith("PUBLIC_KEY"))) return undefined;
  const rest = name.slice(prefix.length);
  const isOwn = /SECRET|PRIVATE_KEY|SERVICE_ROLE|PASSWORD/.test(rest);
  if (published.test(rest) && !isOwn) return undefined;
  if (secret.test(rest) || providers.test(rest)) return "sure";
  return likely.test(rest) ? "likely" : undefined;
}

/** The name without its prefix, for what stays on the server. */
export function serverName(name: string, prefix = clientPrefixOf(name) ?? ""): string {
  return name.slice(prefix.length);
}

/** What the value of a published variable is, as a sentence goes on, where it is a secret. */
export function secretValue(value: string): string | undefined {
  if (value.length < 12 || value.length > 5_000) return undefined;
  if (claimsOf(value)?.role === "service_role") return "the service key of Supabase";
  const [token] = tokensIn(value);
  if (!token?.isCertain || /google-api-key|jwt|mapbox|sentry|posthog/.test(token.id)) return undefined;
  return token.what;
}
