import type { SourceFile } from "../files/source";
import { type CallValue, entryNamed, lastNameOf, positional, type Value } from "../files/syntax/value";
import { defineFact } from "./fact";

/** Python applications that another one mounts: they are behind it, and what it sends covers them. */
export interface Mounts {
  /** Whether another module mounts what the module at `path` calls `name`. */
  isMounted(path: string, name: string): boolean;
}

/** Full names of what the calls of a module mount: `api.v1.app`. */
export const mounts = defineFact<readonly string[], Mounts>({
  id: "python-mounts",
  on: ["python"],
  mentions: { python: ["mount("] },
  of(file) {
    if (!file.is("python") || !/\bmount\(|\bMount\(/i.test(file.text)) return undefined;
    const names = file.form.calls.flatMap((call) => {
      const mounted = mountedBy(call);
      return (mounted && file.form.qualifiedName(mounted)) ?? [];
    });
    return names.length > 0 ? names : undefined;
  },
  join(parts) {
    const names = [...parts.values()].flat();
    return {
      isMounted: (path, name) => names.some((mounted) => isNameOf(mounted, path, name)),
    };
  },
});

/** Whether the module of `file` itself mounts its application `name`. */
export function isMountedHere(file: SourceFile<"python">, name: string): boolean {
  return file.form.calls.some((call) => {
    const mounted = mountedBy(call);
    return mounted?.kind === "name" && mounted.name === name;
  });
}

/** `app.mount("/path", other)`, `Mount("/path", app=other)` */
function mountedBy(call: CallValue): Value | undefined {
  const method = lastNameOf(call.callee);
  if (method !== "mount" && method !== "Mount") return undefined;
  return entryNamed(call.args, "app")?.value ?? positional(call, 1);
}

/** Modules are named from some folder that is on the path: `api.v1.app` may be `app` of `backend/api/v1.py`. */
function isNameOf(mounted: string, path: string, name: string): boolean {
  const parts = mounted.replace(/^\.+/, "").split(".");
  if (parts.pop() !== name || parts.length === 0) return false;
  const module = path.replace(/(\/__init__)?\.py$/, "");
  return module === parts.join("/") || module.endsWith(`/${parts.join("/")}`);
}
