import { attributeOf } from "../../files/html";
import type { SourceFile } from "../../files/source";
import type { HeaderPart } from "./provider";

/** What a page can say of itself; browsers take no other protective header from it. */
const inMeta = new Set(["content-security-policy", "referrer-policy"]);

/** The policies that the page of a browser app sets for itself; undefined where it sets none. */
export function headersOfHtml(file: SourceFile<"html">): HeaderPart | undefined {
  if (!/(^|\/)index\.html?$/.test(file.path) || !/http-equiv|referrer/i.test(file.text)) return undefined;
  const providers = file.form.tags.flatMap((tag) => {
    if (tag.name !== "meta") return [];
    const isReferrer = attributeOf(tag, "name")?.value.toLowerCase() === "referrer";
    const header = isReferrer ? "referrer-policy" : attributeOf(tag, "http-equiv")?.value.toLowerCase();
    if (header === undefined || !inMeta.has(header)) return [];
    const value = attributeOf(tag, "content")?.value;
    return { layer: "html", header, value, onErrors: false, scope: "all", at: tag.at } as const;
  });
  return providers.length > 0 ? { providers, proxies: false, opaque: false } : undefined;
}
