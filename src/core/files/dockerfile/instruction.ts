import type { Span } from "../../text/span";
import type { Command } from "./command";
import type { Healthcheck } from "./healthcheck";
import type { RawInstruction } from "./lines";
import type { Flag, Word } from "./words";

export interface FromInstruction extends RawInstruction {
  readonly kind: "FROM";
  /** The image or stage as written. */
  readonly image: Word | undefined;
  /** The name behind AS. */
  readonly alias: Word | undefined;
  readonly platform: Flag | undefined;
}

/** `key=value`, `key value` (old ENV and LABEL) or `key` (ARG without a default). */
export interface Pair {
  /** Without quotes. */
  readonly key: string;
  readonly keySpan: Span;
  /** As written, with quotes and variables. */
  readonly value: Word | undefined;
  readonly span: Span;
  /** `ENV key value`: one pair, deprecated. */
  readonly isLegacy: boolean;
}

export interface PairsInstruction extends RawInstruction {
  readonly kind: "ARG" | "ENV" | "LABEL";
  readonly pairs: readonly Pair[];
}

export interface CommandInstruction extends RawInstruction {
  readonly kind: "CMD" | "ENTRYPOINT" | "SHELL";
  readonly command: Command | undefined;
}

export interface RunMount {
  readonly flag: Flag;
  /** `bind` where none is written. */
  readonly type: string;
  /** Options in order: `target`, `source`, `id`… in lower case; a bare option has the value "". */
  readonly options: ReadonlyMap<string, string>;
}

export interface RunInstruction extends RawInstruction {
  readonly kind: "RUN";
  readonly command: Command | undefined;
  /** Everything a shell gets to run: the arguments, and heredoc bodies that are shell scripts. */
  readonly scripts: readonly Command[];
  readonly mounts: readonly RunMount[];
}

export interface CopyInstruction extends RawInstruction {
  readonly kind: "COPY" | "ADD";
  /** Paths as written, heredocs excluded. */
  readonly sources: readonly Word[];
  readonly destination: Word | undefined;
  readonly from: Flag | undefined;
  readonly chown: Flag | undefined;
  readonly chmod: Flag | undefined;
}

export interface ExposedPort {
  readonly word: Word;
  /** Undefined for a range, a variable or what is no port. */
  readonly port: number | undefined;
  readonly protocol: string;
}

export interface ExposeInstruction extends RawInstruction {
  readonly kind: "EXPOSE";
  readonly ports: readonly ExposedPort[];
}

export interface HealthcheckInstruction extends RawInstruction {
  readonly kind: "HEALTHCHECK";
  readonly check: Healthcheck;
}

/** One argument that reaches to the end of the line. */
export interface TextInstruction extends RawInstruction {
  readonly kind: "USER" | "WORKDIR" | "STOPSIGNAL" | "MAINTAINER";
  readonly value: Word | undefined;
}

export interface VolumeInstruction extends RawInstruction {
  readonly kind: "VOLUME";
  readonly paths: readonly Word[];
}

export interface OnbuildInstruction extends RawInstruction {
  readonly kind: "ONBUILD";
  /** Runs in builds that start from this image; it says nothing of this one. */
  readonly trigger: Instruction | undefined;
}

/** A keyword that no builder knows. */
export interface UnknownInstruction extends RawInstruction {
  readonly kind: "unknown";
}

interface InstructionByKind {
  readonly FROM: FromInstruction;
  readonly ARG: PairsInstruction;
  readonly ENV: PairsInstruction;
  readonly LABEL: PairsInstruction;
  readonly RUN: RunInstruction;
  readonly CMD: CommandInstruction;
  readonly ENTRYPOINT: CommandInstruction;
  readonly SHELL: CommandInstruction;
  readonly COPY: CopyInstruction;
  readonly ADD: CopyInstruction;
  readonly EXPOSE: ExposeInstruction;
  readonly HEALTHCHECK: HealthcheckInstruction;
  readonly USER: TextInstruction;
  readonly WORKDIR: TextInstruction;
  readonly STOPSIGNAL: TextInstruction;
  readonly MAINTAINER: TextInstruction;
  readonly VOLUME: VolumeInstruction;
  readonly ONBUILD: OnbuildInstruction;
  readonly unknown: UnknownInstruction;
}

export type InstructionKind = keyof InstructionByKind;
export type InstructionOf<K extends InstructionKind> = InstructionByKind[K];
export type Instruction = InstructionByKind[InstructionKind];
