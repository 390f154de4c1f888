import type { Generator, GeneratorInput } from "../generator";
import { namedServices, noService, publicHealthPath } from "../names";
import { domainQuestion, folderQuestion } from "../questions";
import { hasDump } from "./backup-dumps";

export const deploySh: Generator = {
  id: "deploy.sh",
  title: "Deployment script",
  summary: "Takes a release into service, checks that it answers, and goes back by itself when it does not.",
  refuses: noService,
  questions: ({ stack }) => [folderQuestion(stack), domainQuestion(stack)],
  files: (input) => [{ path: "scripts/deploy.sh", text: deployText(input), executable: true }],
};

function deployText({ stack, answers, project }: GeneratorInput): string {
  const domain = answers.domain ?? stack.domain ?? "app.example.com";
  const folder = answers.folder ?? `/srv/${stack.name}`;
  const services = namedServices(stack);
  const { migrations } = stack;
  const owner = services.find(({ service }) => service.folder === migrations?.folder) ?? services[0];
  const backsUp = hasDump(stack);
  const migrate =
    migrations && owner ? `"\${COMPOSE[@]}" run --rm ${owner.name} ${migrations.command}` : undefined;
  return `#!/usr/bin/env bash
# Takes a release into service: scripts/deploy.sh <image-tag>
# Goes back to the release before when anything fails on the way.
set -Eeuo pipefail

tag="\${1:?usage: deploy.sh <image-tag>}"
app_dir="\${APP_DIR:-${folder}}"
# Through the proxy down to the application; asked on this machine, whatever DNS says.
health_url="\${HEALTH_URL:-https://${domain}${publicHealthPath(stack, project)}}"
# Longer than the slowest start: the start period of the health checks and a few of their intervals.
health_timeout="\${HEALTH_TIMEOUT:-180}"

cd "$app_dir"
exec 9>"\${LOCK_FILE:-/run/lock/${stack.name}-deploy.lock}"
flock -n 9 || {
  echo "Another deployment is running." >&2
  exit 1
}

# A variable of the shell would win over the file, and going back would start the new release again.
unset IMAGE_TAG
COMPOSE=(docker compose -f compose.prod.yaml --env-file .env.production --env-file .env.release)

previous="$(sed -n 's/^IMAGE_TAG=//p' .env.release 2>/dev/null || true)"

choose() {
  printf 'IMAGE_TAG=%s\\n' "$1" >.env.release.new
  mv .env.release.new .env.release
}

healthy() {
  local deadline=$((SECONDS + health_timeout))
  until curl --fail --silent --show-error --max-time 5 --resolve "${domain}:443:127.0.0.1" --output /dev/null "$health_url"; do
    ((SECONDS < deadline)) || return 1
    sleep 3
  done
}

go_back() {
  trap - ERR
  if [[ -z "$previous" ]]; then
    echo "This was the first release: there is none to go back to." >&2
    rm -f .env.release
    exit 1
  fi
  echo "Going back to $previous." >&2
  choose "$previous"
  "\${COMPOSE[@]}" up --detach --no-build --remove-orphans --wait || true
  healthy || echo "The release before does not answer either: look at the logs." >&2
  exit 1
}
trap go_back ERR

choose "$tag"
"\${COMPOSE[@]}" pull --quiet
${backsUp ? 'if [[ -n "$previous" ]]; then\n  APP_DIR="$app_dir" ./scripts/backup.sh before-deploy\nfi\n' : ""}${migrate === undefined ? "" : `${migrate}\n`}"\${COMPOSE[@]}" up --detach --no-build --remove-orphans --wait
healthy
trap - ERR

docker image prune --force --filter "until=168h" >/dev/null
echo "$tag is in service."
`;
}
