import { deepEqual, equal, ok } from "node:assert/strict";
import fc from "fast-check";
import { namedShapes, tokenShapes } from "../../../../src/core/data/provider-tokens";
import { entropyOf, isMadeUp, longestSequence } from "../../../../src/core/files/secrets/entropy";
import { claimsOf, isHarmless } from "../../../../src/core/files/secrets/jwt";
import { privateKeysIn } from "../../../../src/core/files/secrets/private-keys";
import { tokensIn } from "../../../../src/core/files/secrets/tokens";
import { fake, fakePem } from "../../../support/fake-secrets";

describe("the shapes of providers' tokens", () => {
  it("speak of more than forty providers", () => {
    const providers = new Set([...tokenShapes, ...namedShapes].map(({ what }) => what));
    ok(providers.size > 80, String(providers.size));
  });

  it("have marks of three characters or more", () => {
    for (const { marks, id } of tokenShapes) for (const mark of marks) ok(mark.length > 2, id);
    for (const { names, id } of namedShapes)
      for (const name of names) ok(name.length > 2 && name === name.toLowerCase(), id);
  });

  it("are bounded: no pattern repeats without an end", () => {
    for (const { pattern, id } of [...tokenShapes, ...namedShapes]) {
      ok(!/(?:^|[^\\])[*+](?!\/)(?![^[]*\])|\{\d+,\}/.test(pattern), `${id}: ${pattern}`);
    }
  });
});

describe("tokens in a text", () => {
  it("are found at their place, each once", () => {
    const text = `a = "${fake.github}" # ${fake.stripe}\nb: ${fake.slack}\n`;
    const found = tokensIn(text);
    deepEqual(
      found.map(({ id }) => id),
      ["github-pat", "stripe-access-token", "slack-bot-token"],
    );
    for (const { start, end, value } of found) equal(text.slice(start, end), value);
  });

  it("know both forms of GitHub's tokens for apps", () => {
    const claims = `eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJnaXRodWIifQ${fake.jwtSecret}.${fake.jwtSecret}`;
    for (const [token, id] of [
      [`ghs_${fake.github.slice(4)}`, "github-app-token"],
      [`ghs_1234567_${claims}`, "github-installation-token"],
    ] as const) {
      const found = tokensIn(`GITHUB_TOKEN=${token}\n`);
      deepEqual(
        found.map((one) => [one.id, one.value]),
        [[id, token]],
      );
    }
  });

  it("are found behind an escape, and not in the middle of a word", () => {
    equal(tokensIn(`"a\\n${fake.github}"`).length, 1);
    equal(tokensIn(`a${fake.github}`).length, 0);
    equal(tokensIn(`${fake.github}a`).length, 0);
  });

  it("are found in however long a file", () => {
    const text = `${"const a = 1;\n".repeat(20_000)}x = "${fake.aws}"\n`;
    equal(tokensIn(text)[0]?.id, "aws-access-token");
  });

  it("are looked for in time that grows with the text", () => {
    const started = performance.now();
    for (const mark of tokenShapes.flatMap(({ marks }) => marks.slice(0, 1))) tokensIn(mark.repeat(2_000));
    for (const name of namedShapes.flatMap(({ names }) => names)) tokensIn(`${name} = `.repeat(2_000));
    for (const text of ["-----BEGIN RSA PRIVATE KEY-----", "-----BEGIN ", '"service_account"']) {
      tokensIn(text.repeat(20_000));
      privateKeysIn(text.repeat(20_000));
    }
    ok(performance.now() - started < 10_000);
  });

  it("never throw", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 300 }), (text) =>
        tokensIn(`ghp_${text} heroku=${text}`).every(({ start, end, value }) => end - start === value.length),
      ),
    );
  });
});

describe("private keys in a text", () => {
  it("are found with line breaks of any kind", () => {
    for (const eol of ["\n", "\r\n", "\\n", "\\\\n"])
      equal(privateKeysIn(fakePem("RSA ", eol))[0]?.type, "RSA", eol);
  });

  it("say whether they are encrypted", () => {
    equal(privateKeysIn(fakePem("ENCRYPTED "))[0]?.isEncrypted, true);
    const old = fakePem("RSA ").replace("\n", "\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00\n\n");
    equal(privateKeysIn(old)[0]?.isEncrypted, true);
  });
});

describe("what a text looks like", () => {
  it("is drawn by lot or made up", () => {
    ok(entropyOf(fake.jwtSecret) > 4.5 && entropyOf("aaaa") === 0);
    equal(longestSequence("xabcdey01234567890z"), 11);
    for (const text of [
      "ghp_xxxxxxxxxx",
      "AKIAIOSFODNN7EXAMPLE",
      "abcdefghijklmnopqrstuvwxyz",
      "your-api-key",
      "****",
    ]) {
      ok(isMadeUp(text), text);
    }
    ok(!isMadeUp(fake.github));
  });
});

describe("claims of a JSON Web Token", () => {
  const token = (claims: object) =>
    `eyJhbGciOiJIUzI1NiJ9.${Buffer.from(JSON.stringify(claims)).toString("base64url")}.c2ln`;

  it("are read without a check", () => {
    deepEqual(claimsOf(token({ iss: "a", exp: 1 })), { iss: "a", exp: 1 });
    equal(claimsOf("a.b.c"), undefined);
    equal(claimsOf("nothing"), undefined);
  });

  it("tell whether it is of any use", () => {
    equal(isHarmless(token({ role: "anon" }), "2026-11-20"), true);
    equal(isHarmless(token({ exp: 1_600_000_000 }), "2026-11-20"), true);
    equal(isHarmless(token({ exp: 2_600_000_000, role: "service_role" }), "2026-11-20"), false);
  });
});
