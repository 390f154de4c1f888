import { type Measure, measures } from "../../data/service-hardening";
import { lastOf, type SystemdForm } from "../../files/systemd/form";

/** The measures that the unit takes: set, and not set to what they are without. */
export function takenBy(form: SystemdForm): readonly Measure[] {
  return measures.filter(({ key }) => {
    const entry = lastOf(form, "Service", key);
    if (!entry) return impliedBy(form, key);
    return key === "CapabilityBoundingSet" || !/^(?:|no|n|false|f|off|0)$/i.test(entry.text);
  });
}

/** What `DynamicUser=` brings along. */
function impliedBy(form: SystemdForm, key: string): boolean {
  if (!/^(?:PrivateTmp|NoNewPrivileges|RestrictSUIDSGID|ProtectSystem|ProtectHome)$/.test(key)) return false;
  return /^(?:1|yes|y|true|t|on)$/i.test(lastOf(form, "Service", "DynamicUser")?.text ?? "");
}
