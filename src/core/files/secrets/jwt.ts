/** What the payload of a JSON Web Token says, as far as it matters whether the token is a secret. */
export interface JwtClaims {
  readonly iss?: string;
  readonly role?: string;
  /** Seconds since 1970. */
  readonly exp?: number;
}

/** The claims of a token in its compact form; undefined where it is none. Nothing is verified. */
export function claimsOf(token: string): JwtClaims | undefined {
  const text = decode(token.split(".")[1] ?? "");
  try {
    const claims: unknown = JSON.parse(text);
    return typeof claims === "object" && claims !== null ? claims : undefined;
  } catch {
    return undefined;
  }
}

/** Whether a token is of no use to anybody: it has expired, or it is made to stand in web pages. */
export function isHarmless(token: string, today: string): boolean {
  const { exp, role } = claimsOf(token) ?? {};
  if (role === "anon") return true;
  return typeof exp === "number" && exp * 1000 < Date.parse(today);
}

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/** Base64url as text of one byte a character, which is enough for what is asked here. */
function decode(base64: string): string {
  let text = "";
  let bits = 0;
  let count = 0;
  for (const character of base64) {
    const value = alphabet.indexOf(character);
    if (value < 0) break;
    bits = ((bits << 6) | value) & 0xffff;
    count += 6;
    if (count >= 8) {
      count -= 8;
      text += String.fromCharCode((bits >> count) & 0xff);
    }
  }
  return text;
}
