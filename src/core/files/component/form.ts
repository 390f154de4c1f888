import type { Span } from "../../text/span";
import type { Parsed } from "../problem";
import { parseScript, type ScriptForm } from "../script/form";
import { codeOfComponent, scriptsIn } from "./code";

/** A component of Vue or Svelte in one file: scripts, a template and styles. Nothing is read before somebody asks. */
export class ComponentForm implements Parsed {
  readonly clean = true;
  readonly problems = [];
  private blocks: readonly Span[] | undefined;
  private parsed: ScriptForm | undefined;

  constructor(
    readonly text: string,
    private readonly path: string,
    private readonly framework: "vue" | "svelte",
  ) {}

  /** What stands in the `<script>` elements. */
  get scripts(): readonly Span[] {
    this.blocks ??= scriptsIn(this.text);
    return this.blocks;
  }

  /**
   * The code of the component as one module: its scripts and the expressions of its template, each at its place, with
   * blanks for everything else.
   */
  get script(): ScriptForm {
    this.parsed ??= parseScript(codeOfComponent(this.text, this.scripts, this.framework), `${this.path}.ts`);
    return this.parsed;
  }
}

export function parseVue(text: string, path: string): ComponentForm {
  return new ComponentForm(text, path, "vue");
}

export function parseSvelte(text: string, path: string): ComponentForm {
  return new ComponentForm(text, path, "svelte");
}

/** Whether `offset` lies in a script of the component. */
export function isInScript({ scripts }: ComponentForm, offset: number): boolean {
  return scripts.some((one) => one.start <= offset && offset <= one.end);
}
