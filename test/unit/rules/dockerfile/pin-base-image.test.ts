import { pinBaseImage } from "../../../../src/core/rules/dockerfile/pin-base-image";
import { testRule } from "../../../support/rule-tester";

testRule(pinBaseImage, {
  valid: [
    { title: "a tag", code: "FROM debian:13\n", proof: "13" },
    { title: "a digest", code: "FROM ruby@sha256:f1dbca0f5dbc9\n", proof: "sha256:f1dbca0f5dbc9" },
    {
      title: "latest with a digest",
      code: "FROM debian:latest@sha256:7959ed6f7e35\n",
      proof: "sha256:7959ed6f7e35",
    },
    { title: "scratch", code: "FROM scratch\n" },
    {
      title: "a name that a Compose file gives to another build",
      code: {
        Dockerfile: "FROM base\nCOPY --from=assets/web /dist /srv\n",
        "compose.yaml":
          "services:\n  api:\n    build:\n      context: .\n      additional_contexts: [base=service:common, assets/web=./web]\n",
      },
    },
    {
      title: "an earlier stage in another case",
      code: "FROM golang:1.26 AS Build\nFROM build\nCOPY --from=BUILD /a /a\n",
    },
    {
      title: "an earlier stage by its number",
      code: "FROM golang:1.26\nFROM debian:13\nCOPY --from=0 /a /a\n",
    },
    { title: "a variable without a value", code: "ARG IMAGE\nFROM ${IMAGE}\n" },
    { title: "a tag without a value", code: "ARG TAG\nFROM foo:${TAG}\n" },
    { title: "a variable in front of the tag", code: "ARG R\nFROM ${R}/app:1\n" },
    { title: "an ARG that names a version", code: "ARG BASE=node:24\nFROM $BASE\n", proof: "24" },
    { title: "a default in the expansion", code: "FROM node:${V:-24}\n" },
    { title: "a variable that may be a whole reference", code: "ARG I\nFROM $I-slim\n" },
    {
      title: "a source of COPY with a tag",
      code: "FROM debian:13\nCOPY --from=ghcr.io/astral-sh/uv:0.9 /uv /bin/\n",
    },
    { title: "a named context", code: "FROM debian:13\nCOPY --from=shared /a /a\n" },
    { title: "a variable in COPY", code: "FROM debian:13\nCOPY --from=$X /a /a\n" },
    { title: "a platform", code: "FROM --platform=$BUILDPLATFORM debian:13\n" },
    { title: "another moving tag", code: "FROM nginx:stable-alpine\n" },
    { title: "an empty file", code: "" },
  ],
  invalid: [
    { title: "no tag on an image that nobody knows", code: "FROM «acme/app» AS builder\n", fixed: null },
    { title: "latest on an image that nobody knows", code: "FROM acme/app:«latest»\n", fixed: null },
    {
      title: "no tag behind a platform",
      code: "FROM --platform=linux/amd64 «golang»\n",
      fixed: "FROM --platform=linux/amd64 golang:1.26\n",
    },
    { title: "quotes", code: 'FROM "«node»"\n', fixed: 'FROM "node:24"\n' },
    {
      title: "a registry of Docker",
      code: "FROM docker.io/library/node:«latest»\n",
      fixed: "FROM docker.io/library/node:24\n",
    },
    {
      title: "an ARG that names no version",
      code: "ARG BASE=«node»\nFROM ${BASE} AS a\nFROM ${BASE}\n",
      fixed: "ARG BASE=node:24\nFROM ${BASE} AS a\nFROM ${BASE}\n",
    },
    { title: "an unknown registry in front", code: "ARG REGISTRY\nFROM «${REGISTRY}/ubuntu»\n", fixed: null },
    { title: "unknown names, but latest", code: "ARG R\nFROM $R/$I:«latest»\n", fixed: null },
    { title: "a suffix that nobody sets", code: "FROM «alpine$TAG»\n", fixed: null },
    {
      title: "an ARG of an earlier stage",
      code: "FROM alpine:3.23\nARG IMAGE=«all-in-one»\nFROM $IMAGE\n",
      fixed: null,
    },
    {
      title: "a source of COPY",
      code: "FROM debian:13\nCOPY --from=«ghcr.io/astral-sh/uv» /uv /bin/\nCOPY --from=composer:«latest» /c /c\n",
      fixed: null,
    },
    {
      title: "each stage",
      code: "FROM «python» AS a\nFROM alpine:«latest»\n",
      fixed: "FROM python:3.13 AS a\nFROM alpine:3.23\n",
    },
    {
      title: "the slim image instead",
      code: "FROM python:«latest»\n",
      fix: "Use `python:3.13-slim`",
      fixed: "FROM python:3.13-slim\n",
    },
    { title: "a file for development", code: { "Dockerfile.dev": "FROM «node»\n" }, severity: "info" },
  ],
});
