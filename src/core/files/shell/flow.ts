import type { ShellCommand } from "../dockerfile/shell";
import type { ShellForm } from "./form";
import type { ShellFunction } from "./structure";
import type { ShellUnit } from "./unit";

/** A command at the moment at which it runs. */
export interface FlowStep {
  readonly command: ShellCommand;
  readonly unit: ShellUnit;
}

const cache = new WeakMap<ShellForm, readonly FlowStep[]>();

/**
 * The commands of a script in the order in which they run, as far as the text tells: the body of a function where it is called first,
 * what another shell runs behind the command that hands it over. Functions that nobody calls by name come last, in the order of the text.
 */
export function flowOf(form: ShellForm): readonly FlowStep[] {
  const known = cache.get(form);
  if (known) return known;
  const steps = new FlowReader(form).run();
  cache.set(form, steps);
  return steps;
}

class FlowReader {
  private readonly steps: FlowStep[] = [];
  private readonly inner = new Map<ShellCommand, ShellUnit[]>();

  constructor(private readonly form: ShellForm) {
    for (const unit of form.units) {
      if (!unit.by) continue;
      const known = this.inner.get(unit.by);
      if (known) known.push(unit);
      else this.inner.set(unit.by, [unit]);
    }
  }

  run(): readonly FlowStep[] {
    this.unit(this.form.main);
    return this.steps;
  }

  private unit(unit: ShellUnit): void {
    const { own, bodies } = split(unit);
    const waiting = new Map(bodies.map((body) => [body.definition.name, body.commands]));
    const walk = (commands: readonly ShellCommand[], depth: number) => {
      for (const command of commands) {
        this.steps.push({ command, unit });
        for (const inner of this.inner.get(command) ?? []) this.unit(inner);
        const body = waiting.get(command.name);
        if (!body || depth > MAX_DEPTH) continue;
        waiting.delete(command.name);
        walk(body, depth + 1);
      }
    };
    walk(own, 0);
    for (const { definition, commands } of bodies) {
      if (waiting.delete(definition.name)) walk(commands, 0);
    }
  }
}

interface Body {
  readonly definition: ShellFunction;
  readonly commands: ShellCommand[];
}

/** The commands outside of all functions, and those of each function, without what stands in functions inside it. */
function split({ commands, structure }: ShellUnit): {
  own: readonly ShellCommand[];
  bodies: readonly Body[];
} {
  const bodies = [...structure.functions]
    .sort((a, b) => a.body.start - b.body.start)
    .map((definition): Body => ({ definition, commands: [] }));
  if (bodies.length === 0) return { own: commands, bodies };
  const own: ShellCommand[] = [];
  for (const command of commands) {
    const at = command.span.start;
    let low = 0;
    let high = bodies.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((bodies[middle]?.definition.body.start ?? 0) <= at) low = middle + 1;
      else high = middle;
    }
    // Functions in functions are rare: the nearest one that has not ended yet is close.
    let index = low - 1;
    for (let tries = 0; tries < MAX_NEST && index >= 0; tries++, index--) {
      if ((bodies[index]?.definition.body.end ?? 0) > at) break;
    }
    const body = bodies[index];
    if (body && body.definition.body.start <= at && at < body.definition.body.end)
      body.commands.push(command);
    else own.push(command);
  }
  return { own, bodies };
}

const MAX_NEST = 20;
/** Functions that call each other are followed so far; what is deeper comes last. */
const MAX_DEPTH = 50;
