import { copyRootFs } from "../../../../src/core/rules/dockerfile/copy-root-fs";
import { testRule } from "../../../support/rule-tester";

const build = "FROM golang:1.26 AS build\nRUN go build\n";

testRule(copyRootFs, {
  valid: [
    { title: "the build context", code: "FROM debian:13\nCOPY / /\n" },
    { title: "a folder", code: `${build}FROM debian:13\nCOPY --from=build /app /\n` },
    { title: "into a folder", code: `${build}FROM debian:13\nCOPY --from=build / /rootfs\n` },
    {
      title: "a stage that holds its results only",
      code: `${build}FROM scratch AS out\nCOPY --from=build /app /\nFROM debian:13\nCOPY --from=out / /\n`,
    },
    {
      title: "a bundle",
      code: "FROM tonistiigi/xx:1.9 AS xx\nFROM debian:13\nCOPY --from=xx / /\nCOPY --from=tonistiigi/xx / /\n",
    },
    { title: "a variable", code: "FROM debian:13\nARG S\nCOPY --from=$S / /\n" },
    {
      title: "a named context",
      code: {
        Dockerfile: "FROM debian:13\nCOPY --from=rootfs / /\n",
        "compose.yaml":
          "services:\n  a:\n    build:\n      context: .\n      additional_contexts:\n        rootfs: ./rootfs\n",
      },
    },
  ],
  invalid: [
    {
      title: "a stage",
      code: `${build}FROM debian:13\n«COPY --from=Build / /»\n`,
      severity: "warning",
      fixed: null,
    },
    {
      title: "a stage by number, in quotes",
      code: `${build}FROM debian:13\n«COPY --link --from=0 "/" "/."»\n`,
      severity: "warning",
    },
    { title: "to have one layer", code: `${build}FROM scratch\n«COPY --from=build / /»\n`, severity: "info" },
    {
      title: "an image that may be a bundle",
      code: "FROM debian:13\n«COPY --from=acme/tools:1 / /»\n",
      severity: "info",
    },
    { title: "a name that nobody knows", code: "«COPY --from=build / /»\n", severity: "info" },
  ],
});
