import type { CopyInstruction, RunInstruction, RunMount } from "../../files/dockerfile/instruction";
import type { Stage } from "../../files/dockerfile/stage";
import type { Word } from "../../files/dockerfile/words";
import { compilePath, matchesPath } from "../../files/dockerignore-match";
import { type BuildContext, inFolder } from "../../project/build-context";
import { stateInContext } from "../../project/context-files";
import { pathsIn } from "../../project/paths";
import type { ProjectView } from "../../project/view";
import { WorkingFolders } from "./working-folders";

/** What puts a file into the image: a COPY or ADD, or the bind mount of one RUN. */
export type Bringer =
  | { readonly kind: "copy"; readonly instruction: CopyInstruction; readonly source: Word | undefined }
  | { readonly kind: "mount"; readonly instruction: RunInstruction; readonly mount: RunMount };

/** Where a file of the image comes from. */
export interface Origin {
  readonly by: Bringer;
  /** Relative to the context; undefined when it comes from another stage, from outside, or when that cannot be told. */
  readonly path: string | undefined;
  /** The file is named, or matched by a pattern of names: it does not come along with its folder. */
  readonly isNamed: boolean;
}

/** One source of a COPY, ADD or bind mount. */
interface Arrival {
  readonly by: Bringer;
  /** Cleaned, relative to the context, `.` for all of it. Undefined for what is not known or not in the context. */
  readonly from: string | undefined;
  /** The last part of the source's name, where it is known. */
  readonly name: string | undefined;
  /** The path in the image; undefined when it is not known. */
  readonly to: string | undefined;
  /** `to` is a folder whatever is copied. */
  readonly isFolder: boolean;
  readonly keepsParents: boolean;
}

/** Which files of the build context a stage holds, and where. What RUN makes or removes is not looked at. */
export class CopiedFiles {
  readonly folders: WorkingFolders;
  private readonly arrivals: readonly Arrival[];

  constructor(
    stage: Stage,
    private readonly project: ProjectView,
    private readonly context: BuildContext,
  ) {
    this.folders = new WorkingFolders(stage);
    this.arrivals = stage.chain
      .toReversed()
      .flatMap((each) => each.instructions.flatMap((instruction) => this.arrivalsOf(each, instruction)));
  }

  /**
   * Where the file at `path` (absolute, in the image) comes from when the instruction with the given index runs, bind
   * mounts of that instruction included; undefined when nothing brings it.
   */
  originOf(path: string, before: number): Origin | undefined {
    for (let i = this.arrivals.length - 1; i >= 0; i--) {
      const arrival = this.arrivals[i];
      const index = arrival?.by.instruction.index ?? before;
      if (!arrival || (arrival.by.kind === "mount" ? index !== before : index >= before)) continue;
      const origin = this.judge(arrival, path);
      if (origin) return origin;
    }
    return undefined;
  }

  private arrivalsOf(stage: Stage, instruction: Stage["instructions"][number]): Arrival[] {
    if (instruction.kind === "RUN") {
      return instruction.mounts
        .filter(({ type }) => type === "bind")
        .map((mount) => this.mounted(instruction, mount));
    }
    if (instruction.kind !== "COPY" && instruction.kind !== "ADD") return [];
    const at = instruction.index;
    const destination = instruction.destination && stage.expand(instruction.destination, at).text;
    const to = destination === undefined ? undefined : this.folders.resolve(destination, at);
    const has = (flag: string) => instruction.flags.some(({ name }) => name === flag);
    const several = instruction.sources.length + instruction.heredocs.length > 1;
    const rest = {
      to,
      isFolder: several || /(^|\/)\.{0,2}$/.test(destination ?? "") || to === this.folders.at(at),
      keepsParents: has("parents"),
    };
    const isOutside = instruction.from !== undefined || has("exclude");
    const all = instruction.sources.map((source): Arrival => {
      const text = stage.expand(source, at).text;
      const isRemote = /^([a-z][a-z0-9+.-]*:|git@)/i.test(text ?? "");
      const isUnpacked = instruction.kind === "ADD" && /\.(tar|tgz|txz|tar\.\w+)$/.test(text ?? "");
      const isHidden = isOutside || isRemote || isUnpacked || text === undefined;
      const from = isHidden ? undefined : contextPath(text);
      const name = isUnpacked || isRemote ? undefined : text?.split("/").findLast((part) => part !== "");
      return { by: { kind: "copy", instruction, source }, from, name, ...rest };
    });
    if (instruction.heredocs.length === 0) return all;
    const by: Bringer = { kind: "copy", instruction, source: undefined };
    return [...all, { by, from: undefined, name: undefined, ...rest }];
  }

  private mounted(instruction: RunInstruction, mount: RunMount): Arrival {
    const { options } = mount;
    const source = options.get("source") ?? "";
    const target = options.get("target");
    const isKnown = !options.has("from") && !source.includes("$");
    const isPath = target !== undefined && !target.includes("$");
    return {
      by: { kind: "mount", instruction, mount },
      from: isKnown ? contextPath(source) : undefined,
      name: source.split("/").findLast((part) => part !== ""),
      to: isPath ? this.folders.resolve(target, instruction.index) : undefined,
      isFolder: false,
      keepsParents: false,
    };
  }

  /** What `arrival` has to say about `path`; undefined when it does not bring it. */
  private judge(arrival: Arrival, path: string): Origin | undefined {
    const { by, to, from } = arrival;
    const unknown: Origin = { by, path: undefined, isNamed: false };
    if (to === undefined) return unknown;
    const below = to === "/" ? path.slice(1) : path.startsWith(`${to}/`) ? path.slice(to.length + 1) : "";
    if (below === "" && path !== to) return undefined;
    if (from === undefined || arrival.keepsParents)
      return mayBring(arrival, path, below) ? unknown : undefined;
    if (/[*?[]/.test(from)) return this.matched(by, from, below);
    if (from !== "." && this.project.has(inFolder(this.context.folder, from))) {
      const isIt = below === lastPart(from) || (path === to && !arrival.isFolder);
      return isIt && this.isPresent(from) ? { by, path: from, isNamed: true } : undefined;
    }
    if (from !== "." && pathsIn(this.project.paths(), inFolder(this.context.folder, from)).length === 0) {
      return mayBring(arrival, path, below) ? unknown : undefined;
    }
    const inside = below === "" ? undefined : from === "." ? below : `${from}/${below}`;
    return inside !== undefined && this.isPresent(inside) ? { by, path: inside, isNamed: false } : undefined;
  }

  /** A pattern brings the files that it matches and what is in the folders that it matches, all to one folder. */
  private matched(by: Bringer, from: string, below: string): Origin | undefined {
    const slash = from.lastIndexOf("/");
    const name = from.slice(slash + 1);
    const folder = from.slice(0, Math.max(0, slash));
    const isDirect = below !== "" && !below.includes("/");
    const fits = matchesPath(compilePath(name), below);
    if (/[*?[]/.test(folder)) {
      return fits || name.startsWith("*") ? { by, path: undefined, isNamed: false } : undefined;
    }
    const path = inFolder(folder, below);
    if (isDirect && fits && this.isPresent(path)) return { by, path, isNamed: name !== "*" };
    return name.startsWith("*") && !isDirect ? { by, path: undefined, isNamed: false } : undefined;
  }

  private isPresent(path: string): boolean {
    return stateInContext(this.project, this.context, path) === "present";
  }
}

/** Whether a source of which only the name is known could be, or hold, the file at `path`. */
function mayBring({ name, to, keepsParents }: Arrival, path: string, below: string): boolean {
  if (name === undefined || keepsParents || /[*?[$]/.test(name)) return true;
  const isFile = /.\.\w+$/.test(name);
  return !isFile || name === lastPart(path) || (path === to && below === "");
}

/** Cleaned as the builder does; undefined when it leads out of the context. */
function contextPath(path: string): string | undefined {
  const parts = path.split("/").filter((part) => part !== "" && part !== ".");
  if (parts.includes("..")) return undefined;
  return parts.length === 0 ? "." : parts.join("/");
}

function lastPart(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
