import { type Span, span } from "../../text/span";
import type { PlanCommand } from "./commands";
import type { PlanDocument, PlanLine } from "./document";
import { matchesIn, morePlaces, type PlanFinding, replaceBy, spanIn } from "./finding";

/** What a plan says of servers and services that contradicts itself, or that bites in production. */
export function* operations(
  document: PlanDocument,
  commands: readonly PlanCommand[],
): Generator<PlanFinding> {
  const text = document.lines.map((line) => line.text).join("\n");
  yield* openAppPorts(document, text);
  yield* boundToAll(document, text);
  yield* renewalByHand(document);
  yield* lateCertificateAlert(document, text);
  yield* evictedSessions(document, text);
  yield* ignoredDockerfile(commands, text);
  yield* httpTwoOnListen(document);
  yield* importsInHealthcheck(document);
}

const databasePorts: Readonly<Record<string, string>> = {
  5432: "PostgreSQL",
  3306: "MySQL",
  6379: "Redis",
  27017: "MongoDB",
  9200: "Elasticsearch",
};

/** A firewall that lets in what only the proxy in front, or only the app, should reach. */
function* openAppPorts({ lines }: PlanDocument, text: string): Generator<PlanFinding> {
  const seen = new Set<string>();
  for (const line of lines) {
    const opens =
      /\bufw\)?[^\n]{0,20}\ballow\b|\bufw allow\b|\b(?:firewall|security group)\b[^\n]{0,60}\bports?\b|\bufw\b[^\n]{0,20}\bports?\b/i;
    if (line.kind === "comment" || !opens.test(line.text)) continue;
    if (/\b(?:from|block|deny|close|internal|private|localhost|only from|not)\b/i.test(line.text)) continue;
    for (const match of matchesIn(line.text, /(?<![\d.:/-])(\d{4,5})(?:\/tcp)?(?![\d.:/-])/g)) {
      const port = match[1] ?? "";
      const database = databasePorts[port];
      const isApp = isProxied(port, text);
      if ((!database && !isApp) || seen.has(port)) continue;
      seen.add(port);
      const message = database
        ? `Port ${port} of ${database} is open to everybody: let only the app reach it.`
        : `Port ${port} is open to everybody although the proxy in front serves the app: whoever uses it goes round TLS and limits.`;
      const at = spanIn(line, match.index, port.length);
      yield { rule: "fw/app-port-exposed", severity: "warning", at, message, fixes: [] };
    }
  }
}

/** Whether the plan has a proxy that passes on to the app at this port. */
function isProxied(port: string, text: string): boolean {
  return new RegExp(
    String.raw`proxy_pass\s+https?:\/\/(?:localhost|127\.0\.0\.1|\[::1\]):${port}\b|reverse_proxy\s+(?:localhost|127\.0\.0\.1)?:${port}\b`,
  ).test(text);
}

/** A service behind the proxy on its own machine that listens to all the world. */
function* boundToAll({ lines }: PlanDocument, text: string): Generator<PlanFinding> {
  for (const line of lines) {
    const match =
      /^\s*ExecStart=.*?((?:--host|--bind|-b|-H)[ =](0\.0\.0\.0|\[?::\]?)(?::(\d{2,5}))?)(?=\s|$)/.exec(
        line.text,
      );
    const address = match?.[2];
    if (!match?.[1] || address === undefined) continue;
    const port = match[3] ?? /--port[ =](\d{2,5})/.exec(line.text)?.[1];
    if (port === undefined || !isProxied(port, text)) continue;
    const at = spanIn(
      line,
      match.index + match[0].length - match[1].length + match[1].indexOf(address),
      address.length,
    );
    const message = `The proxy reaches the app on this machine: listening on ${address} lets everybody else do so as well.`;
    yield { rule: "systemd/bind-all", severity: "warning", at, message, fixes: [replaceBy(at, "127.0.0.1")] };
  }
}

/** A line of a crontab that renews certificates, where the package brings a timer that does. */
function* renewalByHand({ lines }: PlanDocument): Generator<PlanFinding> {
  for (const line of lines) {
    const match =
      /(?<![\d*/,-])([\d*/,-]+ [\d*/,-]+ [\d*/,-]+ [\d*/,-]+ [\d*/,-]+)\s+(?:root\s+)?\S*certbot\s+renew\b/.exec(
        line.text,
      );
    if (!match?.[1]) continue;
    const reloads = /--(?:deploy|post|renew)-hook|\b(?:reload|restart|kill -HUP)\b/i.test(line.text);
    const message = `Packages of Certbot bring a timer that renews twice a day: this line runs beside it${reloads ? ". Its deploy hook is the place for what has to happen after a renewal." : " and reloads no server. Add a deploy hook instead."}`;
    yield {
      rule: "tls/renew-cron",
      severity: "info",
      at: spanIn(line, match.index, match[1].length),
      message,
      fixes: [],
    };
  }
}

/** An alert that comes when a certificate of the lifetimes to come is as good as new. */
function* lateCertificateAlert({ lines }: PlanDocument, text: string): Generator<PlanFinding> {
  if (!/let['’]?s ?encrypt|certbot|cert-manager|\bacme\b/i.test(text)) return;
  for (const line of lines) {
    const match =
      /\b(?:ssl|tls|certificates?|certs?|zertifikat\w{0,2})\b[^\n]{0,60}?\b(?:expir\w{1,4}|ablauf\w{0,2}|läuft ab)\b[^\n\d]{0,25}?(\d{2,3})[ -]?(?:days?|tagen?)\b/iu.exec(
        line.text,
      );
    const days = Number(match?.[1] ?? 0);
    if (!match?.[1] || days < 30 || /\brenew/i.test(line.text)) continue;
    const from = match.index + match[0].lastIndexOf(match[1]);
    const at = spanIn(line, from, match[0].length - (from - match.index));
    const message = `Let's Encrypt goes down to 64 days in February 2027 and to 45 a year later: with ${days} days the alert comes before the renewal is due. A third of the lifetime fits all of them.`;
    yield { rule: "tls/alert-threshold", severity: "info", at, message, fixes: [] };
  }
}

/** A cache that may drop anything, on a store that keeps more than a cache. */
function* evictedSessions({ lines }: PlanDocument, text: string): Generator<PlanFinding> {
  for (const line of lines) {
    const match = /\ballkeys-(?:lru|lfu|random)\b/.exec(line.text);
    if (!match || /\bcache[- ]only\b|\bfor cach|\bnoeviction\b|\bvolatile-/i.test(line.text)) continue;
    const kept = keptIn(line, text);
    if (kept === undefined) continue;
    const at = spanIn(line, match.index, match[0].length);
    const message = `With \`${match[0]}\` Redis drops any key when memory is short, ${kept} included: use \`volatile-lru\` or \`noeviction\`, or an instance of its own for the cache.`;
    yield { rule: "redis/eviction-policy", severity: "warning", at, message, fixes: [] };
  }
}

function keptIn({ headings }: PlanLine, text: string): string | undefined {
  const above = headings.join(" ");
  if (/\bsessions?\b/i.test(above)) return "sessions";
  if (/\bqueues?\b|\bjobs?\b/i.test(above)) return "queued jobs";
  if (/\b(?:redis|valkey)\b[^\n]{0,60}\bsessions?\b|\bsessions?\b[^\n]{0,60}\b(?:redis|valkey)\b/i.test(text))
    return "sessions";
  const queue =
    /\b(?:bullmq|celery|sidekiq|rq workers?|redis[^\n]{0,40}\bqueues?|queues?[^\n]{0,40}\bredis)\b/i;
  return queue.test(text) ? "queued jobs" : undefined;
}

/** A push to Heroku with Dockerfiles that it will not look at. */
function* ignoredDockerfile(commands: readonly PlanCommand[], text: string): Generator<PlanFinding> {
  if (!/\bDockerfile\b/.test(text)) return;
  if (
    /\bheroku\.yml\b|\bstack:set container\b|\bcontainer:(?:push|release)\b|\b--stack[ =]container\b/.test(
      text,
    )
  )
    return;
  const pushes = commands.flatMap(({ text: command, start }): Span[] => {
    const push = /^git push heroku\b/.exec(command);
    return push ? [span(start, start + push[0].length)] : [];
  });
  const [at] = pushes;
  if (!at) return;
  const more = morePlaces(pushes.length - 1);
  const message = `Heroku builds with buildpacks and ignores the Dockerfile of this plan${more && ` (${more})`}: add heroku.yml and run \`heroku stack:set container\`, or leave the Dockerfile out.`;
  yield { rule: "paas/manifest-missing", severity: "warning", at, message, fixes: [] };
}

/** `listen 443 ssl http2` */
function* httpTwoOnListen({ lines }: PlanDocument): Generator<PlanFinding> {
  for (const line of lines) {
    const match =
      line.kind === "code" ? /^\s*listen\s[^;#]{0,80}?\s(http2)\b[^;#]{0,40};/.exec(line.text) : null;
    if (!match) continue;
    const at = spanIn(line, match.index + match[0].lastIndexOf("http2"), 5);
    const message =
      "nginx 1.25.1 made `http2` a directive of its own: newer versions warn of it on `listen`.";
    yield { rule: "nginx/http2-directive", severity: "info", at, message, fixes: [] };
  }
}

/** A health check that needs a package which the image may not have. */
function* importsInHealthcheck({ lines }: PlanDocument): Generator<PlanFinding> {
  for (const line of lines) {
    if (line.kind !== "code" || !/\bpython3? -c\b/.test(line.text)) continue;
    const previous = lines[line.index - 1]?.text ?? "";
    if (
      !/\bHEALTHCHECK\b/.test(line.text) &&
      !(/\bHEALTHCHECK\b/.test(previous) && previous.trimEnd().endsWith("\\"))
    )
      continue;
    const match =
      /import (requests|httpx); ?\1\.get\((['"])(https?:\/\/[^'"\s]{1,100})\2(?:, ?timeout=\d+)?\)(?:\.raise_for_status\(\))?/.exec(
        line.text,
      );
    if (!match?.[1] || !match[3]) continue;
    const at = spanIn(line, match.index + 7, match[1].length);
    const whole = spanIn(line, match.index, match[0].length);
    const quote = match[2] ?? "'";
    const message = `The image has \`${match[1]}\` only if the app happens to need it, and a bad answer does not fail the check: the standard library can ask.`;
    const fix = replaceBy(
      whole,
      `import urllib.request; urllib.request.urlopen(${quote}${match[3]}${quote})`,
    );
    yield { rule: "dockerfile/healthcheck-missing-tool", severity: "warning", at, message, fixes: [fix] };
  }
}
