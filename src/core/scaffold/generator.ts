import type { ProjectView } from "../project/view";
import type { TextEdit } from "../text/edits";
import type { NewFile } from "./service";
import type { Stack } from "./stack";

/** What a person said, by the id of the question. */
export type Answers = Readonly<Record<string, string>>;

/** Something a generator cannot know. Asked only when there is no sure answer; at most three a generator. */
export interface Question {
  readonly id: string;
  /** A sentence that ends with a question mark. */
  readonly text: string;
  /** Proposed: what is detected, else an example that is taken when nobody answers. */
  readonly value: string;
  /** The only answers there are, where there are few. */
  readonly choices?: readonly string[];
  /** Why an answer cannot be taken, as a sentence; undefined when it can. */
  readonly check?: (answer: string) => string | undefined;
}

/** What a generator is told. */
export interface GeneratorInput {
  readonly stack: Stack;
  readonly answers: Answers;
  readonly project: ProjectView;
}

/** Makes files that are missing. Pure: the same input gives the same files. */
export interface Generator {
  /** As plans name it in `scaffolds`: `deploy.sh`. Stable for ever. */
  readonly id: string;
  /** What it makes, at most 50 characters: "Deployment script". */
  readonly title: string;
  /** What the file is for, in one sentence. */
  readonly summary: string;
  /** Why it cannot be made here, as a sentence; undefined when it can. */
  readonly refuses?: (input: Omit<GeneratorInput, "answers">) => string | undefined;
  readonly questions?: (input: Omit<GeneratorInput, "answers">) => readonly Question[];
  readonly files: (input: GeneratorInput) => readonly GeneratedFile[];
}

/** A file to make, or what to add to it where it is there already. */
export interface GeneratedFile extends NewFile {
  /** Scripts are made executable where the file system knows that. */
  readonly executable?: boolean;
  /**
   * The edits that bring an existing file up to what this one would be, without touching what people wrote. None when
   * nothing is missing; undefined when it has to be done by hand. Without it an existing file is left alone.
   */
  readonly merge?: (existing: string) => readonly TextEdit[] | undefined;
}
