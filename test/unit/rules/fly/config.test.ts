import { flyConfig } from "../../../../src/core/rules/fly/config";
import { testRule } from "../../../support/rule-tester";

const fly = (text: string) => ({ "fly.toml": text });
const service = "[http_service]\ninternal_port = 8080\nforce_https = true\n";

testRule(flyConfig, {
  valid: [
    {
      title: "as Fly writes it",
      code: fly(`${service}auto_stop_machines = "stop"\nmin_machines_running = 1\n`),
      proof: "http_service",
    },
    { title: "canary without a volume", code: fly('[deploy]\nstrategy = "canary"\n') },
    {
      title: "rolling with a volume",
      code: fly("[deploy]\nstrategy = 'rolling'\n[mounts]\nsource = 'data'\n"),
    },
    {
      title: "the volume may be that of another process",
      code: fly("[deploy]\nstrategy = 'canary'\n[processes]\nweb = 'a'\n[mounts]\nsource = 'data'\n"),
    },
    {
      title: "machines that never stop",
      code: fly(`${service}auto_stop_machines = "off"\nmin_machines_running = 0\n`),
    },
    { title: "no secret", code: fly('[env]\nPORT = "8080"\nTOKEN_URL = "https://a.example/token"\n') },
    { title: "another file", code: { "app.toml": '[deploy]\nstrategy = "x"\n' } },
    {
      title: "the older form of a service",
      code: fly(
        '[[services]]\ninternal_port = 8080\n[[services.ports]]\nport = 80\nhandlers = ["http"]\nforce_https = true\n[[services.ports]]\nport = 443\nhandlers = ["tls", "http"]\n',
      ),
    },
    { title: "no web service", code: fly('app = "worker"\n') },
  ],
  invalid: [
    {
      title: "plain HTTP in the older form of a service",
      code: fly('[[services]]\n«[[services.ports]]»\n  port = 80\n  handlers = ["http"] # all\n'),
      severity: "warning",
      fixed: fly(
        '[[services]]\n[[services.ports]]\n  port = 80\n  handlers = ["http"] # all\n  force_https = true\n',
      ),
    },
    {
      title: "an unknown strategy",
      code: fly('[deploy]\nstrategy = «"recreate"»\n'),
      severity: "error",
      fixed: null,
    },
    {
      title: "canary with a volume",
      code: fly('[deploy]\nstrategy = «"canary"»\n[[mounts]]\nsource = "data"\n'),
      severity: "error",
      fixed: fly('[deploy]\nstrategy = "rolling"\n[[mounts]]\nsource = "data"\n'),
    },
    {
      title: "HTTPS switched off",
      code: fly("[http_service]\nforce_https = «false» # later\n"),
      severity: "warning",
      fixed: fly("[http_service]\nforce_https = true # later\n"),
    },
    {
      title: "all stop",
      code: fly(`${service}auto_stop_machines = true\nmin_machines_running = «0»\n`),
      severity: "info",
    },
    {
      title: "a secret",
      code: fly('[env]\nADMIN_PASSWORD = "«kX9-tulip-quay-81»"\n'),
      severity: "error",
      fixed: fly("[env]\n"),
    },
  ],
});
