import { isCredentialName } from "../data/credential-names";
import { isToolVariable } from "../data/environment-names";
import { variables } from "../project/variables";
import type { ProjectView } from "../project/view";
import { isFrontend } from "./names";
import { isDeeperService } from "./port";
import type { Service } from "./service";
import type { Stack } from "./stack";

/** A variable that a service has to be given. */
export interface Setting {
  readonly name: string;
  /** Where its value comes from: the database or the Redis of the stack, chance, or somebody who knows it. */
  readonly from: "database" | "redis" | "chance" | "somebody";
}

/** What the code of `service` cannot do without, in order; the address of the database also where no code names it. */
export function settingsOf(service: Service, stack: Stack, project: ProjectView): Setting[] {
  const inside = (path: string) =>
    (service.folder === "" || path.startsWith(`${service.folder}/`)) &&
    !isDeeperService(path, service.folder, project);
  const names = [...project.fact(variables).byName.values()]
    .filter(({ reads }) =>
      reads.some(
        ({ path, role, side, need }) =>
          role === "prod" && side === "server" && need === "required" && inside(path),
      ),
    )
    .map(({ name }) => name)
    .filter((name) => !isToolVariable(name))
    .sort();
  const { database } = stack;
  const address = database?.variable ?? "DATABASE_URL";
  const settings = names.map((name): Setting => {
    if (database?.engine === "postgres" && name === address) return { name, from: "database" };
    if (stack.redis && /^(?:REDIS|CELERY_BROKER|QUEUE|CACHE)_UR[IL]$/.test(name))
      return { name, from: "redis" };
    return { name, from: isMadeByChance(name) ? "chance" : "somebody" };
  });
  const hasOwn = settings.some(({ from }) => from === "database");
  if (database?.engine !== "postgres" || hasOwn || isFrontend(service)) return settings;
  return [{ name: address, from: "database" }, ...settings];
}

/** Whether any long random text will do: keys that only this app signs with. */
export function isMadeByChance(name: string): boolean {
  return (
    isCredentialName(name) && /SECRET|KEY$|SALT/.test(name) && !/API|ACCESS|STRIPE|AWS|PUBLIC/.test(name)
  );
}
