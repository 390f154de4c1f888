import type { SourceFile } from "../files/source";
import { type Span, slice } from "../text/span";
import { defineFact } from "./fact";

/** An nginx configuration that a Dockerfile brings into its image. */
export interface BakedConfig {
  /** Where the Dockerfile says so. */
  readonly at: Span;
  /** The configuration as it is written into the Dockerfile. */
  readonly text: string;
}

interface DeliveryPart {
  /** Words that may name a configuration or its folder. */
  readonly words: readonly string[];
  readonly baked: readonly BakedConfig[];
}

/** How configurations of nginx get to where nginx runs, as far as the files of the workspace tell. */
export interface NginxDelivery {
  /** The configurations that Dockerfiles hold, by the path of the Dockerfile. */
  readonly baked: ReadonlyMap<string, readonly BakedConfig[]>;
  /** Whether any file but those of nginx names the one at `path`, or a folder that it lies in. */
  isNamed(path: string): boolean;
}

/** Longer words are data. */
const MAX_WORD = 300;

export const nginxDelivery = defineFact<DeliveryPart, NginxDelivery>({
  id: "nginx-delivery",
  of(file) {
    if (file.is("nginx") || !/nginx|\.conf/i.test(file.text)) return undefined;
    const words = file.text
      .split(/[\s"'`=:,;()<>[\]{}|&]+/)
      .filter((word) => word.length < MAX_WORD && /nginx|conf/i.test(word) && /[./]/.test(word));
    const baked = file.is("dockerfile") ? bakedIn(file) : [];
    return words.length > 0 || baked.length > 0 ? { words: [...new Set(words)], baked } : undefined;
  },
  join(parts) {
    const names = new Set<string>();
    const folders = new Set<string>();
    for (const word of [...parts.values()].flatMap(({ words }) => words)) {
      const segments = word.split("/").filter((segment) => !/^\.{0,2}$/.test(segment));
      const last = segments.at(-1) ?? "";
      if (last.includes(".") && !last.includes("*")) names.add(last);
      // Absolute paths are those inside of images.
      else if (!word.startsWith("/")) folders.add((last.includes("*") ? segments.at(-2) : last) ?? "");
    }
    return {
      baked: new Map(
        [...parts].flatMap(([path, { baked }]) => (baked.length > 0 ? [[path, baked] as const] : [])),
      ),
      isNamed(path) {
        const segments = path.split("/");
        return names.has(segments.pop() ?? "") || segments.some((segment) => folders.has(segment));
      },
    };
  },
});

/** `COPY <<END /etc/nginx/conf.d/default.conf`, `RUN printf '…' > /etc/nginx/nginx.conf` */
function bakedIn({ form, text }: SourceFile<"dockerfile">): BakedConfig[] {
  return form.instructions.flatMap((instruction) => {
    const written = [instruction.span, ...instruction.heredocs.flatMap(({ body }) => body ?? [])];
    const whole = written.map((span) => slice(text, span)).join("\n");
    const isConfig = whole.includes("nginx") && /\blisten\s+\S/.test(whole) && /\bserver\s*\{/.test(whole);
    const writes = instruction.kind === "COPY" || instruction.kind === "ADD" || instruction.kind === "RUN";
    return writes && isConfig ? { at: instruction.keywordSpan, text: whole } : [];
  });
}
