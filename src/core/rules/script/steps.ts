import type { ShellCommand } from "../../files/dockerfile/shell";
import type { Span } from "../../text/span";
import { type Call, type ComposeCall, callOf, composeOf, insideContainer, operands } from "./commands";

/** A command that puts a version of the app into service on a server. */
export interface Restart {
  readonly command: ShellCommand;
  readonly kind: "compose" | "systemd" | "pm2" | "supervisor";
  /** What a sentence calls it: `docker compose up`. */
  readonly what: string;
  /** Services, units or processes that it names; none: all of them. */
  readonly names: readonly string[];
  readonly compose: ComposeCall | undefined;
}

const upOptions = new Set(
  "--scale -t --timeout --wait-timeout --pull --exit-code-from --attach --no-attach".split(" "),
);
/** Services that a server has whatever runs on it. */
const systemUnits =
  /^(?:ssh|sshd|nginx|apache2|httpd|caddy|haproxy|traefik|docker|containerd|podman|fail2ban|ufw|cron|crond|rsyslog|systemd-[\w-]+|journald|networking|NetworkManager|postgres(?:ql)?[\w@.-]*|mysql|mysqld|mariadb|redis[\w-]*|mongod|memcached|rabbitmq-server|elasticsearch|certbot|unattended-upgrades|chrony|chronyd|ntp|ntpd|php[\d.]*-fpm|logrotate|prometheus|grafana-server|node_exporter|apparmor|firewalld|nftables|iptables|snapd|multipathd|qemu-guest-agent|daemon-reload)(?:\.(?:service|socket|timer))?$/;

/** The restart that `command` is; undefined for everything else. */
export function restartOf(command: ShellCommand): Restart | undefined {
  const call = callOf(command);
  const { tool, args } = call;
  const compose = composeOf(call);
  if (compose) {
    const isDetached = compose.args.some((arg) => /^(?:-[a-zA-Z]*d[a-zA-Z]*|--detach|--wait)$/.test(arg));
    if (compose.verb !== "up" || !isDetached) return undefined;
    return {
      command,
      kind: "compose",
      what: "docker compose up",
      names: operands(compose.args, upOptions),
      compose,
    };
  }
  const plain = operands(args);
  const [verb = "", ...names] = plain;
  if (tool === "systemctl") {
    const apps = names.filter((name) => !systemUnits.test(name));
    const isRestart =
      /^(?:restart|reload|try-restart|reload-or-restart|start)$/.test(verb) && !args.includes("--user");
    return isRestart && apps.length > 0 && verb !== "start"
      ? { command, kind: "systemd", what: `systemctl ${verb}`, names: apps, compose: undefined }
      : undefined;
  }
  if (tool === "service" && names[0] === "restart" && !systemUnits.test(verb))
    return { command, kind: "systemd", what: "service restart", names: [verb], compose: undefined };
  if (tool === "pm2" && /^(?:restart|reload|startOrReload|startOrRestart|gracefulReload)$/.test(verb))
    return { command, kind: "pm2", what: `pm2 ${verb}`, names, compose: undefined };
  if (tool === "supervisorctl" && verb === "restart")
    return { command, kind: "supervisor", what: "supervisorctl restart", names, compose: undefined };
  return undefined;
}

/** Whether `command` asks whether something answers, or waits until it does. */
export function isCheck(command: ShellCommand): boolean {
  const call = callOf(command);
  const { tool, args } = call;
  const compose = composeOf(call);
  if (compose)
    return (
      (compose.verb === "up" && compose.args.includes("--wait")) ||
      compose.verb === "ps" ||
      compose.verb === "wait" ||
      (compose.verb === "exec" && isCheckInside(call))
    );
  if (/^(?:curl|wget|http|https|xh)$/.test(tool)) return !isDownload(command);
  if (/^(?:docker|podman)$/.test(tool))
    return args[0] === "inspect" || args[0] === "ps" || args[0] === "wait" || isCheckInside(call);
  if (tool === "systemctl") return /^(?:is-active|is-failed|status|show)$/.test(operands(args)[0] ?? "");
  if (tool === "pm2") return /^(?:list|ls|status|show|describe|jlist|pid)$/.test(args[0] ?? "");
  if (tool === "supervisorctl") return args[0] === "status";
  if (tool === "kubectl") return args.includes("status") || args.includes("wait");
  if (/^(?:nc|ncat|netcat)$/.test(tool)) return args.some((arg) => /^-\w*z/.test(arg));
  if (
    /^(?:wait-on|wait-for-it(?:\.sh)?|wait-for(?:\.sh)?|dockerize|smoke[\w-]*|goss|hurl|newman|k6)$/.test(
      tool,
    )
  )
    return true;
  if (/^(?:make|just|task|npm|pnpm|yarn|bun|python[\d.]*|node|bash|sh)$/.test(tool))
    return args.some((arg) => aboutHealth.test(arg));
  return aboutHealth.test(tool);
}

const aboutHealth = /health|smoke|verify|wait[-_]?for|ready|alive|e2e/i;

function isCheckInside(call: Call): boolean {
  const inner = insideContainer(call);
  return inner !== call && /^(?:curl|wget|nc)$/.test(inner.tool);
}

/** Whether curl or wget fetches a file rather than asking how things are. */
export function isDownload(command: ShellCommand): boolean {
  const { tool, args } = callOf(command);
  if (!/^(?:curl|wget)$/.test(tool)) return false;
  if (args.some((arg) => /\.(?:sh|bash|gz|tgz|xz|bz2|zip|deb|rpm|asc|gpg|pem|AppImage)(?:[?#]|$)/.test(arg)))
    return true;
  if (args.some((arg) => /^https:\/\/(?:get|raw|download|deb|apt|sh|install)\./.test(arg))) return true;
  const to = args.findIndex((arg) => /^(?:-[a-zA-Z]*[oO]|--output(?:-document)?|--remote-name)$/.test(arg));
  if (to < 0) return false;
  const option = args[to] ?? "";
  const target = args[to + 1] ?? "";
  if (tool === "wget") return /O$|document$/.test(option) && !/^(?:-|\/dev\/null)$/.test(target);
  return /O$|remote-name$/.test(option) || !/^(?:-|\/dev\/null)$/.test(target);
}

const dumpTools =
  /^(?:pg_dump|pg_dumpall|pg_basebackup|mysqldump|mariadb-dump|mariadb-backup|mydumper|mongodump|xtrabackup|pgbackrest|barman|wal-g|wal-e|influxd?|restic|borg|borgmatic|kopia|duplicity)$/;

/** The dump of a database that `command` makes, in a container or not; undefined when it makes none. */
export function dumpOf(command: ShellCommand): Call | undefined {
  const call = insideContainer(callOf(command));
  const { tool, args } = call;
  if (
    /^(?:pg_dump|pg_dumpall|mysqldump|mariadb-dump|mongodump)$/.test(tool) &&
    args.some((arg) => /^--(?:version|help)$/.test(arg))
  )
    return undefined;
  if (dumpTools.test(tool))
    return /^(?:restic|borg|kopia|influxd?|wal-g)$/.test(tool) &&
      !/backup|create|snapshot/.test(args.join(" "))
      ? undefined
      : call;
  if (tool === "redis-cli" && args.some((arg) => /^(?:--rdb|bgsave|save)$/i.test(arg))) return call;
  if (tool === "sqlite3" && args.some((arg) => /^\.(?:backup|dump)|^vacuum into/i.test(arg))) return call;
  return undefined;
}

/** The change of a database's schema that `command` starts; undefined when it starts none. */
export function migrationOf(command: ShellCommand): { readonly what: string; readonly at: Span } | undefined {
  const call = insideContainer(callOf(command));
  const { tool, args } = call;
  const [first = "", second = "", third = ""] = operands(args);
  const what = (text: string) => ({ what: text, at: command.span });
  if (args.some((arg) => /^(?:--dry-run|--sql|--plan|--check|--fake|--help|--list)$/.test(arg)))
    return undefined;
  if (tool === "alembic" && args.includes("upgrade")) return what("alembic upgrade");
  if (tool === "prisma" && first === "migrate" && second === "deploy") return what("prisma migrate deploy");
  if (tool === "prisma" && first === "db" && second === "push") return what("prisma db push");
  if (/^python[\d.]*$/.test(tool) && /manage\.py$/.test(first) && second === "migrate")
    return what("manage.py migrate");
  if (/manage\.py$/.test(tool) && first === "migrate") return what("manage.py migrate");
  if (tool === "django-admin" && first === "migrate") return what("django-admin migrate");
  if (/^(?:rails|rake)$/.test(tool) && /^db:migrate$/.test(first)) return what(`${tool} db:migrate`);
  if (tool === "flask" && first === "db" && second === "upgrade") return what("flask db upgrade");
  if (tool === "knex" && /^migrate:(?:latest|up)$/.test(first)) return what("knex migrate");
  if (/^(?:sequelize|sequelize-cli)$/.test(tool) && first === "db:migrate")
    return what("sequelize db:migrate");
  if (/^typeorm(?:-ts-node-\w+)?$/.test(tool) && first === "migration:run")
    return what("typeorm migration:run");
  if (tool === "drizzle-kit" && first === "migrate") return what("drizzle-kit migrate");
  if (tool === "php" && first === "artisan" && second === "migrate") return what("artisan migrate");
  if (tool === "dotnet" && first === "ef" && second === "database" && third === "update")
    return what("dotnet ef database update");
  if (/^(?:npm|pnpm|yarn|bun)$/.test(tool)) {
    const script = first === "run" || first === "run-script" ? second : first;
    if (
      /^(?:db:|database:|prisma:)?migrat(?:e|ions?)(?::(?:deploy|prod|production|run|up|latest))?$/.test(
        script,
      )
    )
      return what(`${tool} run ${script}`);
  }
  return undefined;
}
