/**
 * Names whose value is a credential. The noun has to end the name: `PASSWORD_MIN_LENGTH`, `TOKEN_URL` and
 * `POSTGRES_PASSWORD_FILE` are about credentials without being one.
 */
const nouns = anyOf(
  "PASSWORD|PASSWD|PASSPHRASE|PWORD|SECRET|CREDENTIALS?|API_?KEY|SECRET_?KEY|SECRET_KEY_BASE",
  "(?:^|[_.-])(?:PASS|PWD|PW|PSW|TOKEN|SALT|PEPPER)",
  "(?:^|[_.-])(?:PRIVATE|ENCRYPTION|ENC|CRYPTO|SIGNING|MASTER|ACCESS|APP|APPLICATION|JWT|AUTH|SESSION|COOKIE|HMAC|ADMIN)_?KEY",
  "(?:^|[_.-])(?:CLIENT|DEPLOY|GIT|SSH|ROLE|ACCOUNT|FERNET|WEBHOOK|SHARED|SUBSCRIPTION|RELIC_LICENSE)_KEY",
  "(?:^|[_.-])(?:OPENAI|ANTHROPIC|SENDGRID|MAILGUN)_KEY",
  "(?:^|[_.-])(?:GITHUB|GITLAB|BITBUCKET|AZURE|AZP|DEVOPS_EXT|GH|GL|GIT|CI|CR)_PAT",
  "(?:NEO4J|REDIS|REDISCLI)_AUTH",
);

/** Switches that have the noun in their name, keys that are made to be published, tokens of a language model. */
const others = new RegExp(
  [
    "(?:^|[_.-])(?:ALLOW|ENABLE|DISABLE|RANDOM|REQUIRE|FORGOT|RESET|PUBLIC|PUBLISHABLE|PUB|ANON|CSRF|MAPBOX)(?:[_.-]|$)",
    "^(?:USE|HAS|IS|NO|SKIP|SHOW|WITH)_",
    "(?:^|_)(?:EOS|BOS|PAD|UNK|SEP|CLS|MASK|STOP|MAX|MIN)_TOKEN$",
    // What goes into the page is read by everybody, and so are the keys that identify the page to a service.
    "^(?:VITE|REACT_APP|VUE_APP|GATSBY|NG_APP|STORYBOOK)_[A-Z0-9_]*(?:API|APP|CLIENT)_?KEY$",
  ].join("|"),
);

const MAX_NAME = 200;

/** Whether a variable of this name holds a password, a signing secret or a token. */
export function isCredentialName(name: string): boolean {
  const upper = name.toUpperCase();
  return upper.length <= MAX_NAME && nouns.test(upper) && !others.test(upper);
}

function anyOf(...patterns: readonly string[]): RegExp {
  return new RegExp(`(?:${patterns.join("|")})$`);
}
