import type { PlanView } from "../../core/plan/view";
import type { Author } from "../git";
import { itemsOf } from "./items";

/**
 * How a plan names a person: the id of its team's member with that name, or the owner of an item that reads the same.
 * Where the plan does not know them, their own name.
 */
export function nameInPlan(view: PlanView | undefined, { name, email }: Author): string | undefined {
  const local = email.split("@", 1)[0] ?? "";
  const first = name.trim().split(/\s+/, 1)[0] ?? "";
  const wanted = [name, local, first].map(plain).filter((one) => one !== "");
  const people = view?.details.team?.people ?? [];
  for (const one of wanted) {
    const person = people.find((other) => plain(other.id) === one || plain(other.name ?? "") === one);
    if (person) return person.id;
  }
  const owners = view ? [...new Set(ownersOf(view))] : [];
  for (const one of wanted) {
    const owner = owners.find((other) => plain(other) === one);
    if (owner !== undefined) return owner;
  }
  return name.trim() || local || undefined;
}

function* ownersOf(view: PlanView): Generator<string> {
  for (const { owner } of itemsOf(view)) if (owner !== undefined) yield owner;
}

function plain(text: string): string {
  return text.trim().replace(/^@/, "").toLowerCase();
}
