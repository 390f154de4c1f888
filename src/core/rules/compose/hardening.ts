import { datastoreOf } from "../../data/datastores";
import type { ComposeService } from "../../files/compose/service";
import type { SourceFile } from "../../files/source";
import type { YamlForm } from "../../files/yaml/form";
import { servicesBeside } from "../../project/services-beside";
import type { ProjectView } from "../../project/view";
import { defineRule, type Fix } from "../rule";
import { FirstMeeting } from "./alias";
import { type Measure, measures } from "./hardening-measures";
import { isSetBeside } from "./merged";
import { together } from "./owner";

export const hardening = defineRule({
  id: "compose/hardening",
  on: "compose",
  severity: "hint",
  title: "Take rights away that a container does not need",
  why: "A container starts with fourteen capabilities, may gain more through setuid programs and can change its own files. Each of these helps whoever breaks into the app, and few apps need any.",
  references: [
    "https://cheatsheetseries.owasp.org/cheatsheets/Docker_Security_Cheat_Sheet.html",
    "https://docs.docker.com/reference/compose-file/services/#security_opt",
  ],
  equivalents: ["compose-lint CL-0003", "compose-lint CL-0006", "compose-lint CL-0007"],
  deviations: {
    "compose-lint CL-0006":
      "Images of datastores change the owner of their data and then their own user, which takes capabilities.",
    "compose-lint CL-0007":
      "Images of datastores write beside their data, so that the advice would break them.",
  },
  fix: "review",
  hardening: true,
  examples: [
    {
      bad: "services:\n  «api»:\n    image: ghcr.io/acme/api:2\n",
      good: "services:\n  api:\n    image: ghcr.io/acme/api:2\n    security_opt:\n      - no-new-privileges:true\n    cap_drop:\n      - ALL\n    read_only: true\n    tmpfs:\n      - /tmp\n",
    },
    {
      title: "a datastore",
      bad: "services:\n  «db»:\n    image: postgres:17\n",
      good: "services:\n  db:\n    image: postgres:17\n    security_opt:\n      - no-new-privileges:true\n",
    },
  ],
  *check({ file, project }) {
    const first = new FirstMeeting();
    for (const service of file.form.services) {
      if (!file.form.clean || !service.isWhole || !service.map || service.get("provider")) continue;
      const missing = missingIn(service, file, project);
      if (missing === undefined || !first.with(service.map.origin)) continue;
      if (missing.length === 0) {
        yield { proves: service.at, message: `${service.name} has only the rights that it was given.` };
        continue;
      }
      yield {
        at: service.at,
        message: `${service.name} runs without ${enumerated(missing.map(({ name }) => `\`${name}\``))}.`,
        equivalents: missing.map(({ equivalent }) => equivalent),
        fixes: fixesFor(missing, service, file.form.yaml),
      };
    }
  },
});

/** The measures that are not taken; undefined for a service that is only changed here. */
function missingIn(
  service: ComposeService,
  file: SourceFile<"compose">,
  project: ProjectView,
): readonly Measure[] | undefined {
  const isHere = service.get("image") !== undefined || service.get("build") !== undefined;
  if (!isHere && servicesBeside(project, file.path, service.name).length > 0) return undefined;
  const isDatastore = datastoreOf(service.image?.value ?? "") !== undefined;
  return measures.filter((measure) => {
    if (isDatastore && !measure.fitsDatastores) return false;
    return !measure.isTaken(service) && !isSetBeside(project, file, service, measure.key);
  });
}

function fixesFor(missing: readonly Measure[], service: ComposeService, form: YamlForm): Fix[] {
  const edits = together(...missing.map((measure) => measure.take(form, service)));
  if (!edits) return [];
  const isAll = missing.some(({ fitsDatastores }) => !fitsDatastores);
  const title = `Add ${enumerated(
    missing.map(({ name }) => `\`${name}\``),
    "and",
  )}`;
  return [{ title: isAll ? `${title}: changes what the app may do, test it` : title, kind: "review", edits }];
}

function enumerated(names: readonly string[], word = "or"): string {
  const last = names.at(-1) ?? "";
  return names.length < 2 ? last : `${names.slice(0, -1).join(", ")} ${word} ${last}`;
}
