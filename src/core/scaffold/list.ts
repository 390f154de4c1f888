import type { Generator } from "./generator";
import { backup } from "./generators/backup";
import { composeProd } from "./generators/compose-prod";
import { dependabot } from "./generators/dependabot";
import { deploySh } from "./generators/deploy-sh";
import { dockerfile, dockerignoreOnly } from "./generators/dockerfile";
import {
  cookieNote,
  docsDeploy,
  gdprRecord,
  incidentResponse,
  privacyPolicy,
  rollbackMd,
  runbook,
  runbookRestore,
  runbookSecrets,
  terms,
} from "./generators/documents";
import { envExample, envProductionTemplate } from "./generators/env-files";
import { ghaCiCd } from "./generators/gha-ci-cd";
import { loadTest } from "./generators/load-test";
import { nginxConf } from "./generators/nginx-conf";
import {
  flyToml,
  herokuYml,
  netlifyToml,
  railwayJson,
  renderYaml,
  vercelJson,
} from "./generators/platform-files";
import { setupServerSh } from "./generators/setup-server-sh";
import { smokeTest } from "./generators/smoke-test";
import { systemdService } from "./generators/systemd-service";
import { uptimeWorkflow } from "./generators/uptime-workflow";

/** Every generator, in the order in which a launch needs them. */
export const generators: readonly Generator[] = [
  dockerfile,
  dockerignoreOnly,
  composeProd,
  nginxConf,
  envExample,
  envProductionTemplate,
  deploySh,
  backup,
  setupServerSh,
  systemdService,
  ghaCiCd,
  uptimeWorkflow,
  dependabot,
  herokuYml,
  renderYaml,
  railwayJson,
  flyToml,
  vercelJson,
  netlifyToml,
  smokeTest,
  loadTest,
  docsDeploy,
  rollbackMd,
  runbook,
  runbookRestore,
  runbookSecrets,
  incidentResponse,
  privacyPolicy,
  terms,
  cookieNote,
  gdprRecord,
];

/** The generator that a plan names; the older names of one count as well. */
export function generatorOf(id: string): Generator | undefined {
  const wanted = id.startsWith("dockerfile.") ? "dockerfile" : id === "gha.prod" ? "gha.ci-cd" : id;
  return generators.find((generator) => generator.id === wanted);
}
