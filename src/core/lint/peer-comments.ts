import type { FileKind } from "../files/kind";

/** A comment written for another tool. Its codes are matched with the `equivalents` of our rules. */
export interface PeerNote {
  readonly tool: string;
  readonly codes: readonly string[] | "all";
  /**
   * `directive`: the file when the comment stands above all else, the next line otherwise. `stage`: the build stage of
   * a Dockerfile, from the statement below the comment to the next FROM. `start`: all lines up to the comment of the same
   * tool and codes that says `end`.
   */
  readonly reach: "file" | "line" | "directive" | "stage" | "start" | "end";
}

interface Peer {
  readonly kinds: ReadonlySet<FileKind>;
  read(comment: string): PeerNote | undefined;
}

const docker = new Set<FileKind>(["dockerfile"]);
const compose = new Set<FileKind>(["compose"]);
const infrastructure = new Set<FileKind>(["dockerfile", "compose", "yaml", "workflow", "terraform"]);
const code = new Set<FileKind>([
  "python",
  "javascript",
  "go",
  "php",
  "ruby",
  "vue",
  "svelte",
  "nginx",
  "yaml",
  "workflow",
  "compose",
  "dockerfile",
  "terraform",
]);

/** Kinds of files with comments: secrets stand in all of them. */
const commented = new Set<FileKind>([
  ...code,
  "apache",
  "caddy",
  "dotenv",
  "hostheaders",
  "html",
  "markdown",
  "plain",
  "requirements",
  "toml",
]);

const peers: readonly Peer[] = [
  {
    kinds: new Set<FileKind>(["dotenv"]),
    read(comment) {
      const match = /^\s*dotenv-linter:(on|off)\b([\w\s,]*)/.exec(comment);
      if (!match) return undefined;
      const codes = codesIn(match[2]);
      return {
        tool: "dotenv-linter",
        codes: codes.length > 0 ? codes : "all",
        reach: match[1] === "off" ? "start" : "end",
      };
    },
  },
  {
    // Scanners for secrets allow a line whatever they find in it; here it counts for the rules about secrets.
    kinds: commented,
    read(comment) {
      const tool = /(?:^|\s)gitleaks:allow\b/.test(comment)
        ? "gitleaks"
        : /(?:^|\s)pragma: ?(?:allowlist|whitelist)(?: ?nextline)? secret\b/.test(comment)
          ? "detect-secrets"
          : undefined;
      if (tool) return { tool, codes: ["allow"], reach: "line" };
      const secretlint = /(?:^|\s)secretlint-disable(-line|-next-line)?\b/.exec(comment);
      if (!secretlint) return undefined;
      return { tool: "secretlint", codes: ["allow"], reach: secretlint[1] ? "line" : "file" };
    },
  },
  {
    kinds: docker,
    read(comment) {
      const match = /^\s*hadolint\s+(?:(global|stage)\s+)?ignore\s*=([\w\s,]+)/.exec(comment);
      if (!match) return undefined;
      const reach = match[1] === "global" ? "file" : match[1] === "stage" ? "stage" : "line";
      return { tool: "hadolint", codes: codesIn(match[2]), reach };
    },
  },
  {
    kinds: docker,
    // A parser directive at the top speaks for the file, the same words above an instruction for that one.
    read(comment) {
      const [, options] = /^\s*check\s*=(.*)/.exec(comment) ?? [];
      const skip = options?.split(";").find((option) => /^\s*skip\s*=/.test(option));
      // A reason may follow behind `//`.
      const codes = codesIn(skip?.slice(skip.indexOf("=") + 1).split("//")[0]);
      if (codes.length === 0) return undefined;
      return { tool: "buildkit", codes: codes.includes("all") ? "all" : codes, reach: "directive" };
    },
  },
  {
    kinds: compose,
    read(comment) {
      const match = /^\s?dclint-disable(-line|-next-line)?\s?([\w\s,-]*)/.exec(
        comment.replace("dclint disable", "dclint-disable"),
      );
      if (!match) return undefined;
      const codes = codesIn(match[2]);
      return { tool: "dclint", codes: codes.length > 0 ? codes : "all", reach: match[1] ? "line" : "file" };
    },
  },
  {
    kinds: infrastructure,
    read(comment) {
      const match = /^\s?checkov:skip=(\w+)/.exec(comment);
      if (!match) return undefined;
      return { tool: "checkov", codes: codesIn(match[1]), reach: "file" };
    },
  },
  {
    kinds: infrastructure,
    read(comment) {
      const match = /^\s?trivy:ignore:([\w-]+)/.exec(comment);
      if (!match) return undefined;
      return { tool: "trivy", codes: codesIn(match[1]), reach: "line" };
    },
  },
  {
    kinds: code,
    read(comment) {
      const match = /(?:^|\s)nosemgrep(?::\s?([\w.,\s-]+))?/.exec(comment);
      if (!match) return undefined;
      // semgrep names a rule by its path; the last part is the id that equivalents use.
      const codes = codesIn(match[1]).map((id) => id.slice(id.lastIndexOf(".") + 1));
      return { tool: "semgrep", codes: codes.length > 0 ? codes : "all", reach: "line" };
    },
  },
  {
    kinds: new Set<FileKind>(["workflow", "yaml"]),
    read(comment) {
      const match = /(?:^|\s)zizmor:\s?ignore\[([\w\s,-]+)\]/.exec(comment);
      return match ? { tool: "zizmor", codes: codesIn(match[1]), reach: "line" } : undefined;
    },
  },
  {
    kinds: new Set<FileKind>(["shell"]),
    // Above all commands it speaks for the whole script, above one for that one.
    read(comment) {
      const match = /^\s?shellcheck\s+(?:\S+\s+){0,5}?disable=([\w,-]+)/.exec(comment);
      return match ? { tool: "shellcheck", codes: codesIn(match[1]), reach: "directive" } : undefined;
    },
  },
  {
    kinds: new Set<FileKind>(["python"]),
    read(comment) {
      if (/(?:^|\s)nosec\b/.test(comment)) return { tool: "bandit", codes: "all", reach: "line" };
      return /(?:^|\s)noqa:[^#]*\bS\d{3}\b/.test(comment)
        ? { tool: "bandit", codes: "all", reach: "line" }
        : undefined;
    },
  },
  {
    kinds: new Set<FileKind>(["python", "javascript"]),
    read(comment) {
      return /(?:^|\s)(NOSONAR|lgtm)\b/.test(comment)
        ? { tool: "sonar", codes: "all", reach: "line" }
        : undefined;
    },
  },
];

/** The notes for other tools that a comment (its text behind the comment mark) holds. */
export function peerNotesIn(comment: string, kind: FileKind): PeerNote[] {
  return peers.flatMap((peer) => {
    const note = peer.kinds.has(kind) ? peer.read(comment) : undefined;
    return note ? [note] : [];
  });
}

function codesIn(list: string | undefined): string[] {
  return (list ?? "").split(/[\s,]+/).filter((entry) => entry !== "");
}
