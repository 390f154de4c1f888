import assert from "node:assert/strict";
import {
  accountIn,
  hasTool,
  isUnprivileged,
  needsRootToStart,
  osOf,
  stepsDown,
} from "../../../src/core/data/images";
import { parseImageReference } from "../../../src/core/files/dockerfile/image-reference";

const image = (text: string) => {
  const reference = parseImageReference(text);
  assert.ok(reference, text);
  return reference;
};

describe("tools in images", () => {
  const cases: readonly [image: string, tool: string, has: boolean | undefined][] = [
    ["python:3.13-slim", "curl", false],
    ["python:3.13-slim", "wget", false],
    ["python:3.13-slim", "python", true],
    ["python:3.13-slim", "node", false],
    ["python:3.13", "curl", true],
    ["python:3.13", "wget", true],
    ["python:3.13-alpine", "curl", false],
    ["python:3.13-alpine3.22", "wget", true],
    ["node:24-alpine", "wget", true],
    ["node:24-alpine", "curl", false],
    ["node:24-slim", "wget", false],
    ["node:24-bookworm-slim", "curl", false],
    ["node:24", "curl", true],
    ["node:24", "python3", undefined],
    ["nginx:1.29", "curl", true],
    ["nginx:1.29-alpine", "curl", true],
    ["nginx:1.29-alpine-slim", "curl", false],
    ["nginx:1.29-alpine", "wget", true],
    ["debian:13", "curl", false],
    ["alpine:3.23", "bash", false],
    ["alpine:3.23", "nc", true],
    ["golang:1.26", "curl", true],
    ["postgres:18", "pg_isready", true],
    ["scratch", "sh", false],
    ["gcr.io/distroless/python3-debian12", "python3", true],
    ["gcr.io/distroless/static", "sh", false],
    ["python:3.13-windowsservercore-ltsc2022", "curl", undefined],
    ["acme/python:3.13-slim", "curl", undefined],
  ];
  for (const [name, tool, has] of cases) {
    it(`${name}: ${tool} is ${has === undefined ? "unknown" : has ? "there" : "missing"}`, () => {
      assert.equal(hasTool(image(name), tool), has);
    });
  }
});

describe("users of images", () => {
  it("knows images that run unprivileged", () => {
    for (const name of [
      "gcr.io/distroless/static:nonroot",
      "gcr.io/distroless/base-debian12:debug-nonroot",
      "cgr.dev/chainguard/python:latest",
      "nginxinc/nginx-unprivileged:1.29",
      "mcr.microsoft.com/dotnet/aspnet:8.0-jammy-chiseled",
      "bitnami/node:22",
      "docker.io/bitnami/redis",
      "registry.access.redhat.com/ubi9/nodejs-22:1",
    ]) {
      assert.ok(isUnprivileged(image(name)), name);
    }
    for (const name of ["node:24", "acme/app:1", "nginx:1.29", "mcr.microsoft.com/dotnet/aspnet:8.0"]) {
      assert.ok(!isUnprivileged(image(name)), name);
    }
  });

  it("knows the accounts that images bring, and those that need root", () => {
    assert.equal(accountIn(image("node:24-alpine")), "node");
    assert.equal(accountIn(image("mcr.microsoft.com/dotnet/aspnet:8.0")), "$APP_UID");
    assert.equal(accountIn(image("mcr.microsoft.com/dotnet/aspnet:6.0")), undefined);
    assert.equal(accountIn(image("gcr.io/distroless/static")), "nonroot");
    assert.equal(accountIn(image("python:3.13")), undefined);
    assert.ok(stepsDown(image("postgres:18")) && !stepsDown(image("acme/postgres:18")));
    assert.ok(needsRootToStart(image("nginx:1.29")) && needsRootToStart(image("php:8.4-apache")));
    assert.ok(!needsRootToStart(image("php:8.4-cli")));
  });

  it("knows the family of the system", () => {
    assert.equal(osOf(image("python:3.13-slim")), "debian");
    assert.equal(osOf(image("python:3.13-alpine")), "alpine");
    assert.equal(osOf(image("acme/app:1-alpine")), "alpine");
    assert.equal(osOf(image("scratch")), "none");
    assert.equal(osOf(image("acme/app:1")), undefined);
    assert.equal(osOf(image("python:3.13-windowsservercore")), undefined);
  });
});
