import { systemdKeys, systemdSections, systemdValues } from "../../data/systemd-units";
import type { SourceFile } from "../../files/source";
import { splitWords } from "../../files/systemd/exec";
import { lastOf, type SystemdEntry, type SystemdSection, sectionsOf } from "../../files/systemd/form";
import { insertion, replacement } from "../../text/edits";
import { defineRule, type Fix, type Problem } from "../rule";
import { similarName } from "../similar-name";
import { lineOf, linesAt } from "./app";
import { refusals } from "./refusals";

export const systemdInvalid = defineRule({
  id: "systemd/invalid",
  on: "systemd",
  severity: "error",
  title: "Write only what systemd understands",
  why: "systemd skips a section, a key or a value that it does not know with a line in the journal, and goes on with its defaults: no restart, no user, no protection. Some mistakes keep the service from starting at all.",
  references: [
    "https://www.freedesktop.org/software/systemd/man/latest/systemd.directives.html",
    "https://www.freedesktop.org/software/systemd/man/latest/systemd.syntax.html",
  ],
  equivalents: ["systemd-analyze verify"],
  deviations: {
    "systemd-analyze verify":
      "Programs, users and manual pages that are missing on this machine are left out: the unit is for another one. Lines without `=` are left alone while they are typed. Relative environment files are the matter of systemd/env-file-relative.",
  },
  fix: "review",
  examples: [
    {
      bad: "[Service]\nExecStart=/srv/shop/run\nRestart=«alwayss»\n",
      good: "[Service]\nExecStart=/srv/shop/run\nRestart=always\n",
    },
    {
      title: "a key of another section",
      bad: "[Unit]\nDescription=Shop\n\n[Service]\n«StartLimitIntervalSec»=0\nExecStart=/srv/shop/run\n",
      good: "[Unit]\nDescription=Shop\nStartLimitIntervalSec=0\n\n[Service]\nExecStart=/srv/shop/run\n",
    },
    {
      title: "a comment has a line of its own",
      bad: "[Service]\nExecStart=/srv/shop/run\nRestartSec=«5s # not too fast»\n",
      good: "[Service]\nExecStart=/srv/shop/run\n# not too fast\nRestartSec=5s\n",
    },
  ],
  *check({ file }) {
    const { form } = file;
    const { type } = form;
    if (type !== "service" && type !== "timer" && type !== "socket") return;
    let found = false;
    for (const problem of problemsIn(file)) {
      found = true;
      yield problem;
    }
    const [first] = form.sections;
    if (!found && form.clean && first) {
      yield { proves: first.nameAt, message: "Every section, key and value is one that systemd knows." };
    }
  },
});

function* problemsIn(file: SourceFile<"systemd">): Iterable<Problem> {
  const { form } = file;
  const sections = systemdSections(form.type);
  let isKnown = true;
  for (const section of form.sections) {
    if (section.name.startsWith("X-")) continue;
    if (!sections.includes(section.name)) {
      isKnown = false;
      yield unknownSection(section, sections, form.type);
      continue;
    }
    for (const entry of section.entries) {
      const problem = problemOf(entry, section, sections, file);
      if (problem) yield problem;
    }
  }
  if (isKnown && form.clean && !form.isDropIn) yield* refusals(file);
}

function unknownSection(
  { name, nameAt }: SystemdSection,
  sections: readonly string[],
  type: string,
): Problem {
  const meant =
    sections.find((one) => one.toLowerCase() === name.toLowerCase()) ?? similarName(name, sections);
  const isOther = systemdKeys(name) !== undefined;
  return {
    at: nameAt,
    message: isOther
      ? `systemd skips this section: a ${type} has no [${name}].`
      : `systemd skips this section: it knows no [${name}].`,
    fixes: meant
      ? [{ title: `Change it to [${meant}]`, kind: "review", edits: [replacement(nameAt, meant)] }]
      : [],
  };
}

function problemOf(
  entry: SystemdEntry,
  { name: section }: SystemdSection,
  sections: readonly string[],
  file: SourceFile<"systemd">,
): Problem | undefined {
  const { key, text, value } = entry;
  const keys = systemdKeys(section);
  // A key with other letters is what a template wrote.
  if (!keys || key.startsWith("X-") || !/^\w+$/.test(key)) return undefined;
  if (!keys.has(key)) return unknownKey(entry, section, keys, sections, file);
  if (text === "") return undefined;
  if (key === "Environment") return looseWord(entry, file);
  if (/[%$@{<]|__/.test(text)) return undefined;
  const values = systemdValues(key);
  if (values && !values.test.test(text)) {
    const comment = /^([^#;]*[^#;\s])[ \t]+([#;].*)$/.exec(text);
    const isComment = comment?.[1] !== undefined && values.test.test(comment[1]);
    return {
      at: value.span,
      message: isComment
        ? `systemd takes the comment for a part of the value, and skips the line.`
        : `\`${shortened(text)}\` is no value of \`${key}=\`, which takes ${values.what}.`,
      fixes: isComment
        ? ownLine(entry, comment[1] ?? "", comment[2] ?? "", file)
        : meantValue(entry, values.words),
    };
  }
  if (key === "WorkingDirectory" && !/^-?[/~]/.test(text)) {
    return {
      at: value.span,
      message: "The service does not start: `WorkingDirectory=` takes whole paths only.",
    };
  }
  return undefined;
}

/** `Environment=NAME=two words`: without quotes around it, the second word belongs to nothing. */
function looseWord(entry: SystemdEntry, { text }: SourceFile): Problem | undefined {
  const words = splitWords(entry.value);
  const index = words.findIndex((word) => !/^[A-Za-z_]\w*=/.test(word.text));
  const word = words[index];
  if (!word || /[%$@{<]/.test(word.text)) return undefined;
  const before = words[index - 1];
  const message = `systemd skips \`${shortened(word.text)}\`, which sets no variable.`;
  if (!before) return { at: word.span, message };
  const next = words.findIndex((other, i) => i > index && /^[A-Za-z_]\w*=/.test(other.text));
  const last = words[(next < 0 ? words.length : next) - 1] ?? word;
  const all = { start: before.span.start, end: last.span.end };
  const written = text.slice(all.start, all.end);
  return {
    at: word.span,
    message,
    fixes: /["'\\\n]/.test(written)
      ? []
      : [
          {
            title: "Put the whole assignment in quotes",
            kind: "review",
            edits: [replacement(all, `"${written}"`)],
          },
        ],
  };
}

function unknownKey(
  entry: SystemdEntry,
  section: string,
  keys: ReadonlySet<string>,
  sections: readonly string[],
  file: SourceFile<"systemd">,
): Problem {
  const { key, keyAt } = entry;
  const home = sections.find((one) => one !== section && systemdKeys(one)?.has(key));
  if (home !== undefined) {
    return {
      at: keyAt,
      severity: "warning",
      message: `systemd skips \`${key}=\` in [${section}]: it belongs to [${home}].`,
      fixes: moveTo(entry, home, file),
    };
  }
  const meant = likeliest(key, keys);
  return {
    at: keyAt,
    // What resembles nothing may be a key of a later release.
    severity: meant ? "error" : "warning",
    message: `systemd knows no \`${key}=\` in [${section}], and skips the line.`,
    fixes: meant
      ? [{ title: `Change it to ${meant}=`, kind: "review", edits: [replacement(keyAt, meant)] }]
      : [],
  };
}

/** The key of the section that `key` was meant to be: the same in other case, or a slip away from it. */
function likeliest(key: string, keys: ReadonlySet<string>): string | undefined {
  const lower = key.toLowerCase();
  const near: string[] = [];
  for (const one of keys) {
    if (one.toLowerCase() === lower) return one;
    if (Math.abs(one.length - key.length) <= 2) near.push(one);
  }
  // Only some are compared: those that begin alike come first.
  const start = lower.slice(0, 2);
  near.sort((a, b) => Number(b.toLowerCase().startsWith(start)) - Number(a.toLowerCase().startsWith(start)));
  return similarName(key, near);
}

function moveTo(entry: SystemdEntry, home: string, file: SourceFile<"systemd">): Fix[] {
  const { form, text } = file;
  const [target] = sectionsOf(form, home);
  if (!target || lastOf(form, home, entry.key)) return [];
  const at = target.entries.at(-1)?.next ?? target.start;
  const removal = lineOf(file, entry);
  const line = text.slice(entry.at.start, entry.at.end);
  return [
    {
      title: `Move it to [${home}]`,
      kind: "review",
      edits: [insertion(at, linesAt(file, at, [line])), replacement(removal, "")],
    },
  ];
}

/** Puts what stands behind the value on a line above. */
function ownLine(entry: SystemdEntry, value: string, comment: string, file: SourceFile<"systemd">): Fix[] {
  if (entry.value.text.includes("\n")) return [];
  const rest = { start: entry.value.span.start + value.length, end: entry.value.span.end };
  return [
    {
      title: "Put the comment on a line of its own",
      kind: "review",
      edits: [insertion(entry.at.start, `${comment}${file.eol}`), replacement(rest, "")],
    },
  ];
}

function meantValue({ text, value }: SystemdEntry, words: readonly string[]): Fix[] {
  const meant = words.find((word) => word === text.toLowerCase()) ?? similarName(text, words);
  return meant === undefined
    ? []
    : [{ title: `Change it to ${meant}`, kind: "review", edits: [replacement(value.span, meant)] }];
}

function shortened(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
