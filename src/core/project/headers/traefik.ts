import { readEnvironment } from "../../files/compose/environment";
import type { SourceFile } from "../../files/source";
import type { Span } from "../../text/span";
import type { HeaderPart, HeaderProvider } from "./provider";

interface Label {
  /** In lower case. */
  readonly key: string;
  readonly value: string | undefined;
  readonly at: Span;
}

const options: Readonly<Record<string, readonly [header: string, value: string | undefined]>> = {
  stsseconds: ["strict-transport-security", undefined],
  framedeny: ["x-frame-options", "DENY"],
  customframeoptionsvalue: ["x-frame-options", undefined],
  contenttypenosniff: ["x-content-type-options", "nosniff"],
  referrerpolicy: ["referrer-policy", undefined],
  contentsecuritypolicy: ["content-security-policy", undefined],
  permissionspolicy: ["permissions-policy", undefined],
};

/** The headers that Traefik sends by the labels of a Compose file; undefined for a file without such labels. */
export function headersOfTraefik(file: SourceFile<"compose">): HeaderPart | undefined {
  if (!file.text.includes("traefik.http.")) return undefined;
  const labels = file.form.services
    .flatMap((service) => readEnvironment(service.get("labels")))
    .map(({ key, keyAt, value }): Label => ({ key: key.toLowerCase(), value: value?.value, at: keyAt }));
  const routers = namesIn(labels, /^traefik\.http\.routers\.([^.]+)\./);
  if (routers.size === 0) return undefined;
  const used = new Map(
    labels.flatMap(({ key, value }) => {
      const router = /^traefik\.http\.routers\.([^.]+)\.middlewares$/.exec(key)?.[1];
      return router === undefined ? [] : [[router, middlewaresIn(value)] as const];
    }),
  );
  const providers = labels.flatMap((label) => providerOf(label, routers, used) ?? []);
  return { providers, proxies: true, opaque: false };
}

function providerOf(
  { key, value, at }: Label,
  routers: ReadonlySet<string>,
  used: ReadonlyMap<string, ReadonlySet<string>>,
): HeaderProvider | undefined {
  const match = /^traefik\.http\.middlewares\.([^.]+)\.headers\.(.+)$/.exec(key);
  if (!match || value === "false" || value === "0" || value === "") return undefined;
  const [, middleware = "", option = ""] = match;
  const custom = /^customresponseheaders\.(.+)$/.exec(option)?.[1];
  const known = Object.hasOwn(options, option) ? options[option] : undefined;
  const header = custom ?? known?.[0];
  const users = [...routers].filter((router) => used.get(router)?.has(middleware));
  if (header === undefined || users.length === 0) return undefined;
  return {
    layer: "edge",
    header,
    value: settingOf(option, known?.[1], value),
    onErrors: true,
    scope: users.length === routers.size ? "all" : "some",
    at,
  };
}

function settingOf(option: string, fixed: string | undefined, value: string | undefined): string | undefined {
  if (option === "stsseconds") return value === undefined ? undefined : `max-age=${value}`;
  return fixed ?? value;
}

function namesIn(labels: readonly Label[], pattern: RegExp): ReadonlySet<string> {
  return new Set(labels.flatMap(({ key }) => pattern.exec(key)?.[1] ?? []));
}

/** `security,compress@file`, without the provider behind `@`. */
function middlewaresIn(value: string | undefined): ReadonlySet<string> {
  return new Set(
    (value ?? "")
      .toLowerCase()
      .split(",")
      .map((name) => name.trim().split("@")[0] ?? ""),
  );
}
