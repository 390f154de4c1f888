/** Releases that fixes ask for, by registry; looked up on 2026-11-25. Older installations of a user stay as they are. */
export const nodePackages: ReadonlyMap<string, string> = new Map([
  ["@fastify/cors", "11.4.3"],
  ["@fastify/helmet", "13.2.0"],
  ["@fastify/rate-limit", "11.2.0"],
  ["@koa/cors", "5.0.0"],
  ["@nestjs/throttler", "6.7.1"],
  ["@sentry/nextjs", "11.8.0"],
  ["@sentry/node", "11.12.0"],
  ["cors", "2.8.6"],
  ["express-rate-limit", "8.7.5"],
  ["helmet", "8.3.0"],
  ["hono-rate-limiter", "0.5.4"],
  ["koa-helmet", "9.0.0"],
  ["koa-ratelimit", "6.0.0"],
]);

/** Releases that are known to have what the fixes use; newer ones do as well. */
export const pythonPackages: ReadonlyMap<string, string> = new Map([
  ["flask-limiter", "3.5.0"],
  ["sentry-sdk", "2.32.0"],
  ["slowapi", "0.1.9"],
]);
