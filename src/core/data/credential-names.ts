/**
 * Names whose value is a credential. The noun has to end the name: `PASSWORD_MIN_LENGTH`, `TOKEN_URL` and
 * `POSTGRES_PASSWORD_FILE` are about credentials without being one.
 */
const nouns =
  /(?:PASSWORD|PASSWD|PASSPHRASE|SECRET|(?:^|[_.-])(?:PASS|PWD|PW|TOKEN|SALT|PEPPER)|SECRET_?KEY|(?:^|[_.-])(?:PRIVATE|ENCRYPTION|SIGNING|MASTER|ACCESS|API|APP|JWT|AUTH|SESSION|COOKIE|HMAC|ADMIN)_?KEY|SECRET_KEY_BASE|(?:NEO4J|REDIS|REDISCLI)_AUTH)$/;

/** Switches that have the noun in their name, and keys that are made to be published. */
const others =
  /(?:^|[_.-])(?:ALLOW|ENABLE|DISABLE|RANDOM|REQUIRE|FORGOT|RESET|PUBLIC|PUBLISHABLE|CSRF)(?:[_.-]|$)/;

/** Whether a variable of this name holds a password, a signing secret or a token. */
export function isCredentialName(name: string): boolean {
  const upper = name.toUpperCase();
  return upper.length <= 200 && nouns.test(upper) && !others.test(upper);
}
