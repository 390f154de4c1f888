import { UNKNOWN } from "../../files/dockerfile/expand";
import { isNamedContext } from "../../project/build-context";
import type { Span } from "../../text/span";
import { pinFixes } from "../images/pin";
import { type TagState, tagState, type UsedImage } from "../images/used-image";
import { defineRule } from "../rule";
import { usedImages } from "./used-image";

export const pinBaseImage = defineRule({
  id: "dockerfile/pin-base-image",
  on: "dockerfile",
  severity: "warning",
  title: "Name the version of every base image",
  why: "Without a tag, or with `latest`, two builds of the same commit can start from different systems, and a new major version arrives the day it is published.",
  references: [
    "https://docs.docker.com/build/building/best-practices/#pin-base-image-versions",
    "https://docs.docker.com/reference/dockerfile/#from",
  ],
  equivalents: [
    "hadolint DL3006",
    "hadolint DL3007",
    "trivy DS-0001",
    "checkov CKV_DOCKER_7",
    "semgrep missing-image-version",
    "semgrep avoid-latest-version",
  ],
  fix: "review",
  examples: [
    { bad: "FROM node:«latest»\n", good: "FROM node:24\n" },
    { bad: "FROM «python» AS build\n", good: "FROM python:3.13 AS build\n" },
    {
      title: "the version comes from an ARG",
      bad: "ARG TAG=«latest»\nFROM node:${TAG}\n",
      good: "ARG TAG=24\nFROM node:${TAG}\n",
    },
    {
      title: "a registry with a port is no tag",
      bad: "FROM «registry.example.com:5000/team/app»\n",
      good: "FROM registry.example.com:5000/team/app:1.4.2\n",
      fix: null,
    },
  ],
  *check({ file, project }) {
    const seen = new Set<number>();
    for (const image of usedImages(file.form)) {
      const state = tagState(image);
      if (state === "unknown" || isNamedContext(project, file.path, image.sketch)) continue;
      const at = placeOf(image, state);
      if (seen.has(at.start)) continue;
      seen.add(at.start);
      if (state === "pinned") yield { proves: at, message: `The version of \`${image.sketch}\` is named.` };
      else yield { at, message: messageFor(image, state), fixes: pinFixes(image) };
    }
  },
});

/** The tag or digest, or the name that has none: where it is written, be it in an ARG. */
function placeOf(image: UsedImage, state: TagState): Span {
  const { reference, sketch, written } = image;
  const end = sketch.length;
  const start = state === "latest" ? end - "latest".length : (reference?.digest ?? reference?.tag)?.start;
  return image.locate(start ?? 0, end) ?? written;
}

function messageFor({ sketch }: UsedImage, state: TagState): string {
  const known = sketch.replaceAll(UNKNOWN, "…");
  return state === "latest"
    ? `\`${known}\` is another image every few weeks. Name a version.`
    : `\`${known}\` has no tag, so each build takes what is \`latest\` that day. Name a version.`;
}
