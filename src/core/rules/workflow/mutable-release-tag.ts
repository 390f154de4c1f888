import type { ShellCommand } from "../../files/dockerfile/shell";
import { inputOf, inputText, type Job, type Step, workflowOf } from "../../files/workflow/pipeline";
import { commandsOf } from "../../files/workflow/script";
import { embeddedIn } from "../../files/workflow/template";
import { setScalar } from "../../files/yaml/edits";
import type { YamlForm } from "../../files/yaml/form";
import type { YamlScalar } from "../../files/yaml/value";
import { insertion } from "../../text/edits";
import { indentAt } from "../../text/lines";
import type { Span } from "../../text/span";
import { defineRule, type Fix } from "../rule";
import { withoutRunner } from "./commands";

/** A tag under which an image is pushed. */
interface Pushed {
  /** The name without the tag, as written. */
  readonly image: string;
  readonly tag: string;
  readonly at: Span;
  readonly step: Step;
  /** The input that lists the tags. */
  readonly list: YamlScalar | undefined;
}

/** Tags of what runs somewhere; others may be caches, or images that only the pipeline uses. */
const moving = /^(?:latest|prod|production|main|master|stable|release|live|current|staging)$/i;

export const mutableReleaseTag = defineRule({
  id: "workflow/mutable-release-tag",
  on: "workflow",
  severity: "warning",
  title: "Push images under a tag that stays",
  why: "When every build overwrites `latest`, the version that ran yesterday has no name any more: there is nothing to roll back to, and nobody can say what runs.",
  references: [
    "https://docs.docker.com/build/ci/github-actions/manage-tags-labels/",
    "https://github.com/docker/metadata-action#typesha",
  ],
  equivalents: [],
  fix: "review",
  examples: [
    {
      bad: "on: push\njobs:\n  image:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: docker/build-push-action@v7\n        with:\n          push: true\n          tags: ghcr.io/acme/api:«latest»\n",
      good: "on: push\njobs:\n  image:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: docker/build-push-action@v7\n        with:\n          push: true\n          tags: ghcr.io/acme/api:latest,ghcr.io/acme/api:sha-${{ github.sha }}\n",
    },
    {
      title: "a list of tags",
      bad: "on: push\njobs:\n  image:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: docker/build-push-action@v7\n        with:\n          push: true\n          tags: |\n            acme/api:«prod»\n",
      good: "on: push\njobs:\n  image:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: docker/build-push-action@v7\n        with:\n          push: true\n          tags: |\n            acme/api:prod\n            acme/api:sha-${{ github.sha }}\n",
    },
  ],
  *check({ file }) {
    const pipeline = workflowOf(file);
    if (!pipeline) return;
    const lasting = new Map<string, Pushed>();
    const all = pipeline.jobs.flatMap(tagsPushed);
    for (const pushed of all) if (lasts(pushed.tag)) lasting.set(pushed.image, pushed);
    const isRetagged = pipeline.steps.some((step) => commandsOf(step).some(retags));
    const reported = new Set<string>();
    for (const pushed of all) {
      const kept = lasting.get(pushed.image);
      if (reported.has(pushed.image) || !(kept || moving.test(pushed.tag))) continue;
      reported.add(pushed.image);
      if (kept) {
        yield { proves: kept.at, message: `Every build of \`${pushed.image}\` has a tag of its own.` };
        continue;
      }
      if (isRetagged) continue;
      yield {
        at: pushed.at,
        message: `Every build of \`${pushed.image}\` takes the tag \`${pushed.tag}\` away from the one before, and there is nothing left to roll back to.`,
        fixes: fixesFor(file.form, pushed),
      };
    }
  },
});

/** Whether a tag names one build: something decides on it, or it has a version in it. */
function lasts(tag: string): boolean {
  return /[$%{]/.test(tag) || /\d+\.\d+|[0-9a-f]{7,40}|\d{6,}/.test(tag);
}

/** Whether a command gives an image another name in the registry. */
function retags(command: ShellCommand): boolean {
  return /^(?:docker buildx imagetools|crane (?:tag|cp|copy)|skopeo copy|regctl image|oras tag|oras cp|aws ecr put-image|gcloud container|gcloud artifacts)/.test(
    withoutRunner(command).slice(0, 3).join(" "),
  );
}

function tagsPushed({ steps }: Job): readonly Pushed[] {
  return steps.flatMap((step) => [...byAction(step), ...byCommand(step)]);
}

function byAction(step: Step): readonly Pushed[] {
  const action = step.uses?.action;
  if (
    action !== "docker/build-push-action" &&
    action !== "depot/build-push-action" &&
    action !== "redhat-actions/push-to-registry"
  )
    return [];
  const isPushed =
    action.startsWith("redhat") ||
    /^(?:true|\$\{\{)/i.test(inputText(step, "push")?.trim() ?? "") ||
    /push=true|type=registry/.test(inputText(step, "outputs") ?? "");
  const list = inputOf(step, "tags");
  if (!isPushed || list?.kind !== "scalar") return [];
  const found: Pushed[] = [];
  for (const match of veiled(list.text).matchAll(/[^\s,]+/g)) {
    const written = list.text.slice(match.index, match.index + match[0].length);
    const parts = split(written);
    // A list that an expression makes may hold any tag.
    if (!parts) return [];
    const start = match.index + match[0].length - parts.tag.length;
    const at = parts.isWritten
      ? list.spanOf(start, start + parts.tag.length)
      : list.spanOf(match.index, match.index + match[0].length);
    found.push({ image: parts.image, tag: parts.tag, at: list.via ?? at, step, list });
  }
  return found;
}

function byCommand(step: Step): readonly Pushed[] {
  return commandsOf(step).flatMap((command) => {
    const names = pushedBy(command);
    return names.flatMap((word) => {
      const parts = split(word.text.replaceAll(/^["']|["']$/g, ""));
      return parts
        ? [{ image: parts.image, tag: parts.tag, at: step.run?.via ?? word.span, step, list: undefined }]
        : [];
    });
  });
}

/** The words of `docker push` and `docker buildx build --push` that name what is pushed. */
function pushedBy(command: ShellCommand) {
  const [program, first, second] = withoutRunner(command);
  const { args } = command;
  if (program !== "docker" && program !== "podman") return [];
  if (first === "push" || (first === "image" && second === "push")) {
    if (args.some(({ text }) => /^(?:-a|--all-tags)$/.test(text))) return [];
    return args
      .slice(first === "push" ? 1 : 2)
      .filter(({ text }) => !text.startsWith("-"))
      .slice(0, 1);
  }
  if (first === "compose" || !args.some(({ text }) => text === "--push")) return [];
  return args.filter((_, at) => /^(?:-t|--tag)$/.test(args[at - 1]?.text ?? ""));
}

/** A name with a tag; undefined where an expression may bring more than the name, or all of it. */
function split(
  text: string,
): { readonly image: string; readonly tag: string; readonly isWritten: boolean } | undefined {
  const visible = veiled(text).replaceAll(/\$\{[^{}\s]*\}/g, (variable) => "$".repeat(variable.length));
  const slash = visible.lastIndexOf("/");
  const colon = visible.lastIndexOf(":");
  if (colon <= slash)
    // A variable behind the last slash may bring a tag, or be the whole of it.
    return visible.includes("@") || visible.includes("$", slash + 1)
      ? undefined
      : { image: text, tag: "latest", isWritten: false };
  return { image: text.slice(0, colon), tag: text.slice(colon + 1), isWritten: true };
}

/** The text with its expressions made unreadable, at the same length. */
function veiled(text: string): string {
  let result = "";
  for (const { start, end } of embeddedIn(text)) {
    result += text.slice(result.length, start);
    result += "$".repeat(end - start);
  }
  return result + text.slice(result.length);
}

function fixesFor(form: YamlForm, { image, list }: Pushed): readonly Fix[] {
  if (!list || list.via) return [];
  const tag = `${image}:sha-\${{ github.sha }}`;
  const title = "Push it under its commit, too";
  if (list.style === "literal") {
    const last = list.spanOf(list.text.trimEnd().length - 1, list.text.trimEnd().length).end;
    const eol = form.text.includes("\r\n") ? "\r\n" : "\n";
    return [{ title, kind: "review", edits: [insertion(last, `${eol}${indentAt(form.text, last)}${tag}`)] }];
  }
  if (list.style === "folded" || list.text.includes("\n")) return [];
  const edits = setScalar(form, list, `${list.text},${tag}`);
  return edits ? [{ title, kind: "review", edits }] : [];
}
