import { mutableReleaseTag } from "../../../../src/core/rules/workflow/mutable-release-tag";
import { testRule } from "../../../support/rule-tester";

const flow = (...steps: string[]) =>
  `on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n${steps.map((step) => `      - ${step}\n`).join("")}`;
const build = (tags: string, push = "true") =>
  `uses: docker/build-push-action@v7\n        with:\n          push: ${push}\n          tags: ${tags}`;
const run = (...lines: string[]) => `run: |\n${lines.map((line) => `          ${line}`).join("\n")}`;

testRule(mutableReleaseTag, {
  valid: [
    { title: "the commit", code: flow(build("acme/api:${{ github.sha }}")), proof: "github.sha" },
    {
      title: "latest and the commit",
      code: flow(build("acme/api:latest,acme/api:sha-${{ github.sha }}")),
      proof: "sha-",
    },
    { title: "the tags of metadata-action", code: flow(build("${{ steps.meta.outputs.tags }}")) },
    { title: "a version", code: flow(build("acme/api:1.4.2")), proof: "1.4.2" },
    { title: "not pushed", code: flow(build("acme/api:latest", "false")) },
    {
      title: "not pushed, by default",
      code: flow("uses: docker/build-push-action@v7\n        with:\n          tags: acme/api:latest"),
    },
    {
      title: "two commands",
      code: flow(run("docker push acme/api:latest", 'docker push "acme/api:$GITHUB_SHA"')),
    },
    { title: "a variable may hold the tag", code: flow(run('docker push "$IMAGE"')) },
    { title: "a variable in braces may hold the tag", code: flow(run("docker push ${API_IMAGE}")) },
    {
      title: "a variable behind the registry",
      code: flow(run("docker push registry.acme.dev/${API_IMAGE}")),
    },
    {
      title: "a part of a variable has a colon of its own",
      code: flow(run("docker push $REGISTRY/api:latest", "docker push $REGISTRY/api:${GITHUB_SHA::8}")),
    },
    { title: "all tags", code: flow(run("docker push --all-tags acme/api")) },
    { title: "a cache", code: flow(build("acme/api:buildcache")) },
    {
      title: "another name later",
      code: flow(
        build("acme/api:latest"),
        run("docker buildx imagetools create -t acme/api:$SHA acme/api:latest"),
      ),
    },
    { title: "an expression that may bring a tag", code: flow(build("acme/${{ matrix.image }}")) },
  ],
  invalid: [
    {
      title: "several images",
      code: flow(build("acme/api:«latest»"), build("acme/web:«prod»")),
      severity: "warning",
    },
    {
      title: "latest by another name",
      code: flow(
        build(
          "|\n            ghcr.io/${{ github.repository }}:«latest»\n            ghcr.io/${{ github.repository }}:main",
        ),
      ),
      fixed: flow(
        build(
          "|\n            ghcr.io/${{ github.repository }}:latest\n            ghcr.io/${{ github.repository }}:main\n            ghcr.io/${{ github.repository }}:sha-${{ github.sha }}",
        ),
      ),
    },
    {
      title: "no tag",
      code: flow(build("«acme/api»")),
      fixed: flow(build("acme/api,acme/api:sha-${{ github.sha }}")),
    },
    {
      title: "docker push",
      code: flow(run("docker build -t acme/api:latest .", "docker push «acme/api:latest»")),
      fixed: null,
    },
    { title: "buildx", code: flow(run("docker buildx build --push -t «acme/api:stable» .")), fixed: null },
    {
      title: "a registry with a port",
      code: flow(run("docker push «registry.acme.dev:5000/api»")),
      fixed: null,
    },
    {
      title: "an expression decides whether",
      code: flow(build("acme/api:«latest»", "${{ github.ref == 'refs/heads/main' }}")),
    },
  ],
});
