import type { SourceFile } from "../../files/source";
import { execOf } from "../../files/systemd/exec";
import { lastOf, listOf, type SystemdEntry, type SystemdForm, sectionsOf } from "../../files/systemd/form";
import { replacement } from "../../text/edits";
import type { Problem } from "../rule";

/** What systemd refuses to start a unit for: it is not loaded, and there is nothing to restart. */
export function* refusals({ form }: SourceFile<"systemd">): Iterable<Problem> {
  if (form.sections.length === 0) return;
  if (form.type === "service") yield* ofService(form);
  if (form.type === "timer") yield* withoutTrigger(form, "Timer", /^On[A-Z]/, "says when to start anything");
  if (form.type === "socket") yield* withoutTrigger(form, "Socket", /^Listen/, "says what to listen on");
}

function* ofService(form: SystemdForm): Iterable<Problem> {
  const [service] = sectionsOf(form, "Service");
  const starts = listOf(form, "Service", "ExecStart");
  const type = lastOf(form, "Service", "Type")?.text;
  const others = ["ExecStop", "SuccessAction"].some(
    (key) => lastOf(form, "Service", key) ?? lastOf(form, "Unit", key),
  );
  const at = service?.nameAt ?? form.sections[0]?.nameAt;
  if (starts.length === 0 && !others && at) {
    yield { at, message: "systemd refuses a service without `ExecStart=`." };
  }
  const [, second] = starts;
  if (second && type !== "oneshot") {
    yield {
      at: second.keyAt,
      message: "systemd refuses a second `ExecStart=`: only services of `Type=oneshot` may have several.",
    };
  }
  const restart = lastOf(form, "Service", "Restart");
  if (restart && type === "oneshot" && /^(?:always|on-success)$/.test(restart.text)) {
    yield {
      at: restart.value.span,
      message: `systemd refuses \`Restart=${restart.text}\` for a service of \`Type=oneshot\`.`,
      fixes: [
        {
          title: "Restart it after failures only",
          kind: "review",
          edits: [replacement(restart.value.span, "on-failure")],
        },
      ],
    };
  }
  if (type === "dbus" && !lastOf(form, "Service", "BusName")) {
    const entry = lastOf(form, "Service", "Type");
    if (entry) yield { at: entry.at, message: "systemd refuses `Type=dbus` without `BusName=`." };
  }
  for (const key of [
    "ExecStartPre",
    "ExecStart",
    "ExecStartPost",
    "ExecReload",
    "ExecStop",
    "ExecStopPost",
  ]) {
    for (const entry of listOf(form, "Service", key)) yield* relativeProgram(entry);
  }
}

/** A path from somewhere: systemd knows no working directory when it looks for the program. */
function* relativeProgram(entry: SystemdEntry): Iterable<Problem> {
  const [program] = execOf(entry)?.words ?? [];
  if (!program?.text.includes("/") || /^[/%$]|[{<@]|__/.test(program.text)) return;
  yield {
    at: program.span,
    message: `The service does not start: \`${entry.key}=\` takes a whole path, or a name without a slash.`,
  };
}

function* withoutTrigger(form: SystemdForm, section: string, keys: RegExp, what: string): Iterable<Problem> {
  const [first] = sectionsOf(form, section);
  const at = first?.nameAt ?? form.sections[0]?.nameAt;
  const entries = sectionsOf(form, section).flatMap((one) => one.entries);
  const isThere = entries.some(({ key, text }) => keys.test(key) && text !== "");
  if (at && !isThere) yield { at, message: `systemd refuses this unit: nothing in [${section}] ${what}.` };
}
