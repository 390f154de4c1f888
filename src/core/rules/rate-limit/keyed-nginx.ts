import { settingAt } from "../../files/nginx/limit-req";
import { nginxTree } from "../../project/headers/levels";
import { proxyInFrontOf } from "../../project/headers/nginx-sites";
import { services } from "../../project/services";
import type { ProjectView } from "../../project/view";
import { insertBefore } from "../nginx/insert";
import type { FileRuleContext, Problem } from "../rule";

/** Resources of Terraform that put a content network in front of what they point at. */
const networks =
  /"(cloudflare_(dns_)?record|aws_cloudfront_distribution|fastly_service_\w+|azurerm_cdn_\w+|azurerm_frontdoor\w*)"/;
const privateNetworks = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"];

/** Zones of nginx that count by the address of what stands in front of it. */
export function* keyedInNginx({ file, project }: FileRuleContext<"nginx">): Generator<Problem> {
  if (!file.text.includes("limit_req_zone") || !file.form.clean) return;
  const tree = project.fact(nginxTree);
  const levels = [...new Set([...tree.topLevelsOf(file.path), ...tree.levelsOf(file.path).flat()])];
  for (const level of levels) {
    const zone = level
      .named("limit_req_zone")
      .find(
        ({ directive, unit }) =>
          unit.path === file.path && /^\$(binary_)?remote_addr$/.test(directive.args[0]?.value ?? ""),
      );
    const key = zone?.directive.args[0];
    if (!zone || !key || level.hidden.length > 0 || settingAt(level, "real_ip_header")) continue;
    const proxy = proxyInFrontOf(file.path, project);
    const front = proxy ?? networkInFront(project);
    if (front === undefined || restoresAddress(project)) return;
    const lines = [
      ...privateNetworks.map((network) => `set_real_ip_from ${network};`),
      "real_ip_header X-Forwarded-For;",
      "real_ip_recursive on;",
    ];
    yield {
      at: key.at,
      message: `All clients share one count: ${front} stands in front, and every request comes from its address.`,
      // The addresses of a content network change; those of a proxy of the workspace are private.
      fixes:
        proxy === undefined
          ? []
          : [
              {
                title: "Take the address of a client from the proxy in front",
                kind: "review",
                edits: [insertBefore(file, zone.directive.at, lines)],
              },
            ],
    };
    return;
  }
}

function networkInFront(project: ProjectView): string | undefined {
  for (const { services: all } of project.fact(services).values()) {
    if (all.some(({ image }) => /(^|\/)cloudflared(:|@|$)/.test(image ?? ""))) return "cloudflared";
  }
  return project.pathsLike(/\.tf$/).find((path) => networks.test(project.file(path)?.text ?? ""));
}

/** Whether any nginx file of the workspace takes the address of the client from a header. */
function restoresAddress(project: ProjectView): boolean {
  return project.filesOf("nginx").some(({ text }) => /^\s*real_ip_header\s/m.test(text));
}
