import type { PythonForm } from "../../files/python/form";
import { quoteOf } from "../../files/syntax/style";
import { proxies } from "../../project/headers/edges";
import { headers } from "../../project/headers/model";
import type { LocatedProvider } from "../../project/headers/nginx";
import { headersOfPython } from "../../project/headers/python";
import { sameService } from "../../project/service-root";
import type { ProjectView } from "../../project/view";
import type { FileRuleContext } from "../rule";

/** What an application without any protection lacks; one of them shows that somebody takes care of them. */
const decisive = [
  "x-frame-options",
  "x-content-type-options",
  "strict-transport-security",
  "content-security-policy",
];

const values: ReadonlyMap<string, string> = new Map([
  ["X-Frame-Options", "SAMEORIGIN"],
  ["X-Content-Type-Options", "nosniff"],
  ["Referrer-Policy", "strict-origin-when-cross-origin"],
  ["Strict-Transport-Security", "max-age=31536000"],
]);

/** Who protects the responses of an application. */
export interface Protection {
  /** Who sends the headers for framing and content types, where somebody sends both. */
  readonly by: LocatedProvider | undefined;
  /** Nobody sends any, and nothing hides what is sent. */
  readonly isMissing: boolean;
}

/** Who sends security headers for the application of a module: layers in front, or its own service. */
export function protectionOf(context: FileRuleContext<"python">): Protection {
  const sent = decisive.map((header) => senderOf(header, context));
  const isMissing = sent.every((provider) => provider === undefined) && !isUnknown(context);
  return { by: sent[1] && sent[0], isMissing };
}

/** The names and values that a fix adds; TLS and its header are left to a proxy of the workspace. */
export function addedHeaders(project: ProjectView): readonly (readonly [string, string])[] {
  const isProxied = project.fact(proxies).length > 0;
  return [...values].filter(([header]) => !isProxied || header !== "Strict-Transport-Security");
}

/** The statements that set `added` on `response` unless it has them. */
export function settingLines(form: PythonForm, added: ReturnType<typeof addedHeaders>): string[] {
  const quote = quoteOf(form.text, '"');
  return added.map(
    ([header, value]) => `response.headers.setdefault(${quote}${header}${quote}, ${quote}${value}${quote})`,
  );
}

/** A name for the function that sets them which the module does not have yet. */
export function freeName(form: PythonForm): string {
  const names = ["security_headers", "add_security_headers", "set_security_headers"];
  return names.find((name) => !form.mentions(name)) ?? "send_security_headers";
}

/** Who sends `header` with all responses of the application: a layer in front, or the application itself. */
function senderOf(header: string, { file, project }: FileRuleContext<"python">): LocatedProvider | undefined {
  const model = project.fact(headers);
  const own = model
    .providers(header)
    .find(
      ({ layer, scope, path }) => layer === "app" && scope === "all" && sameService(path, file.path, project),
    );
  return model.sentInFrontOf(file.path, header) ?? own;
}

/** What is computed here or in front may be anything. */
function isUnknown({ file, project }: FileRuleContext<"python">): boolean {
  const computed = headersOfPython(file)?.opaque ?? false;
  return computed || project.fact(headers).opaqueInFrontOf(file.path) !== undefined;
}
