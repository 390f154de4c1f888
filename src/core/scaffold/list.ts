import type { Generator } from "./generator";
import { gracefulShutdown, health, logging, sentry } from "./generators/app-code";
import { backup } from "./generators/backup";
import { composeProd } from "./generators/compose-prod";
import { dependabot } from "./generators/dependabot";
import { deploySh } from "./generators/deploy-sh";
import { dockerfile, dockerignoreOnly } from "./generators/dockerfile";
import {
  cookieNote,
  docsDeploy,
  docsUser,
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
import { herokuYml } from "./generators/heroku-yml";
import { loadTest } from "./generators/load-test";
import { alertsYml, grafana } from "./generators/monitoring";
import { nginxConf } from "./generators/nginx-conf";
import { flyToml, netlifyToml, railwayJson, vercelJson } from "./generators/platform-files";
import { renderYaml } from "./generators/render-yaml";
import { setupServerSh } from "./generators/setup-server-sh";
import { smokeTest } from "./generators/smoke-test";
import { systemdService } from "./generators/systemd-service";
import { e2e, zapWorkflow } from "./generators/tests";
import { uptimeWorkflow } from "./generators/uptime-workflow";

/** Every generator, in the order in which a launch needs them. */
export const generators: readonly Generator[] = [
  dockerfile,
  dockerignoreOnly,
  composeProd,
  nginxConf,
  health,
  gracefulShutdown,
  sentry,
  logging,
  envExample,
  envProductionTemplate,
  deploySh,
  backup,
  setupServerSh,
  systemdService,
  ghaCiCd,
  uptimeWorkflow,
  alertsYml,
  grafana,
  zapWorkflow,
  dependabot,
  herokuYml,
  renderYaml,
  railwayJson,
  flyToml,
  vercelJson,
  netlifyToml,
  smokeTest,
  loadTest,
  e2e,
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
  docsUser,
];

/** The generator that a plan names; the older names of one count as well. */
export function generatorOf(id: string): Generator | undefined {
  const wanted = id.startsWith("dockerfile.") ? "dockerfile" : id === "gha.prod" ? "gha.ci-cd" : id;
  return generators.find((generator) => generator.id === wanted);
}
