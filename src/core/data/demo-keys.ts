/**
 * Secrets that manuals, quick starts and default configurations were published with: everybody has them, and bots try
 * them. Sources: the documentation and the example files of the projects that `from` names.
 *
 * To refresh: look through the quick starts of the services in the plans for literal keys, and move `as_of`.
 */
export const as_of = "2026-11-20";

export interface DemoKey {
  readonly value: string;
  /** Where it was published, as a sentence goes on: "the documentation of FastAPI". */
  readonly from: string;
}

const all: readonly (readonly [from: string, ...values: string[]])[] = [
  [
    "the documentation of AWS",
    `AKIAIOSFODNN7${"EXAMPLE"}`,
    `wJalrXUtnFEMI/K7MDENG/bPxRfiCY${"EXAMPLEKEY"}`,
    `AKIAI44QH8DHB${"EXAMPLE"}`,
  ],
  [
    "the documentation of Stripe",
    `sk_test_${"4eC39HqLyjWDarjtT1zdp7dc"}`,
    `sk_test_${"BQokikJOvBiI2HlWgH4olfQ2"}`,
    `sk_test_${"tR3PYbcVNZZ796tH88S4VQ2u"}`,
  ],
  [
    "jwt.io",
    "your-256-bit-secret",
    "your-384-bit-secret",
    "your-512-bit-secret",
    "a-string-secret-at-least-256-bits-long",
    `eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6IkpvaG4gRG9lIiwiaWF0IjoxNTE2MjM5MDIyfQ.${"SflKxwRJSMeKKF2QT4fwpMeJf36POk6yJV_adQssw5c"}`,
  ],
  [
    "the local setup of Supabase",
    "super-secret-jwt-token-with-at-least-32-characters-long",
    "your-super-secret-jwt-token-with-at-least-32-characters-long",
    "your-super-secret-and-long-postgres-password",
    "this_password_is_insecure_and_should_be_updated",
    "UpNVntn3cDxHJpq99YMc1T1AQgQpc8kfYTuRgBiYa15BLrx8etQoXz3gZv1/u2oq",
  ],
  ["the documentation of FastAPI", "09d25e094faa6ca2556c818166b7a9563b93f7099f6f0f4caa6cf63b88e8d3e7"],
  [
    "the documentation of Flask",
    "192b9bdd22ab9ed4d12e236c78afcb9a393ec15f71bbf5dc987d54727823bcbf",
    "5f352379324c22463451387a0aec5d2f",
  ],
  ["the defaults of Grafana", "SW2YcwTIb9zpOOhoPsMm"],
  ["the example of Airflow", "46BKJoQYlPPOexq0OhDZnIlNepKFf87WFwLbfzqDDho="],
  ["the defaults of Redash", "c292a0a3aa32397cdb050e233733900f"],
  [
    "the defaults of Superset",
    "CHANGE_ME_TO_A_COMPLEX_RANDOM_SECRET",
    "TEST_NON_DEV_SECRET",
    "thisISaSECRET_1234",
  ],
  [
    "the documentation of Directus",
    "255d861b-5ea1-5996-9aa3-922530ec40b1",
    "6116487b-cda1-52c2-b5b5-c8022c45e263",
  ],
  ["the defaults of Symfony", "ThisTokenIsNotSoSecretChangeIt"],
  ["the example of Strapi", "toBeModified1,toBeModified2", "tobemodified"],
  ["the defaults of Hardhat", "ac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80"],
];

/** All of them. */
export const demoKeys: readonly DemoKey[] = all.flatMap(([from, ...values]) =>
  values.map((value) => ({ value, from })),
);

const byValue = new Map(demoKeys.map((key) => [key.value, key]));

/** The published key that `value` is; undefined for all others. */
export function demoKeyOf(value: string): DemoKey | undefined {
  return byValue.get(value.trim().replace(/^0x/, ""));
}

/** What a text mentions that holds one of them, or a token that may be one. */
export const demoKeyWords: readonly string[] = ["eyJ", ...demoKeys.map(({ value }) => value)];
