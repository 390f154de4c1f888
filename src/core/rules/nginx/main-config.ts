import type { NginxForm } from "../../files/nginx/form";

/** Whether a file is a whole configuration that nginx could be started with, and not an excerpt with an `http` block. */
export function isMainConfig({ directives, sections }: NginxForm): boolean {
  const top = [directives, ...sections.map((section) => section.directives)].flat();
  return top.some(({ name, body }) => name === "events" && body !== undefined);
}
