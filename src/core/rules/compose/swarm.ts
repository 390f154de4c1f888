import type { ComposeForm } from "../../files/compose/form";
import type { ComposeService } from "../../files/compose/service";
import { asMap } from "../../files/yaml/form";

const swarmKeys = ["placement", "update_config", "rollback_config", "endpoint_mode"];

/** Whether `service` says how a swarm runs it: `docker stack deploy` follows other rules than Compose. */
export function isSwarmService(service: ComposeService): boolean {
  const deploy = asMap(service.get("deploy"));
  return swarmKeys.some((key) => deploy?.has(key) === true);
}

/** Whether `form` is a stack for a swarm. */
export function isStack(form: ComposeForm): boolean {
  return form.services.some(isSwarmService);
}
