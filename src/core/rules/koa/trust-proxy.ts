/**
 * The statements that make a Koa application take the address of a client from the proxy in front: of the addresses in
 * X-Forwarded-For the last one, which the proxy itself has seen.
 */
export function trustStatements(app: string): string[] {
  return [`${app}.proxy = true;`, `${app}.maxIpsCount = 1;`];
}
