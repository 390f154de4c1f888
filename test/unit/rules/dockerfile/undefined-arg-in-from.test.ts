import { undefinedArgInFrom } from "../../../../src/core/rules/dockerfile/undefined-arg-in-from";
import { testRule } from "../../../support/rule-tester";

testRule(undefinedArgInFrom, {
  valid: [
    { title: "declared", code: "ARG base=scratch\nFROM $base\nCOPY Dockerfile .\n", proof: "$base" },
    {
      title: "a platform that is declared",
      code: "ARG BUILDPLATFORM=linux/amd64\nFROM --platform=$BUILDPLATFORM scratch\n",
    },
    {
      title: "a platform that is not declared",
      code: "FROM --platform=$BUILDPLATFORM golang:1.25\nFROM debian:13-$TARGETARCH\n",
    },
    { title: "declared without a default at the end", code: "ARG DEBUG\nFROM scratch${DEBUG}\n" },
    { title: "a default in place", code: "ARG DEBUG\nFROM scra${DEBUG:-tch}\n" },
    { title: "a default that is not needed", code: 'ARG DEBUG=""\nFROM scratch${DEBUG-@bogus}\n' },
    { title: "not declared, with a default in place", code: "FROM node:${V:-24}\nFROM node:${W-24}\n" },
    { title: "not declared, with a word for when it is set", code: "FROM node:24${SLIM:+-slim}\n" },
    {
      title: "defaults from defaults",
      code: "ARG V=24\nARG TAG=$V-slim\nARG IMAGE=registry.example.com:5000/acme/node:$TAG\nFROM ${IMAGE}\n",
    },
    { title: "a tag", code: 'ARG VERSION="latest"\nFROM busybox:${VERSION}\n' },
    { title: "an empty suffix", code: 'ARG BUSYBOX_VARIANT=""\nFROM busybox:stable${BUSYBOX_VARIANT}\n' },
    {
      title: "a suffix without a default",
      code: "\tARG BUSYBOX_VARIANT\n\tFROM busybox:stable${BUSYBOX_VARIANT}\n",
    },
    { title: "a stage by a variable", code: "ARG ENV=Prod\nFROM node:24 AS Prod\nFROM ${ENV}\n" },
    { title: "a digest", code: `ARG D=sha256:${"a".repeat(64)}\nFROM node:24@$D\n` },
    { title: "several in one ARG", code: "ARG A=node B=24\nFROM $A:$B\n" },
    { title: "no variable", code: "FROM node:24\n" },
    { title: "an escaped dollar sign", code: "FROM node:\\$V\n" },
    { title: "a value that cannot be worked out", code: "ARG V=$HOME\nFROM node:$V\n" },
    { title: "a comment of BuildKit", code: "# check=skip=UndefinedArgInFrom\nFROM node:$V\n" },
  ],
  invalid: [
    {
      title: "a slip in a platform",
      code: "FROM --platform=«$BULIDPLATFORM» scratch\nCOPY Dockerfile .\n",
      severity: "error",
      fixed: "FROM --platform=$BUILDPLATFORM scratch\nCOPY Dockerfile .\n",
    },
    {
      title: "a slip in braces",
      code: "ARG MY_OS=linux\nARG MY_ARCH=amd64\nFROM --platform=linux/«${MYARCH}» busybox\n",
      fixed: "ARG MY_OS=linux\nARG MY_ARCH=amd64\nFROM --platform=linux/${MY_ARCH} busybox\n",
    },
    { title: "one of two", code: "ARG tag=latest\nFROM busybox:${tag}«${version}» AS b\n", fixed: null },
    { title: "none", code: "FROM «${REGISTRY}»/node:«$V»\n" },
    {
      title: "an ARG of the stage itself",
      code: "# syntax=docker/dockerfile:1\n\n# the base\nFROM node:«$V»\nARG OTHER=1 V=24\n",
      message: /ARG of a stage/,
      fixed: "# syntax=docker/dockerfile:1\n\nARG V=24\n\n# the base\nFROM node:$V\nARG OTHER=1 V=24\n",
    },
    {
      title: "an ARG of a stage without a default",
      code: "FROM node:24\nARG V\nFROM node:«$V»\n",
      fixed: null,
    },
    {
      title: "no default for a tag",
      code: "ARG VERSION\nFROM busybox:«$VERSION»\n",
      severity: "info",
      fixed: null,
    },
    { title: "no default for an image", code: "ARG IMAGE\nFROM «$IMAGE»\n", severity: "info" },
    {
      title: "a default that makes no name",
      code: 'ARG SFX="box:"\nFROM busy«${SFX}»\n',
      severity: "warning",
      message: /busybox:/,
    },
    {
      title: "a default with upper case",
      code: "ARG IMAGE=acme/App:1\nFROM «$IMAGE»\n",
      severity: "warning",
    },
  ],
});
