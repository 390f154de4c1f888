import type { SourceFile } from "../../files/source";
import { lastOf, type SystemdEntry } from "../../files/systemd/form";
import { insertion, replacement } from "../../text/edits";
import { defineRule, type Fix } from "../rule";
import { type AppService, appServiceOf, insertionPoint, isSetElsewhere, linesAt } from "./app";

export const systemdUser = defineRule({
  id: "systemd/user",
  on: "systemd",
  severity: "warning",
  title: "Run the application as a user of its own",
  why: "A service without `User=` runs as root: whoever finds a hole in the application owns the whole server, its keys and every other service on it.",
  references: [
    "https://www.freedesktop.org/software/systemd/man/latest/systemd.exec.html#User=",
    "https://www.freedesktop.org/software/systemd/man/latest/systemd-analyze.html#systemd-analyze%20security%20%5BUNIT...%5D",
  ],
  equivalents: [],
  fix: "review",
  examples: [
    {
      path: "deploy/shop.service",
      bad: "[Service]\nType=exec\nWorkingDirectory=/srv/shop\nExecStart=«/usr/bin/node» server.js\nRestart=always\n",
      good: "[Service]\nType=exec\nUser=shop\nGroup=shop\nWorkingDirectory=/srv/shop\nExecStart=/usr/bin/node server.js\nRestart=always\n",
    },
    {
      title: "root by name",
      path: "deploy/shop.service",
      bad: "[Service]\nUser=«root»\nExecStart=/srv/shop/.venv/bin/gunicorn shop.wsgi\n",
      good: "[Service]\nUser=shop\nExecStart=/srv/shop/.venv/bin/gunicorn shop.wsgi\n",
    },
  ],
  *check({ file, project }) {
    const app = appServiceOf(file);
    if (!app) return;
    const { form } = app;
    const user = lastOf(form, "Service", "User");
    const dynamic = lastOf(form, "Service", "DynamicUser");
    if (dynamic && /^(?:1|yes|y|true|t|on)$/i.test(dynamic.text)) {
      yield { proves: dynamic.at, message: "The service gets a user of its own each time it starts." };
    } else if (user && user.text !== "" && !isRoot(user)) {
      yield { proves: user.at, message: `The service runs as ${user.text}.` };
    } else if (!changesUser(app) && !isSetElsewhere(file.path, "User", project)) {
      const isNamed = user !== undefined && user.text !== "";
      yield {
        at: isNamed ? user.value.span : app.at,
        message: isNamed
          ? "The application runs as root."
          : "No `User=` is set, so the application runs as root.",
        fixes: fixesFor(file, app, isNamed ? user : undefined),
      };
    }
  },
});

function isRoot({ text }: SystemdEntry): boolean {
  return text === "root" || text === "0";
}

/** Whether the command gives its rights away itself. */
function changesUser({ exec: { words } }: AppService): boolean {
  return words.some(({ text }, i) =>
    i === 0
      ? /(?:^|\/)(?:su|sudo|runuser|gosu|su-exec|setpriv|setuidgid|chpst|start-stop-daemon)$/.test(text)
      : /^(?:--user|--uid|--chuid|-u)(?:=|$)/.test(text),
  );
}

function fixesFor(
  file: SourceFile<"systemd">,
  { form, name }: AppService,
  user: SystemdEntry | undefined,
): Fix[] {
  if (!/^[a-z_][a-z0-9_-]{0,30}$/.test(name) || name === "root") return [];
  const title = `Run it as ${name}: the user has to exist on the server`;
  if (user) return [{ title, kind: "review", edits: [replacement(user.value.span, name)] }];
  const empty = lastOf(form, "Service", "User");
  if (empty) return [{ title, kind: "review", edits: [insertion(empty.at.end, name)] }];
  const at = insertionPoint(form, ["Type"]);
  const hasGroup = lastOf(form, "Service", "Group") !== undefined;
  const lines = [`User=${name}`, ...(hasGroup ? [] : [`Group=${name}`])];
  return at === undefined
    ? []
    : [{ title, kind: "review", edits: [insertion(at, linesAt(file, at, lines))] }];
}
