/** The image that runs a database of this kind: the newest line with long support. */
export function mysqlImage(engine: "mysql" | "mariadb"): string {
  return engine === "mysql" ? "mysql:8.4" : "mariadb:11.8";
}
