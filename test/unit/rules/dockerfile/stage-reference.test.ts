import { stageReference } from "../../../../src/core/rules/dockerfile/stage-reference";
import { testRule } from "../../../support/rule-tester";

testRule(stageReference, {
  valid: [
    { title: "a stage", code: "FROM scratch as build\nRUN foo\nFROM node\nCOPY --from=build foo .\n" },
    {
      title: "case does not count",
      code: "FROM node:24 AS Build\nFROM nginx:1.29\nCOPY --from=bUILD foo .\n",
    },
    {
      title: "an image",
      code: "FROM a:1\nCOPY --from=haskell:latest bar .\nCOPY --from=ghcr.io/astral-sh/uv /uv /bin/\n",
    },
    {
      title: "an official image without a tag",
      code: "FROM php:8.4\nCOPY --from=composer /usr/bin/composer /usr/bin/\n",
    },
    { title: "a number", code: "FROM scratch\nRUN foo\nFROM node\nCOPY --from=0 foo .\n" },
    { title: "a variable", code: "FROM a:1\nCOPY --from=$STAGE foo .\nCOPY --from=${STAGE} foo .\n" },
    { title: "nothing yet", code: "FROM a:1\nCOPY --from= foo .\nCOPY --from foo .\n" },
    {
      title: "a stage from a stage",
      code: "FROM node:24 AS base\nFROM base AS build\nFROM base\nCOPY --from=build a .\n",
    },
    {
      title: "a stage called like its image",
      code: "FROM node AS node\nFROM nginx AS nginx\nCOPY --from=node a .\n",
    },
    { title: "an image that a later stage is called like", code: "FROM node AS a\nFROM alpine AS node\n" },
    { title: "a local image", code: "FROM acme-base\nRUN a\n" },
    { title: "names that differ in digits", code: "FROM python:3.13 AS py313\nFROM py312 AS b\n" },
    { title: "other words for the base", code: "FROM scratch\nFROM scratch AS a\n" },
    {
      title: "no platform is a name",
      code: "FROM --platform=linux/amd64 node:16 as FOO\nRUN npm i\n\nFROM --platform=linux/amd64 node:16 as BAR\n",
    },
    { title: "a trigger", code: "FROM a:1\nONBUILD COPY --from=assets a .\n" },
    { title: "files of the context", code: "FROM a:1\nRUN --mount=type=bind,from=context,target=/x a\n" },
    {
      title: "a mount from a stage",
      code: "FROM a:1 AS b\nFROM c:1\nRUN --mount=type=bind,from=b,target=/x a\n",
    },
    { title: "a heredoc that is still open", code: "FROM a:1\nRUN <<EOF\nCOPY --from=assets a .\n" },
    {
      title: "a file that includes another",
      code: "INCLUDE ./base.dockerfile\nFROM a:1\nCOPY --from=assets a .\n",
    },
    {
      title: "a context that a Compose file names",
      code: {
        Dockerfile: "FROM a:1\nCOPY --from=assets a .\nRUN --mount=from=assets,target=/x a\n",
        "compose.yaml":
          "services:\n  app:\n    build:\n      context: .\n      additional_contexts:\n        assets: ./assets\n",
      },
    },
    {
      title: "a context that a Bake file may name",
      code: { Dockerfile: "FROM a:1\nCOPY --from=assets a .\n", "docker-bake.hcl": 'target "a" {}\n' },
    },
    { title: "a comment of hadolint", code: "FROM a:1\n# hadolint ignore=DL3022\nCOPY --from=assets a .\n" },
  ],
  invalid: [
    {
      title: "an unknown name without any stage",
      code: "COPY --from=«foo» bar .\n",
      severity: "warning",
      fixed: null,
    },
    { title: "a number without any stage", code: "COPY --from=«0» bar .\n", severity: "error" },
    { title: "a number that is too high", code: "FROM a:1\nFROM b:1\nCOPY --from=«1» bar .\n" },
    {
      title: "a later stage",
      code: "FROM scratch\nCOPY --from=«build» foo .\nFROM node as build\nRUN baz\n",
      severity: "error",
      message: /comes later/,
    },
    {
      title: "a later stage as base",
      code: "FROM «base» AS app\nFROM node:24 AS base\n",
      message: /comes later/,
      fixed: null,
    },
    {
      title: "a slip as base",
      code: "FROM node:24 AS builder\nFROM «bulider» AS test\n",
      fixed: "FROM node:24 AS builder\nFROM builder AS test\n",
    },
    {
      title: "the stage itself",
      code: "FROM node as foo\nCOPY --from=«foo» bar .\n",
      message: /this stage itself/,
      fixed: null,
    },
    {
      title: "the stage itself in another case",
      code: "FROM golang:1.18 as Builder\nCOPY --from=«builder» /binary /\n",
    },
    {
      title: "two of one name",
      code: "FROM node as foo\nRUN something\nFROM scratch as «foo»\nRUN something\n",
      severity: "error",
    },
    { title: "two of one name in another case", code: "FROM a:1 AS b\nFROM c:1 AS «B»\n" },
    { title: "names with a meaning", code: "FROM scratch AS «scratch»\nFROM scratch AS «context»\n" },
    {
      title: "a mount of an unknown stage",
      code: "FROM a:1 AS build\nFROM c:1\nRUN --mount=type=bind,from=«buidl»,target=/x a\n",
      fixed: "FROM a:1 AS build\nFROM c:1\nRUN --mount=type=bind,from=build,target=/x a\n",
    },
    {
      title: "in quotes",
      code: 'FROM a:1 AS build\nFROM c:1\nCOPY --from=«"buidl"» a .\n',
      fixed: "FROM a:1 AS build\nFROM c:1\nCOPY --from=build a .\n",
    },
  ],
});
