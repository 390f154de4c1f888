import assert from "node:assert/strict";
import { type Answer, hasOnce, lacks, type Question } from "./http";
import type { LiveServer } from "./servers";

type Check = (server: LiveServer) => Promise<void>;

export const own = "https://app.example.com";
export const foreign = "https://evil.example.net";

/** Where the frontend lives, as the workspaces of the cases know it. */
export const known = { ".env.production": `FRONTEND_URL=${own}\n` };

/** Whether a browser shows the answer to a page from `origin`. */
function mayRead(answer: Answer, origin: string): boolean {
  const values = answer.all("access-control-allow-origin");
  return values.length === 1 && (values[0] === "*" || values[0] === origin);
}

async function asks(server: LiveServer, path: string, origin: string): Promise<Answer[]> {
  const preflight = {
    method: "OPTIONS",
    headers: {
      origin,
      "access-control-request-method": "POST",
      "access-control-request-headers": "content-type",
    },
  };
  return [await server.ask(path, { headers: { origin } }), await server.ask(path, preflight)];
}

/** Pages from anywhere may read the answers. */
export function openToAll(path: string): Check {
  return async (server) => {
    for (const answer of await asks(server, path, foreign))
      assert.ok(mayRead(answer, foreign), `status ${answer.status}`);
  };
}

/** Pages of the own frontend may read the answers, with a preflight as well; nobody else may. */
export function openToOwn(path: string): Check {
  return async (server) => {
    for (const answer of await asks(server, path, foreign)) {
      assert.ok(!mayRead(answer, foreign), answer.get("access-control-allow-origin"));
    }
    for (const answer of await asks(server, path, own)) {
      assert.ok(answer.status < 300, `status ${answer.status}`);
      assert.ok(mayRead(answer, own), `allowed: ${answer.all("access-control-allow-origin").join(" and ")}`);
    }
  };
}

export const securityHeaders = {
  "x-frame-options": /^(SAMEORIGIN|DENY)$/,
  "x-content-type-options": /^nosniff$/,
  "referrer-policy": /./,
  "strict-transport-security": /^max-age=31536000(; includeSubDomains)?$/,
} as const;

export type HeaderName = keyof typeof securityHeaders;

const all = Object.keys(securityHeaders) as HeaderName[];

/** None of the headers comes. */
export function unprotected(
  path: string,
  names: readonly HeaderName[] = all,
  question: Question = {},
): Check {
  return async (server) => lacks(await server.ask(path, question), ...names);
}

/** Each header comes once, with every one of these paths and its status. */
export function protectedAt(
  paths: Readonly<Record<string, number>>,
  names: readonly HeaderName[] = all,
  question: Question = {},
): Check {
  return async (server) => {
    for (const [path, status] of Object.entries(paths)) {
      const answer = await server.ask(path, question);
      assert.equal(answer.status, status, path);
      for (const name of names) hasOnce(answer, name, securityHeaders[name]);
    }
  };
}

/** How many requests of one client a minute are answered. */
const LIMIT = 100;

/** One after the other: some limiters lose count of what comes at once. */
async function statuses(server: LiveServer, path: string, question: Question): Promise<number[]> {
  const counted: number[] = [];
  while (counted.length <= LIMIT) counted.push((await server.ask(path, question)).status);
  return counted;
}

/** The 101st request is answered like the first. */
export function unlimited(path: string, question: Question = {}): Check {
  return async (server) => {
    const counted = await statuses(server, path, question);
    assert.deepEqual(
      [...new Set(counted)].map((status) => status < 400),
      [true],
      counted.join(" "),
    );
  };
}

/** A hundred requests are answered, and the next one gets 429. */
export function limited(path: string, question: Question = {}): Check {
  return async (server) => {
    const counted = await statuses(server, path, question);
    assert.deepEqual(
      counted.slice(0, LIMIT).filter((status) => status >= 400),
      [],
      counted.join(" "),
    );
    assert.equal(counted.at(-1), 429);
  };
}

/** The cookie that comes has all of the flags, or none of those in `without`. */
export function cookieAt(
  path: string,
  flags: RegExp[],
  without: RegExp[] = [],
  question: Question = {},
): Check {
  return async (server) => {
    const [cookie = "no cookie"] = (await server.ask(path, question)).all("set-cookie");
    for (const flag of flags) assert.match(cookie, flag);
    for (const flag of without) assert.doesNotMatch(cookie, flag);
  };
}

/** The same check over HTTPS. */
export function overTls(check: Check): Check {
  return (server) =>
    check({ ...server, ask: (path, question) => server.ask(path, { ...question, tls: true }) });
}
