import { type TokenShape, token } from "./shape";

const hex = (count: number | string) => `[a-f0-9]{${count}}`;
const word = (count: number | string) => `[\\w-]{${count}}`;
const alnum = (count: number | string) => `[A-Za-z0-9]{${count}}`;
const base64 = (count: number | string) => `[A-Za-z0-9+/]{${count}}`;
const uuid = "[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12}";
const digits = "0Q~ 1Q~ 2Q~ 3Q~ 4Q~ 5Q~ 6Q~ 7Q~ 8Q~ 9Q~";

/** Clouds, platforms, databases, and what watches over them. */
export const cloudTokens: readonly TokenShape[] = [
  token("aws-access-token", "an AWS access key", "AWS_ACCESS_KEY_ID", "AKIA ASIA ABIA ACCA", "[A-Z0-9]{16}"),
  token("~google-api-key", "a Google API key", "GOOGLE_API_KEY", "AIza", word(35), { entropy: 4 }),
  token("~google-oauth-secret", "a Google client secret", "GOOGLE_CLIENT_SECRET", "GOCSPX-", word(28)),
  token("~google-access-token", "a Google access token", "GOOGLE_ACCESS_TOKEN", "ya29.", "[\\w-]{60,400}"),
  token("~firebase-server-key", "a Firebase server key", "FCM_SERVER_KEY", "AAAA", `${word(7)}:${word(140)}`),
  token(
    "gcp-service-account-key",
    "the key of a Google service account",
    "GOOGLE_APPLICATION_CREDENTIALS",
    '"service_account"',
    "",
    { entropy: 0 },
  ),
  token("azure-ad-client-secret", "an Azure client secret", "AZURE_CLIENT_SECRET", digits, "", {
    shift: -3,
    pattern: "[\\w~.]{3}\\dQ~[\\w~.-]{31,34}(?![\\w~.-])",
  }),
  token(
    "~azure-storage-key",
    "an Azure storage key",
    "AZURE_STORAGE_KEY",
    "AccountKey= SharedAccessKey=",
    `${base64("43,86")}={1,2}`,
  ),
  token("~azure-devops-pat", "an Azure DevOps token", "AZURE_DEVOPS_PAT", "AZDO", "", {
    shift: -76,
    pattern: `${alnum(76)}AZDO${alnum(4)}`,
  }),
  token(
    "alibaba-access-key-id",
    "an Alibaba Cloud key",
    "ALIBABA_CLOUD_ACCESS_KEY_ID",
    "LTAI",
    alnum("17,20"),
    {
      entropy: 2,
    },
  ),
  token("digitalocean-pat", "a DigitalOcean token", "DIGITALOCEAN_TOKEN", "dop_v1_", hex(64)),
  token("digitalocean-access-token", "a DigitalOcean token", "DIGITALOCEAN_TOKEN", "doo_v1_", hex(64)),
  token("digitalocean-refresh-token", "a DigitalOcean token", "DIGITALOCEAN_TOKEN", "dor_v1_", hex(64)),
  token(
    "cloudflare-origin-ca-key",
    "a Cloudflare origin key",
    "CLOUDFLARE_ORIGIN_CA_KEY",
    "v1.0-",
    `${hex(24)}-${hex(146)}`,
    { entropy: 2 },
  ),
  token("heroku-api-key-v2", "a Heroku key", "HEROKU_API_KEY", "HRKU-AA", word(58), { entropy: 4 }),
  token("flyio-access-token", "a Fly.io token", "FLY_API_TOKEN", "fo1_ fm1a_ fm1r_ fm2_", "", {
    entropy: 4,
    pattern: `(?:fo1_${word(43)}|fm(?:1[ar]|2)_${base64("100,4000")}={0,3})`,
  }),
  token("~render-api-key", "a Render key", "RENDER_API_KEY", "rnd_", alnum("28,40")),
  token("~vercel-token", "a Vercel token", "VERCEL_TOKEN", "vcp_ vci_ vca_ vcr_ vck_", alnum("24,64")),
  token(
    "~netlify-token",
    "a Netlify token",
    "NETLIFY_AUTH_TOKEN",
    "nfp_ nfo_ nfc_ nfu_ nfb_",
    alnum("32,44"),
  ),
  token("~supabase-access-token", "a Supabase access token", "SUPABASE_ACCESS_TOKEN", "sbp_", hex(40)),
  token("~supabase-secret-key", "a Supabase secret key", "SUPABASE_SECRET_KEY", "sb_secret_", word("30,60")),
  token(
    "planetscale-password",
    "a PlanetScale password",
    "DATABASE_PASSWORD",
    "pscale_pw_",
    "[\\w=.-]{32,64}",
  ),
  token(
    "planetscale-api-token",
    "a PlanetScale token",
    "PLANETSCALE_TOKEN",
    "pscale_tkn_",
    "[\\w=.-]{32,64}",
  ),
  token(
    "planetscale-oauth-token",
    "a PlanetScale token",
    "PLANETSCALE_TOKEN",
    "pscale_oauth_",
    "[\\w=.-]{32,64}",
  ),
  token("~neon-api-key", "a Neon key", "NEON_API_KEY", "napi_", "[a-z0-9]{40,70}"),
  token("databricks-api-token", "a Databricks token", "DATABRICKS_TOKEN", "dapi", "[a-f0-9]{32}(?:-\\d)?"),
  token("hashicorp-tf-api-token", "a Terraform Cloud token", "TF_API_TOKEN", ".atlasv1.", "", {
    shift: -14,
    entropy: 3.5,
    pattern: `${alnum(14)}\\.atlasv1\\.[\\w=-]{60,70}`,
  }),
  token("vault-service-token", "a Vault token", "VAULT_TOKEN", "hvs.", word("90,120"), { entropy: 3.5 }),
  token(
    "vault-service-token",
    "a Vault token",
    "VAULT_TOKEN",
    ['"s.', "'s.", "`s.", " s.", "=s.", ":s."],
    "",
    {
      shift: 1,
      entropy: 3.5,
      pattern: "s\\.(?=[A-Za-z]{0,23}\\d)[A-Za-z0-9]{24}",
    },
  ),
  token("vault-batch-token", "a Vault token", "VAULT_TOKEN", "hvb.", word("138,300"), { entropy: 4 }),
  token("pulumi-api-token", "a Pulumi token", "PULUMI_ACCESS_TOKEN", "pul-", hex(40), { entropy: 2 }),
  token("doppler-api-token", "a Doppler token", "DOPPLER_TOKEN", "dp.pt.", alnum(43), { entropy: 2 }),
  token("~doppler-token", "a Doppler token", "DOPPLER_TOKEN", "dp.st. dp.ct. dp.sa. dp.scim. dp.audit.", "", {
    pattern: "dp\\.(?:st|ct|sa|scim|audit)\\.(?:[a-z0-9_-]{2,35}\\.)?[A-Za-z0-9]{40,44}",
  }),
  token(
    "1password-service-account-token",
    "a 1Password service account token",
    "OP_SERVICE_ACCOUNT_TOKEN",
    "ops_eyJ",
    `${base64("250,4000")}={0,3}`,
    { entropy: 4 },
  ),
  token("1password-secret-key", "a 1Password secret key", "OP_SECRET_KEY", "A3-", "", {
    entropy: 3.8,
    pattern: "A3-[A-Z0-9]{6}-(?:[A-Z0-9]{11}|[A-Z0-9]{6}-[A-Z0-9]{5})(?:-[A-Z0-9]{5}){3}",
  }),
  token("~age-secret-key", "an age key", "AGE_SECRET_KEY", "AGE-SECRET-KEY-1", "[A-Z0-9]{58}"),
  token(
    "grafana-cloud-api-token",
    "a Grafana Cloud token",
    "GRAFANA_TOKEN",
    "glc_",
    `${base64("32,400")}={0,3}`,
  ),
  token(
    "grafana-service-account-token",
    "a Grafana token",
    "GRAFANA_TOKEN",
    "glsa_",
    `${alnum(32)}_[A-Fa-f0-9]{8}`,
  ),
  token("grafana-api-key", "a Grafana key", "GRAFANA_API_KEY", "eyJrIjoi", `${alnum("70,400")}={0,3}`),
  token("sentry-org-token", "a Sentry token", "SENTRY_AUTH_TOKEN", "sntrys_eyJpYXQiO", "", {
    entropy: 4.5,
    pattern: `sntrys_eyJpYXQiO${base64("40,400")}={0,2}_${base64(43)}(?![A-Za-z0-9+/])`,
  }),
  token("sentry-user-token", "a Sentry token", "SENTRY_AUTH_TOKEN", "sntryu_", hex(64), { entropy: 3.2 }),
  token(
    "new-relic-user-api-key",
    "a New Relic key",
    "NEW_RELIC_API_KEY",
    "NRAK-",
    "(?:[A-Z0-9]{27}|[a-z0-9]{27})",
  ),
  token(
    "new-relic-insert-key",
    "a New Relic insert key",
    "NEW_RELIC_INSERT_KEY",
    "NRII-",
    "[A-Za-z0-9-]{32}",
  ),
  token("~new-relic-license-key", "a New Relic license key", "NEW_RELIC_LICENSE_KEY", "FFFFNRAL", "", {
    shift: -32,
    pattern: "[a-z0-9]{32}FFFFNRAL",
  }),
  token(
    "dynatrace-api-token",
    "a Dynatrace token",
    "DYNATRACE_API_TOKEN",
    "dt0c01.",
    `${alnum(24)}\\.${alnum(64)}`,
    { entropy: 4 },
  ),
  token("~launchdarkly-sdk-key", "a LaunchDarkly SDK key", "LAUNCHDARKLY_SDK_KEY", "sdk-", uuid),
  token("~posthog-personal-key", "a personal PostHog key", "POSTHOG_API_KEY", "phx_", alnum("32,64")),
];
