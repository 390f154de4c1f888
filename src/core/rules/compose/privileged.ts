import { composeFlag } from "../../files/compose/text";
import { defineRule } from "../rule";
import { FirstMeeting } from "./alias";
import { isContainerBuilder, isMonitor, isNetworkTool } from "./host-tools";
import { ownEntry, placeOf, removeKey } from "./owner";

export const privileged = defineRule({
  id: "compose/privileged",
  on: "compose",
  severity: "error",
  title: "Run no container with all rights over the host",
  why: "A privileged container has every capability, sees every device and is under no seccomp or AppArmor profile: whoever breaks into the app is root on the host one step later.",
  references: [
    "https://docs.docker.com/engine/containers/run/#runtime-privilege-and-linux-capabilities",
    "https://docs.docker.com/reference/compose-file/services/#privileged",
  ],
  equivalents: ["compose-lint CL-0002"],
  fix: "review",
  examples: [
    {
      bad: "services:\n  api:\n    image: ghcr.io/acme/api:2\n    privileged: «true»\n    restart: unless-stopped\n",
      good: "services:\n  api:\n    image: ghcr.io/acme/api:2\n    restart: unless-stopped\n",
    },
    {
      title: "a default counts",
      bad: 'services:\n  api:\n    build: .\n    privileged: «"${PRIVILEGED:-true}"»\n',
      good: "services:\n  api:\n    build: .\n",
    },
  ],
  *check({ file }) {
    const { form, path } = file;
    const first = new FirstMeeting();
    let found = false;
    for (const service of form.services) {
      const entry = ownEntry(service, "privileged");
      if (!entry || composeFlag(entry.value) === false) continue;
      found = true;
      if (composeFlag(entry.value) === undefined || !first.with(entry.origin)) continue;
      const edits = removeKey(form.yaml, service, "privileged");
      yield {
        ...placeOf(entry, path),
        message: `${service.name} is privileged: who breaks into it has root on the host.`,
        ...(needsRights(service.image?.value) ? { severity: "warning" } : {}),
        fixes: edits
          ? [
              {
                title: "Remove `privileged`: name single capabilities or devices if it needs any",
                kind: "review",
                edits,
              },
            ]
          : [],
      };
    }
    const [one] = form.services;
    if (one && !found && form.clean) yield { proves: one.at, message: "No service is privileged." };
  },
});

/** Whether the makers of `image` ask for the rights: it builds images, watches the host or is about its devices. */
function needsRights(image: string | undefined): boolean {
  return isContainerBuilder(image) || isMonitor(image) || isNetworkTool(image);
}
