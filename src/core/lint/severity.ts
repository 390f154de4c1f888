import type { FileRole } from "../files/role";
import type { Severity } from "../rules/rule";

const order: readonly Severity[] = ["error", "warning", "info", "hint"];

/** One step milder; a hint stays a hint. */
export function milder(severity: Severity): Severity {
  return order[Math.min(order.indexOf(severity) + 1, order.length - 1)] ?? "hint";
}

/** Whether `a` is at least as grave as `b`. */
export function isAtLeast(a: Severity, b: Severity): boolean {
  return order.indexOf(a) <= order.indexOf(b);
}

/** Outside production everything is one step less grave. */
export function severityIn(role: FileRole, severity: Severity): Severity {
  return role === "prod" ? severity : milder(severity);
}
