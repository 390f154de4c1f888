import { lastOf, listOf, type SystemdEntry, type SystemdForm } from "../../files/systemd/form";
import { replacement } from "../../text/edits";
import { defineRule, type Fix } from "../rule";

export const envFileRelative = defineRule({
  id: "systemd/env-file-relative",
  on: "systemd",
  severity: "warning",
  title: "Name the environment file by its whole path",
  why: "systemd takes no relative path here, whatever the working directory: it skips the file with a line in the journal, and the application starts without its configuration.",
  references: ["https://www.freedesktop.org/software/systemd/man/latest/systemd.exec.html#EnvironmentFile="],
  equivalents: ["systemd-analyze verify"],
  deviations: {
    "systemd-analyze verify": "Everything else that it finds is the matter of systemd/invalid.",
  },
  fix: "review",
  examples: [
    {
      bad: "[Service]\nWorkingDirectory=/srv/shop\nEnvironmentFile=«.env»\nExecStart=/usr/bin/node server.js\n",
      good: "[Service]\nWorkingDirectory=/srv/shop\nEnvironmentFile=/srv/shop/.env\nExecStart=/usr/bin/node server.js\n",
    },
  ],
  *check({ file }) {
    const { form } = file;
    for (const entry of listOf(form, "Service", "EnvironmentFile")) {
      const path = entry.text.replace(/^-/, "");
      if (path.startsWith("/") || path.startsWith("%")) {
        yield { proves: entry.at, message: `${path} is named by its whole path.` };
      } else if (path !== "" && !/[{<@]|__/.test(path)) {
        yield {
          at: entry.value.span,
          message: `systemd skips \`${path}\`: the path is not absolute.`,
          fixes: fixesFor(entry, path, form),
        };
      }
    }
  },
});

function fixesFor({ value, text }: SystemdEntry, path: string, form: SystemdForm): Fix[] {
  const whole = wholePath(path, lastOf(form, "Service", "WorkingDirectory")?.text.replace(/^-/, ""));
  if (whole === undefined) return [];
  const optional = text.startsWith("-") ? "-" : "";
  return [{ title: `Read ${whole}`, kind: "review", edits: [replacement(value.span, optional + whole)] }];
}

/** The path that is meant; undefined where that cannot be told. */
function wholePath(path: string, folder: string | undefined): string | undefined {
  const quoted = /^(["'])(\/[^"']*)\1$/.exec(path)?.[2];
  if (quoted !== undefined) return quoted;
  if (folder === undefined || !/^[/%]/.test(folder) || !/^[\w.]/.test(path)) return undefined;
  const parts = path.split("/").filter((part) => part !== ".");
  return parts.includes("..") ? undefined : `${folder.replace(/\/$/, "")}/${parts.join("/")}`;
}
