import type { ComposeForm } from "../../files/compose/form";
import type { ComposeService } from "../../files/compose/service";
import { composeText } from "../../files/compose/text";
import { parseImageReference } from "../../files/dockerfile/image-reference";
import { asMap } from "../../files/yaml/form";

/** Words of names that services have which do one thing and end. */
const oneShotNames = new Set(
  (
    "migrate migrates migrator migration migrations init initdb initializer initialize setup seed seeds seeder " +
    "bootstrap provision test tests e2e lint build builder backup restore cli certbot permissions perms create createbucket " +
    "createbuckets"
  ).split(" "),
);

/** Images of programs that do one thing and end, and of systems without a server of their own. */
const oneShotImages = new Set(
  (
    "hello-world alpine busybox debian ubuntu bash flyway flyway/flyway redgate/flyway liquibase liquibase/liquibase " +
    "migrate/migrate amacneil/dbmate minio/mc certbot/certbot curlimages/curl kong/deck arigaio/atlas"
  ).split(" "),
);

/** Last commands that end when their work is done. */
const oneShotCommand =
  /(^|[\s/:_-])(migrat(e|ions?)|makemigrations|collectstatic|db:(migrate|seed|setup|prepare|create|push)|seed|initdb|createsuperuser|loaddata|certonly)\b|\balembic\s.{0,80}\bupgrade\b|\bdb\s+(upgrade|push|init)\b|^(true|\/bin\/true|exit 0|chown|chmod|mkdir|cp|rm|echo)\b/i;

/** Services of `form` that others wait for to end: `condition: service_completed_successfully`. */
export function awaitedToEnd(form: ComposeForm): ReadonlySet<string> {
  const names = new Set<string>();
  for (const service of form.services) {
    for (const { service: name, condition } of service.dependencies("own")) {
      if (condition === "service_completed_successfully") names.add(name);
    }
  }
  return names;
}

/** Whether `service` does its work and ends, or runs only when somebody asks for it. `awaited` are names that end. */
export function isOneShot(service: ComposeService, awaited: ReadonlySet<string>): boolean {
  if (awaited.has(service.name) || service.get("profiles") !== undefined) return true;
  if (wordsOf(service.name).some((word) => oneShotNames.has(word))) return true;
  const deploy = asMap(service.get("deploy"));
  const mode = composeText(deploy?.get("mode"))?.value ?? "";
  if (mode.endsWith("-job") || composeText(deploy?.get("replicas"))?.value === "0") return true;
  if (service.text("scale")?.value === "0") return true;
  return isImageIn(oneShotImages, service) || isOneShotCommand(service);
}

const workers = /^(worker|workers|celery|beat|sidekiq|queue|scheduler|cron|consumer|consumers|jobs?|runner)$/;

/** Whether `service` takes its work from a queue or a clock, so that there is nothing to ask it over the network. */
export function isWorker(service: ComposeService): boolean {
  if (wordsOf(service.name).some((word) => workers.test(word))) return true;
  return /\b(celery|sidekiq|rq worker|dramatiq|queue:work|schedule:(work|run)|arq|huey_consumer)\b/.test(
    lastCommand(service),
  );
}

function isImageIn(images: ReadonlySet<string>, service: ComposeService): boolean {
  if (service.get("build")) return false;
  const image = service.image?.value;
  const reference = image === undefined ? undefined : parseImageReference(image.toLowerCase());
  return reference !== undefined && images.has(reference.official ?? reference.repository);
}

function isOneShotCommand(service: ComposeService): boolean {
  return oneShotCommand.test(lastCommand(service));
}

/** The last command of what runs, as text: what comes before it ends in any case. */
function lastCommand(service: ComposeService): string {
  const text = (service.command?.words ?? []).map((word) => word.text).join(" ");
  const last =
    text
      .slice(-1000)
      .split(/&&|\|\||[;\n]/)
      .findLast((part) => part.trim() !== "") ?? "";
  return last
    .trim()
    .replace(/^(?:\/bin\/)?(?:ba|a)?sh\s+-[a-z]*c\s+/, "")
    .replace(/^["']/, "");
}

function wordsOf(name: string): string[] {
  return name.toLowerCase().split(/[-_.]/);
}

const consoles = new Set(
  (
    "adminer phpmyadmin phpmyadmin/phpmyadmin dpage/pgadmin4 mongo-express redis/redisinsight " +
    "redislabs/redisinsight rediscommander/redis-commander dbeaver/cloudbeaver sosedoff/pgweb"
  ).split(" "),
);

/** Whether `service` shows databases to people, and connects only when they ask for it. */
export function isConsole(service: ComposeService): boolean {
  return isImageIn(consoles, service);
}
