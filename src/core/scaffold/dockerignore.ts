import { anchoringNote, ignoredEntries } from "../data/dockerignore-entries";
import type { Service } from "./service";

/** What the build context of `services` leaves out: secrets, version control, dependencies, caches and built files. */
export function dockerignore(services: readonly Service[]): string {
  const entries = ignoredEntries(services.map(({ language }) => language));
  const outputs = services.flatMap((service) => builtBy(service)).map((folder) => `**/${folder}`);
  return [anchoringNote, ...new Set([...entries, ...outputs]), ""].join("\n");
}

/** The folders, beyond those that all projects of the language have, which the build of a service writes. */
function builtBy(service: Service): string[] {
  if (service.language === "python") return [];
  const written =
    service.output ?? service.start.find((word) => /^(?:\.output|build)\//.test(word.replace(/^\.\//, "")));
  return written === undefined ? [] : [written.replace(/^\.\//, "").split("/")[0] ?? written];
}
