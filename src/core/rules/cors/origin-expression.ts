import type { PythonForm } from "../../files/python/form";
import { importModule } from "../../files/python/imports";
import type { CodeForm } from "../../files/syntax/code";
import { environmentRead } from "../../files/syntax/environment";
import { possibleValues } from "../../files/syntax/possible";
import { stringOf, type Value } from "../../files/syntax/value";
import { frontendOrigin } from "../../project/origins";
import type { ProjectView } from "../../project/view";
import type { TextEdit } from "../../text/edits";

/** Code that gives the frontend's origin, and the edits it needs elsewhere in the file. */
export interface OriginExpression {
  readonly text: string;
  readonly edits: readonly TextEdit[];
  /** What to call it in a message: the origin, or the variable it is read from. */
  readonly label: string;
  /** The origin itself, where the workspace knows it. */
  readonly origin: string | undefined;
}

/** The frontend's origin as Python: a literal where it is known, else read from the environment. */
export function pythonOrigin(
  form: PythonForm,
  project: ProjectView,
  quote: string,
): OriginExpression | undefined {
  const { origin, variable } = project.fact(frontendOrigin);
  if (origin !== undefined) return { text: quote + origin + quote, edits: [], label: origin, origin };
  const os = importModule(form, "os");
  if (!os) return undefined;
  return {
    text: `${os.local}.environ[${quote}${variable}${quote}]`,
    edits: os.edits,
    label: variable,
    origin,
  };
}

/** The same as JavaScript. */
export function scriptOrigin(project: ProjectView, quote: string): OriginExpression {
  const { origin, variable } = project.fact(frontendOrigin);
  const text = origin === undefined ? `process.env.${variable}` : quote + origin + quote;
  return { text, edits: [], label: origin ?? variable, origin };
}

/**
 * What `allowed` limits an application to, where it is known in full: origins that are written out, one of them
 * public, or variables of the environment. Undefined otherwise.
 */
export function limitedTo(allowed: Value, form: CodeForm): string | undefined {
  const named = possibleValues(allowed, form).map(({ value }) => {
    const variable = environmentRead(value, form)?.name;
    return { variable, origin: stringOf(value) };
  });
  const isKnown = named.every(
    ({ origin, variable }) => variable !== undefined || (origin !== undefined && isOrigin(origin)),
  );
  const isUsable = named.some(
    ({ origin, variable }) => variable !== undefined || isPublicOrigin(origin ?? ""),
  );
  return isKnown && isUsable ? named.map(({ origin, variable }) => origin ?? variable).join(", ") : undefined;
}

/** Whether a browser may send this as its origin: a scheme and a host, nothing behind. */
function isOrigin(origin: string): boolean {
  return /^[a-z][a-z0-9+.-]*:\/\/[\w.-]+(:\d+)?$/i.test(origin);
}

/** Whether browsers anywhere can use `origin`: an HTTPS host that is no address of one machine. */
export function isPublicOrigin(origin: string): boolean {
  return (
    /^https:\/\/[\w.-]+\.[a-z]{2,}(:\d+)?\/?$/i.test(origin) && !/\blocalhost\b|\.local(:|\/|$)/i.test(origin)
  );
}
