import type { ScriptForm } from "../files/script/form";
import { lastNameOf } from "../files/syntax/value";
import { defineFact } from "./fact";
import { folderOf } from "./services";

/** Applications of Node that another one mounts: they are behind it, and what it sends covers them. */
export interface ScriptMounts {
  /** Whether another module mounts something of the module at `path`. */
  isMounted(path: string): boolean;
}

/** Modules out of which a file mounts something, as it imports them, members behind a dot: `./routes/users`. */
export const scriptMounts = defineFact<readonly string[], ScriptMounts>({
  id: "script-mounts",
  on: ["javascript"],
  mentions: { javascript: [".route(", ".use(", ".mount(", ".register("] },
  of(file) {
    if (!file.is("javascript") || !/\.(route|use|mount|register)\(/.test(file.text)) return undefined;
    const modules = mountedModules(file.form);
    return modules.length > 0 ? modules : undefined;
  },
  join(parts) {
    const modules = [...parts].flatMap(([path, names]) =>
      names.map((name) => resolved(name, folderOf(path))),
    );
    return { isMounted: (path) => modules.some((module) => isModuleOf(module, path)) };
  },
});

function mountedModules(form: ScriptForm): string[] {
  return form.calls.flatMap((call) => {
    if (!/^(route|use|mount|register)$/.test(lastNameOf(call.callee) ?? "")) return [];
    return call.args.flatMap(({ value }) => {
      // app.route("/users", createUsers())
      const name = form.qualifiedName(value.kind === "call" ? value.callee : value) ?? "";
      return /^(\.|@\/|~\/|#|src\/)/.test(name) ? [name] : [];
    });
  });
}

/** The path of a module as far as it is known: from the workspace folder, or its end behind `*`. */
function resolved(name: string, folder: string): string {
  if (!name.startsWith(".")) return `*${name.replace(/^(@|~|#)?\/?/, "")}`;
  const parts = folder === "" ? [] : folder.split("/");
  for (const part of name.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== ".") parts.push(part);
  }
  return parts.join("/");
}

/** Behind the name of a module may stand its ending, or a member of it. */
function isModuleOf(module: string, path: string): boolean {
  const bare = path.replace(/\.[cm]?[jt]sx?$/, "");
  return [bare, bare.replace(/\/index$/, "")].some((own) => {
    if (!module.startsWith("*")) return module === own || module.startsWith(`${own}.`);
    const end = module.slice(1);
    const tail = own.split("/").slice(-end.split("/").length).join("/");
    return end === tail || end.startsWith(`${tail}.`);
  });
}
