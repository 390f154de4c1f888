import { anchoringNote, ignoredEntries } from "../data/dockerignore-entries";
import type { Service } from "./service";

/** What a service's build context leaves out: secrets, version control, dependencies and caches. */
export function dockerignore(service: Service): string {
  return [anchoringNote, ...ignoredEntries([service.language]), ""].join("\n");
}
