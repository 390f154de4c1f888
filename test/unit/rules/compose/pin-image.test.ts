import { pinImage } from "../../../../src/core/rules/compose/pin-image";
import { testRule } from "../../../support/rule-tester";

const image = (value: string, rest = "") => `services:\n  web:\n    image: ${value}\n${rest}`;

testRule(pinImage, {
  valid: [
    { title: "a version", code: image("nginx:1.28-alpine"), proof: "1.28-alpine" },
    { title: "a digest", code: image("nginx@sha256:0ed5d592"), proof: "sha256:0ed5d592" },
    { title: "latest with a digest", code: image("nginx:latest@sha256:0ed5d592"), proof: "sha256" },
    { title: "a registry with a port", code: image("registry.acme.dev:5000/web:1"), proof: "1" },
    { title: "a variable decides", code: image("${IMAGE}") },
    { title: "a variable must be set", code: image("${IMAGE:?which image}") },
    { title: "a variable decides on the tag", code: image("acme/web:${TAG}") },
    { title: "a tag that must be set", code: image("ghcr.io/acme/web:${TAG:?set TAG}") },
    { title: "a variable may bring the tag", code: image("acme/web${TAG}") },
    { title: "a replacement may bring the tag", code: image("acme/web:1${SUFFIX:+-$SUFFIX}") },
    { title: "a default names a version", code: image("'postgres:${PG:-17}'"), proof: "17" },
    { title: "a default names the whole image", code: image("${IMAGE:-nginx:1.28}"), proof: "1.28" },
    { title: "the name of what is built here", code: image("acme/web", "    build: .\n") },
    {
      title: "latest of what is built here",
      code: image("acme/web:latest", "    build:\n      context: .\n"),
    },
    {
      title: "another service runs what one builds",
      code: "services:\n  web:\n    build: .\n    image: acme/web\n  worker:\n    image: acme/web\n",
    },
    {
      title: "the base file builds it",
      code: {
        "compose.yaml": "services:\n  web:\n    build: .\n",
        "compose.prod.yaml": image("registry.acme.dev/web"),
      },
    },
    { title: "only built", code: "services:\n  web:\n    build: .\n" },
    { title: "a tag that only starts like a moving one", code: image("nginx:stable-alpine") },
    { title: "an anchor that nobody uses", code: "x-web: &web\n  image: nginx\nservices: {}\n" },
    { title: "nothing written yet", code: "services:\n  web:\n    image:\n" },
    { title: "what Compose refuses", code: image("nginx:${TAG:latest}") },
  ],
  invalid: [
    { title: "no tag", code: image("«python»"), severity: "warning", fixed: image("python:3.13") },
    { title: "latest", code: image("node:«latest» # the app"), fixed: image("node:24 # the app") },
    {
      title: "the slim image",
      code: image("node:«lts»"),
      fix: "Use `node:24-slim`",
      fixed: image("node:24-slim"),
    },
    { title: "quotes", code: image('"redis:«latest»"'), fixed: image('"redis:8"') },
    { title: "an image that nobody knows", code: image("«ghcr.io/acme/web»"), fixed: null },
    { title: "stable", code: image("nginx:«stable»"), message: /under the same name/, fixed: null },
    {
      title: "nginx, which has no version to stay with",
      code: image("docker.io/library/«nginx»").replace(
        "docker.io/library/«nginx»",
        "«docker.io/library/nginx»",
      ),
      fixed: null,
    },
    ...["edge", "nightly", "dev", "test", "beta", "canary", "LATEST"].map((tag) => ({
      title: tag,
      code: image(`acme/web:«${tag}»`),
      fixed: null,
    })),
    { title: "a registry with a port is no tag", code: image("«registry.acme.dev:5000/web»"), fixed: null },
    { title: "an unknown registry in front", code: image("«${REGISTRY}/web»"), fixed: null },
    { title: "an unknown name", code: image("${IMAGE}:«latest»"), fixed: null },
    {
      title: "the default of a tag",
      code: image("'python:${TAG:-«latest»}'"),
      fixed: image("'python:${TAG:-3.13}'"),
    },
    {
      title: "a default without a tag",
      code: image("${IMAGE:-«python»}"),
      fixed: image("${IMAGE:-python:3.13}"),
    },
    {
      title: "nested defaults",
      code: image("node:${A:-${B:-«latest»}}"),
      fixed: image("node:${A:-${B:-24}}"),
    },
    {
      title: "a database keeps the version of its data",
      code: image("mysql:«latest»"),
      message: /the version that wrote its data/,
      fixed: null,
    },
    {
      title: "an anchor that two services share is told of once",
      code: "x-web: &web\n  image: python:«latest»\nservices:\n  a:\n    <<: *web\n  b:\n    <<: *web\n",
      fixed: "x-web: &web\n  image: python:3.13\nservices:\n  a:\n    <<: *web\n  b:\n    <<: *web\n",
    },
    {
      title: "an alias of the image",
      code: "x-image: &image python:«latest»\nservices:\n  a:\n    image: *image\n  b:\n    image: *image\n",
      fixed: "x-image: &image python:3.13\nservices:\n  a:\n    image: *image\n  b:\n    image: *image\n",
    },
    {
      title: "what is extended is told of once",
      code: "services:\n  base:\n    image: «python»\n  web:\n    extends: base\n",
    },
    {
      title: "flow style",
      code: "services: { web: { image: «python» } }\n",
      fixed: "services: { web: { image: python:3.13 } }\n",
    },
    { title: "development", code: { "compose.dev.yaml": image("«python»") }, severity: "info" },
    {
      title: "an image of another folder is not the one that is built",
      code: {
        "compose.yaml": image("«acme/web»"),
        "other/compose.yaml": "services:\n  web:\n    build: .\n    image: acme/web\n",
      },
      fixed: null,
    },
  ],
});
