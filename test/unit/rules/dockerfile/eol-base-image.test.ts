import { eolBaseImage } from "../../../../src/core/rules/dockerfile/eol-base-image";
import { testRule } from "../../../support/rule-tester";

testRule(eolBaseImage, {
  valid: [
    { title: "a supported line", code: "FROM node:24-alpine\n", proof: "24" },
    { title: "the proof names its ARG", code: "ARG V=3.13\nFROM python:${V}-slim\n", proof: "3.13" },
    { title: "a moving tag", code: "FROM node:lts-alpine\nFROM node:alpine\nFROM nginx:stable\n" },
    { title: "no tag", code: "FROM node\n" },
    { title: "only a digest", code: "FROM node@sha256:abcdef\n" },
    { title: "an image of somebody else", code: "FROM acme/node:14\nFROM ghcr.io/node:14\n" },
    { title: "a variable without a value", code: "ARG V\nFROM node:$V\n" },
    { title: "a line that the table does not know", code: "FROM node:99\nFROM redis:7\n" },
    { title: "a bare major stands for its newest line", code: "FROM python:3\nFROM golang:1\n" },
    { title: "a system with long-term fixes below an image", code: "FROM python:3.13-slim-bookworm\n" },
    { title: "an earlier stage", code: "FROM debian:13 AS node\nFROM node\n" },
    { title: "a release candidate", code: "FROM python:3.15.0rc1\n" },
  ],
  invalid: [
    {
      title: "an ended line",
      code: "FROM python:«3.8»\n",
      severity: "error",
      message: /Python 3\.8 .* since 2024-10-07/,
      fixed: "FROM python:3.13\n",
    },
    { title: "a codename", code: "FROM node:«hydrogen»-slim\n", fixed: "FROM node:krypton-slim\n" },
    { title: "a bare major that is over", code: "FROM python:«2»\n", fixed: "FROM python:3.13\n" },
    {
      title: "the day after the end",
      code: "FROM node:«24»\n",
      options: { today: "2028-05-01" },
      severity: "error",
    },
    {
      title: "less than 120 days to go",
      code: "FROM php:«8.2»-fpm-alpine\n",
      severity: "warning",
      message: /until 2026-12-31 only/,
      fixed: "FROM php:8.4-fpm-alpine\n",
    },
    {
      title: "Debian in long-term support",
      code: "FROM debian:«12»-slim\n",
      severity: "hint",
      fixed: "FROM debian:13-slim\n",
    },
    {
      title: "Debian by its codename",
      code: "FROM debian:«buster»-slim\n",
      severity: "error",
      fixed: "FROM debian:trixie-slim\n",
    },
    {
      title: "Ubuntu with paid fixes only",
      code: "FROM ubuntu:«focal»\n",
      severity: "hint",
      fixed: "FROM ubuntu:noble\n",
    },
    {
      title: "the system below has ended",
      code: "FROM node:22-«buster»-slim\n",
      severity: "error",
      fixed: "FROM node:22-slim\n",
    },
    { title: "both have ended", code: "FROM node:«16.20.2»-alpine3.18\n", fixed: "FROM node:24-alpine\n" },
    {
      title: "every stage",
      code: "FROM node:«18» AS a\nFROM node:«18»-slim\n",
      fixed: "FROM node:24 AS a\nFROM node:24-slim\n",
    },
    {
      title: "a source of COPY",
      code: "FROM debian:13\nCOPY --from=library/node:«18» /a /a\n",
      fixed: "FROM debian:13\nCOPY --from=library/node:24 /a /a\n",
    },
    { title: "a tag with a digest stays", code: "FROM node:«18»@sha256:abcdef\n", fixed: null },
    { title: "a suffix that the new line may lack", code: "FROM node:«18»-onbuild\n", fixed: null },
    { title: "a database", code: "FROM mysql:«5.7»\n", severity: "error", fixed: null },
    {
      title: "a version that no edit reaches",
      code: "ARG V=18.1\nFROM node:«${V%%.*}»\n".replace("«${V%%.*}»", "${V%%.*}"),
      fixed: null,
    },
    {
      title: "comments and flags stay",
      code: "# base\nFROM  --platform=linux/amd64\tnode:«18» \\\n  AS x\n",
      fixed: "# base\nFROM  --platform=linux/amd64\tnode:24 \\\n  AS x\n",
    },
  ],
});
