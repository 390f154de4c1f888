import { type Life, stateOf } from "../../data/lifecycle";
import { replacement, type TextEdit } from "../../text/edits";
import { defineRule, type Fix, type Problem } from "../rule";
import { type DatedPart, datedParts, upgrade } from "./tag-version";
import { type UsedImage, usedImages } from "./used-image";

export const eolBaseImage = defineRule({
  id: "dockerfile/eol-base-image",
  on: "dockerfile",
  severity: "error",
  title: "Build on a release that still gets security fixes",
  why: "After the end of its life a release gets no fixes, so every hole found from then on stays open in the image, however often it is rebuilt.",
  references: ["https://endoflife.date", "https://docs.docker.com/docker-hub/image-library/trusted-content/"],
  equivalents: [],
  fix: "review",
  examples: [
    { bad: "FROM node:«18»-alpine\n", good: "FROM node:24-alpine\n" },
    { bad: "FROM python:«3.8.19»-slim-buster AS build\n", good: "FROM python:3.13-slim AS build\n" },
    {
      title: "the version comes from an ARG",
      bad: "ARG NODE_VERSION=«18»\nFROM node:${NODE_VERSION}-slim AS build\nFROM node:${NODE_VERSION}-slim\n",
      good: "ARG NODE_VERSION=24\nFROM node:${NODE_VERSION}-slim AS build\nFROM node:${NODE_VERSION}-slim\n",
    },
    {
      title: "the system below the image has ended",
      bad: "FROM python:3.12-«alpine3.18»\n",
      good: "FROM python:3.12-alpine\n",
    },
    {
      title: "a database needs more than a new tag",
      bad: "FROM postgres:«13»\n",
      good: "FROM postgres:17\n",
      fix: null,
    },
  ],
  *check({ file, project }) {
    const seen = new Set<number>();
    for (const image of usedImages(file.form)) {
      const { reference } = image;
      const dated = reference ? datedParts(reference) : [];
      const worst = dated.find(({ life }) => stateOf(life, project.today) !== "supported") ?? dated[0];
      if (!worst) continue;
      const at = image.locate(worst.start, worst.end) ?? image.written;
      if (seen.has(at.start)) continue;
      seen.add(at.start);
      const state = stateOf(worst.life, project.today);
      if (state === "supported") {
        yield { proves: at, message: `${nameOf(worst.life)} gets security fixes until ${worst.life.end}.` };
      } else {
        yield { at, ...judge(worst.life, state), fixes: fixesFor(image, worst, project.today) };
      }
    }
  },
});

function judge(life: Life, state: "ended" | "extended" | "ending"): Pick<Problem, "message" | "severity"> {
  const name = nameOf(life);
  const move = life.product.isStateful
    ? ` Move its data to ${life.product.title} ${life.product.current} with the tools of the database.`
    : "";
  if (state === "ended") {
    return {
      severity: "error",
      message: `${name} has had no security fixes since ${life.extended ?? life.end}.${move}`,
    };
  }
  if (state === "ending")
    return { severity: "warning", message: `${name} gets security fixes until ${life.end} only.${move}` };
  return {
    severity: "hint",
    message: `${name} is out of general support since ${life.end}; long-term fixes end on ${life.extended}.`,
  };
}

function nameOf({ product, cycle }: Life): string {
  return `${product.title} ${cycle}`;
}

function fixesFor(image: UsedImage, worst: DatedPart, today: string): Fix[] {
  const { reference } = image;
  const changes = reference && upgrade(reference, today);
  if (!reference || !changes) return [];
  const edits: TextEdit[] = [];
  for (const { start, end, text } of changes) {
    const place = image.locate(start, end);
    if (!place) return [];
    edits.push(replacement(place, text));
  }
  const target = changes
    .toReversed()
    .reduce((text, { start, end, text: to }) => text.slice(0, start) + to + text.slice(end), reference.text);
  return [{ title: `Move from ${nameOf(worst.life)} to \`${target}\``, kind: "review", edits }];
}
