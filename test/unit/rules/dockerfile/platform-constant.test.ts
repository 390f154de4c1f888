import { platformConstant } from "../../../../src/core/rules/dockerfile/platform-constant";
import { testRule } from "../../../support/rule-tester";

testRule(platformConstant, {
  valid: [
    "FROM debian:13\n",
    "FROM --platform=$BUILDPLATFORM golang:1.26 AS build\n",
    { title: "quotes and braces", code: 'FROM --platform="${BUILDPLATFORM:-linux/amd64}" golang:1.26\n' },
    { title: "an ARG", code: "ARG P=linux/amd64\nFROM --platform=$P golang:1.26\n" },
    { title: "named after the architecture", code: "FROM --platform=linux/arm64 debian:13 AS tools_ARM64\n" },
    { title: "named after the system", code: "FROM --platform=linux/amd64 debian:13 AS linux\n" },
    { title: "another name of it", code: "FROM --platform=linux/x86_64 debian:13 AS build-amd64\n" },
    { title: "a flag without a value", code: "FROM --platform debian:13\n" },
    { title: "nothing behind the flag", code: "FROM --platform=linux/amd64\n" },
  ],
  invalid: [
    {
      title: "each stage",
      code: "FROM «--platform=linux/amd64» node:24 AS web\nFROM «--platform=linux»   debian:13\n",
      severity: "info",
      fixed: "FROM node:24 AS web\nFROM debian:13\n",
    },
    {
      title: "over two lines",
      code: 'FROM «--platform="linux/amd64"» \\\n  node:24\n',
      fixed: "FROM \\\n  node:24\n",
    },
    {
      title: "a file for development",
      code: { "Dockerfile.dev": "FROM «--platform=linux» a:1\n" },
      severity: "hint",
    },
  ],
});
