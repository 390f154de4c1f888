import { lifecycleReport } from "../images/lifecycle";
import { defineRule, isProof } from "../rule";
import { usedImages } from "./used-image";

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
      const report = lifecycleReport(image, project.today);
      if (!report) continue;
      const { start } = isProof(report) ? report.proves : report.at;
      if (seen.has(start)) continue;
      seen.add(start);
      yield report;
    }
  },
});
