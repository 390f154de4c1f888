import { exposureOf } from "../../files/compose/binding";
import type { ComposeForm } from "../../files/compose/form";
import { targetRange } from "../../files/compose/ports";
import type { ComposeService } from "../../files/compose/service";
import { composeFlag } from "../../files/compose/text";
import { valueAt } from "../../files/yaml/form";
import type { Severity } from "../rule";
import { networksOf } from "./networks";
import type { OptionChange } from "./redis-fix";
import { isPersistent, optionOf, type RedisOptions, type RedisUse } from "./redis-use";

/** What the fix writes for a password: it has to come from outside. */
export const PASSWORD = "${REDIS_PASSWORD:?set REDIS_PASSWORD in .env}";

/** Something that the server is not told. */
export interface Lack {
  readonly what: string;
  readonly severity: Severity;
  readonly changes: readonly OptionChange[];
}

/** What the server of `service` is not told, given what it is for. */
export function lackingIn(
  service: ComposeService,
  settings: RedisOptions,
  use: RedisUse,
  form: ComposeForm,
): Lack[] {
  const lacking: Lack[] = [];
  if ((use === "queue" || use === "other") && !isPersistent(settings)) {
    const what = "writes to disk rarely, so that a crash costs what came in since (`--appendonly yes`)";
    // With a volume the rare snapshots at least outlive the container, which may be all that is asked for.
    const severity =
      use === "other" && service.volumes().some(({ target }) => target === "/data") ? "info" : "warning";
    lacking.push({ what, severity, changes: [{ name: "appendonly", value: "yes" }] });
  }
  const limit = optionOf(settings, "maxmemory");
  const policy = optionOf(settings, "maxmemory-policy");
  const wanted = use === "cache" ? "allkeys-lru" : "noeviction";
  const policyChange = { name: "maxmemory-policy", value: wanted };
  if (use === "queue" && policy !== undefined && !policy.startsWith("$") && policy !== "noeviction") {
    const what = `may drop jobs when it is full (\`${policy}\`)`;
    lacking.push({ what, severity: "warning", changes: [policyChange] });
  }
  const needsPolicy = policy === undefined && (use === "cache" || use === "other");
  if (limit === undefined || limit === "0") {
    const what = "has no limit to its memory (`--maxmemory`)";
    const changes = [{ name: "maxmemory", value: "256mb" }, ...(policy === undefined ? [policyChange] : [])];
    lacking.push({ what, severity: "info", changes });
  } else if (needsPolicy) {
    const what = "is not told what to drop when it is full (`--maxmemory-policy`)";
    lacking.push({ what, severity: "info", changes: [policyChange] });
  }
  if (!asksForPassword(settings) && isReachable(service, form)) {
    const what = "lets everybody who reaches it in without a password (`--requirepass`)";
    lacking.push({ what, severity: "warning", changes: [{ name: "requirepass", value: PASSWORD }] });
  }
  return lacking;
}

function asksForPassword({ options }: RedisOptions): boolean {
  return ["requirepass", "aclfile", "user"].some((name) => options.has(name));
}

/** Whether others than the services of this file can reach it: by a published port, or on a network from outside. */
function isReachable(service: ComposeService, form: ComposeForm): boolean {
  const isPublished = service.ports().some((port) => {
    const range = targetRange(port);
    return range !== undefined && range.first <= 6379 && range.last >= 6379 && exposureOf(port) === "public";
  });
  const names = networksOf(service);
  return (
    isPublished ||
    names.some((name) => composeFlag(valueAt(form.yaml.root, "networks", name, "external")) === true)
  );
}
