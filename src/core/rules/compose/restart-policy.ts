import type { ComposeService } from "../../files/compose/service";
import type { SourceFile } from "../../files/source";
import { asMap } from "../../files/yaml/form";
import type { ProjectView } from "../../project/view";
import { defineRule, type Fix } from "../rule";
import { FirstMeeting } from "./alias";
import { isJoined, lacks } from "./merged";
import { addKey } from "./owner";
import { awaitedToEnd, isOneShot } from "./purpose";
import { isStack } from "./swarm";

export const restartPolicy = defineRule({
  id: "compose/restart-policy",
  on: "compose",
  severity: "warning",
  title: "Restart services that stop",
  why: "Docker leaves a container that crashed where it is, and after a reboot of the host nothing comes up again, unless a restart policy says otherwise.",
  references: [
    "https://docs.docker.com/reference/compose-file/services/#restart",
    "https://docs.docker.com/engine/containers/start-containers-automatically/",
  ],
  equivalents: [],
  fix: "review",
  hardening: true,
  examples: [
    {
      bad: "services:\n  «api»:\n    image: ghcr.io/acme/api:1.4\n    env_file: .env\n",
      good: "services:\n  api:\n    image: ghcr.io/acme/api:1.4\n    restart: unless-stopped\n    env_file: .env\n",
    },
    {
      title: "what ends when its work is done needs none",
      bad: "services:\n  «api»:\n    build: .\n    depends_on:\n      schema:\n        condition: service_completed_successfully\n  schema:\n    build: .\n    command: node schema.js\n",
      good: "services:\n  api:\n    build: .\n    restart: unless-stopped\n    depends_on:\n      schema:\n        condition: service_completed_successfully\n  schema:\n    build: .\n    command: node schema.js\n",
    },
  ],
  *check({ file, project }) {
    const { form } = file;
    // A swarm restarts what stops by itself, and takes no notice of `restart`.
    if (isStack(form)) return;
    const first = new FirstMeeting();
    const awaited = awaitedToEnd(form);
    for (const service of form.services) {
      const { map } = service;
      const policy = policyOf(service);
      if (policy) {
        if (policy.value !== "no") yield { proves: policy.at, message: `${service.name} is started again.` };
      } else if (map && isMissing(service, file, project, awaited) && first.with(map.origin)) {
        yield {
          at: service.at,
          message: `${service.name} stays down once it stops: it has no restart policy.`,
          fixes: fixesFor(service, file),
        };
      }
    }
  },
});

/** What the service says of restarts, be it that there are to be none. */
function policyOf(service: ComposeService) {
  const deploy = asMap(service.get("deploy"))?.entry("restart_policy");
  const entry = service.entry("restart") ?? deploy;
  return entry && { at: entry.value.at, value: service.text("restart")?.value };
}

function isMissing(
  service: ComposeService,
  file: SourceFile<"compose">,
  project: ProjectView,
  awaited: ReadonlySet<string>,
): boolean {
  if (isOneShot(service, awaited) || isJoined(service, "deploy")) return false;
  return lacks(project, file, service, "restart", "deploy");
}

function fixesFor(service: ComposeService, { form }: SourceFile<"compose">): Fix[] {
  const edits = addKey(form.yaml, service, "restart", "unless-stopped");
  // To be picked by a person: something that is meant to end would start over and over.
  return edits ? [{ title: "Restart it unless somebody stops it", kind: "review", edits }] : [];
}
