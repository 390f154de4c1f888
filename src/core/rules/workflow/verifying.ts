import type { ShellCommand } from "../../files/dockerfile/shell";
import { inputText, type Step } from "../../files/workflow/pipeline";
import { commandsOf } from "../../files/workflow/script";
import { textOf } from "../../files/yaml/form";
import { withoutRunner } from "./commands";

/** Words that only somebody uses who looks whether it works. */
const telling =
  /smoke|health|verif|e2e|end-to-end|wait[-_]for|rollout[ -]status|ready|uptime|probe|status[-_]?check|canary/i;
const actions =
  /health|smoke|wait-for|wait-on|url-?check|http-?request|lighthouse|k6|cypress|playwright|site-?check|status-?check|uptime|urlhealth/i;
const clients = new Set(
  "curl wget http https httpie xh hurl k6 artillery newman locust lighthouse wait-on cypress nc".split(" "),
);
/** Addresses of those who are told, not of what was deployed. */
const notified =
  /slack\.com|discord(?:app)?\.com|telegram\.org|pagerduty|sentry\.io|newrelic|datadoghq|opsgenie|deploy_?hook|api\/v1\/deploy|api\.render\.com|purge_cache|webhook/i;

const known = new WeakMap<Step, boolean>();

/** Whether a step looks at what was deployed: by its name, the action it uses or the commands it runs. */
export function verifies(step: Step): boolean {
  const seen = known.get(step);
  if (seen !== undefined) return seen;
  const found = looks(step);
  known.set(step, found);
  return found;
}

function looks(step: Step): boolean {
  const name = `${textOf(step.map.get("name")) ?? ""} ${textOf(step.map.get("id")) ?? ""}`;
  const action = step.uses?.action ?? "";
  if (telling.test(name) || actions.test(action)) return true;
  if (action === "aws-actions/amazon-ecs-deploy-task-definition") {
    return /^true$/i.test(inputText(step, "wait-for-service-stability") ?? "");
  }
  return commandsOf(step).some(isVerifying);
}

/** Whether a command asks the deployed app, or waits until it is up. */
export function isVerifying(command: ShellCommand): boolean {
  const words = withoutRunner(command);
  const [program = "", first = "", second = ""] = words;
  const all = words.join(" ");
  if (clients.has(program)) return !notified.test(all) && !isInstalling(command, all);
  switch (program) {
    case "kubectl":
      return (first === "rollout" && second === "status") || first === "wait";
    case "helm":
      return words.some((word) => /^--(?:wait|atomic)\b/.test(word)) || first === "test";
    case "helmfile":
      return words.includes("--wait");
    case "docker":
    case "docker-compose":
      return words.includes("--wait") || first === "inspect";
    case "kamal":
      return /^(?:deploy|redeploy|setup)$/.test(first);
    case "aws":
      return second === "wait" || words.includes("wait");
    case "fly":
    case "flyctl":
      return /^(?:status|checks)$/.test(first);
    case "vercel":
      return first === "inspect";
    case "playwright":
      return first === "test";
    default:
      return (
        telling.test(words.slice(0, 4).join(" ")) && !/^(?:echo|printf|cat|cd|mkdir|export)$/.test(program)
      );
  }
}

/** What is fetched to be run or kept is no check. */
function isInstalling({ redirects }: ShellCommand, all: string): boolean {
  return redirects.some(({ operator }) => operator.includes(">")) && !/\/dev\/null/.test(all)
    ? !redirects.some(({ target }) => target?.text === "/dev/null")
    : /\s-(?:[a-zA-Z]*O|-remote-name)\b|\.(?:sh|tar\.gz|tgz|zip|deb)\b|install/.test(all);
}
