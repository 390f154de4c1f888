import type { GeneratorInput } from "../generator";
import { mysqlImage } from "../images";
import type { Stack } from "../stack";

/** Whether the database of the stack is one that `dumpOf` knows. */
export function hasDump({ database }: Stack): boolean {
  return database?.engine === "postgres" || database?.engine === "mysql" || database?.engine === "mariadb";
}

/** The command that writes a dump to its output, and the lines that make sure of the dump in `$partial`. */
export function dumpOf({ database, name }: Stack): { readonly dump: string; readonly check: string } {
  const user = name.replaceAll("-", "_");
  if (database?.engine === "postgres") {
    return {
      dump: `"\${COMPOSE[@]}" exec -T db pg_dump --username ${user} --format custom ${user}`,
      check: `"\${COMPOSE[@]}" exec -T db pg_restore --list <"$partial" >/dev/null`,
    };
  }
  const { program, prefix } = clientOf(database?.engine);
  return {
    // The password stays in the container, out of the list of processes.
    dump: `# The container knows these variables.
# shellcheck disable=SC2016
"\${COMPOSE[@]}" exec -T db sh -c 'MYSQL_PWD="$${prefix}_PASSWORD" exec ${program} --user="$${prefix}_USER" \\
  --single-transaction --quick --routines --no-tablespaces "$${prefix}_DATABASE"'`,
    check: `# What was cut off has no last line.
tail -n 1 "$partial" | grep -q '^-- Dump completed'`,
  };
}

function clientOf(engine: string | undefined): { readonly program: string; readonly prefix: string } {
  return engine === "mariadb"
    ? { program: "mariadb-dump", prefix: "MARIADB" }
    : { program: "mysqldump", prefix: "MYSQL" };
}

/** A script that rehearses a restore. */
export function restoreText(input: GeneratorInput): string {
  const { stack, answers } = input;
  const folder = answers.folder ?? `/srv/${stack.name}`;
  const opening = `app_dir="\${APP_DIR:-${folder}}"
backup_dir="\${BACKUP_DIR:-/var/backups/${stack.name}}"`;
  const newest = `newest="$(find "$backup_dir" -name '*.dump' -printf '%T@ %p\\n' | sort -n | tail -n 1 | cut -d' ' -f2-)"
[[ -n "$newest" ]] || {
  echo "There is no backup in $backup_dir." >&2
  exit 1
}`;
  return stack.database?.engine === "postgres"
    ? postgresRestore(stack, opening, newest)
    : mysqlRestore(stack, opening, newest);
}

function postgresRestore({ name }: Stack, opening: string, newest: string): string {
  const user = name.replaceAll("-", "_");
  return `#!/usr/bin/env bash
# Rehearses a restore of the newest backup into a database of its own, and throws it away again.
set -Eeuo pipefail

${opening}
scratch="restore_test"

cd "$app_dir"
COMPOSE=(docker compose -f compose.prod.yaml --env-file .env.production --env-file .env.release)
${newest}

drop() {
  "\${COMPOSE[@]}" exec -T db dropdb --username ${user} --if-exists "$scratch"
}
trap drop EXIT
drop
"\${COMPOSE[@]}" exec -T db createdb --username ${user} "$scratch"

started=$SECONDS
"\${COMPOSE[@]}" exec -T db pg_restore --username ${user} --dbname "$scratch" --exit-on-error --no-owner <"$newest"
tables="$("\${COMPOSE[@]}" exec -T db psql --username ${user} --dbname "$scratch" --tuples-only --no-align \\
  --command "select count(*) from information_schema.tables where table_schema = 'public'")"
echo "Restored $newest with $tables tables in $((SECONDS - started)) seconds."
[[ "$tables" -gt 0 ]]
`;
}

function mysqlRestore({ database, name }: Stack, opening: string, newest: string): string {
  const isMaria = database?.engine === "mariadb";
  const client = isMaria ? "mariadb" : "mysql";
  return `#!/usr/bin/env bash
# Rehearses a restore of the newest backup into a server of its own, and throws it away again.
set -Eeuo pipefail

${opening}
scratch="${name}-restore-test"

cd "$app_dir"
${newest}

drop() {
  docker rm --force --volumes "$scratch" >/dev/null 2>&1 || true
}
trap drop EXIT
drop
# Nothing reaches it from outside, and it is gone in a moment: it needs no password.
docker run --detach --name "$scratch" --network none --env ${isMaria ? "MARIADB_ALLOW_EMPTY_ROOT_PASSWORD" : "MYSQL_ALLOW_EMPTY_PASSWORD"}=yes \\
  --env ${isMaria ? "MARIADB" : "MYSQL"}_DATABASE=restored ${mysqlImage(isMaria ? "mariadb" : "mysql")} >/dev/null
for _ in {1..60}; do
  docker exec "$scratch" ${client} --host 127.0.0.1 --protocol tcp --execute "select 1" >/dev/null 2>&1 && break
  sleep 2
done

started=$SECONDS
docker exec -i "$scratch" ${client} restored <"$newest"
tables="$(docker exec "$scratch" ${client} --batch --skip-column-names \\
  --execute "select count(*) from information_schema.tables where table_schema = 'restored'")"
echo "Restored $newest with $tables tables in $((SECONDS - started)) seconds."
[[ "$tables" -gt 0 ]]
`;
}
