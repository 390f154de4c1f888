/**
 * Versions of actions that GitHub's runners no longer run as they were made. Sources: the `runs.using` of each major
 * version's `action.yml`, https://github.blog/changelog (removal of Node 16 from the runners, November 2024;
 * artifact actions v3, January 2025; cache actions v1 and v2, March 2025; CodeQL action v2, January 2025; Node 24 in the
 * place of Node 20, June 2026), and the warnings of runs in October 2026, which name the actions that ask for Node 20.
 *
 * To refresh: add the majors whose `using` names a Node that the runners have dropped, and move `as_of`.
 */
export const as_of = "2026-11-25";

export interface EndedVersions {
  /** The newest major that asks for a Node before 20, or that the service refuses; 0 where there is none. */
  readonly upTo: number;
  /** The newest major that asks for Node 20: the runners have it run on Node 24, which it does so far. */
  readonly node20?: number;
  /** The newest major that fails as soon as it runs, and since when. */
  readonly refused?: { readonly upTo: number; readonly since: string };
}

const artifacts = { upTo: 3, refused: { upTo: 3, since: "January 2025" } };
const cache = { upTo: 3, refused: { upTo: 2, since: "March 2025" } };
const codeql = { upTo: 2, refused: { upTo: 1, since: "January 2023" } };

const before20: ReadonlyMap<string, EndedVersions> = new Map<string, EndedVersions>([
  ["actions/upload-artifact", artifacts],
  ["actions/download-artifact", artifacts],
  // It uploads with version 3 of the action above.
  ["actions/upload-pages-artifact", { upTo: 2, refused: { upTo: 2, since: "January 2025" } }],
  ["actions/cache", cache],
  ["actions/cache/restore", cache],
  ["actions/cache/save", cache],
  ["github/codeql-action/init", codeql],
  ["github/codeql-action/analyze", codeql],
  ["github/codeql-action/autobuild", codeql],
  ["github/codeql-action/upload-sarif", codeql],
  ...upTo(
    1,
    `8398a7/action-slack actions-rs/audit-check actions-rs/cargo actions-rs/clippy-check actions-rs/toolchain
    azure/login google-github-actions/auth google-github-actions/get-secretmanager-secrets
    google-github-actions/setup-gcloud google-github-actions/upload-cloud-storage gradle/wrapper-validation-action
    softprops/action-gh-release swatinem/rust-cache wearerequired/lint-action`,
  ),
  ...upTo(
    2,
    `actions/deploy-pages docker/login-action docker/setup-buildx-action docker/setup-qemu-action dorny/paths-filter
    pnpm/action-setup`,
  ),
  ...upTo(
    3,
    `actions/checkout actions/configure-pages actions/setup-dotnet actions/setup-java actions/setup-node
    aws-actions/configure-aws-credentials azure/aks-set-context codecov/codecov-action golangci/golangci-lint-action
    peaceiris/actions-gh-pages`,
  ),
  ...upTo(
    4,
    `actions/delete-package-versions actions/labeler actions/setup-go actions/setup-python dessant/lock-threads
    docker/build-push-action docker/metadata-action goreleaser/goreleaser-action pulumi/actions`,
  ),
  ...upTo(5, "peter-evans/create-pull-request"),
  ...upTo(6, "actions/github-script"),
  ...upTo(8, "actions/stale"),
  ...upTo(10, "treosh/lighthouse-ci-action"),
]);

/** The newest majors that ask for Node 20, where the next one asks for Node 24. */
const node20: readonly (readonly [major: number, actions: string])[] = [
  [
    2,
    "actions/create-github-app-token azure/login google-github-actions/auth google-github-actions/setup-gcloud",
  ],
  [2, "softprops/action-gh-release"],
  [3, "docker/login-action docker/setup-buildx-action docker/setup-qemu-action dorny/paths-filter"],
  [3, "hashicorp/setup-terraform hashicorp/vault-action"],
  [3, "github/codeql-action/init github/codeql-action/analyze github/codeql-action/autobuild"],
  [3, "github/codeql-action/upload-sarif"],
  [
    4,
    "actions/cache actions/cache/restore actions/cache/save actions/checkout actions/dependency-review-action",
  ],
  [
    4,
    "actions/deploy-pages actions/setup-dotnet actions/setup-java actions/setup-node codecov/codecov-action",
  ],
  [4, "gradle/actions/setup-gradle pnpm/action-setup"],
  [
    5,
    "actions/configure-pages actions/labeler actions/setup-go actions/setup-python actions/upload-artifact",
  ],
  [5, "amannn/action-semantic-pull-request aws-actions/configure-aws-credentials docker/metadata-action"],
  [6, "actions/download-artifact astral-sh/setup-uv docker/build-push-action goreleaser/goreleaser-action"],
  [7, "actions/github-script peter-evans/create-pull-request"],
  [8, "golangci/golangci-lint-action"],
  [9, "actions/stale"],
];

const ended: ReadonlyMap<string, EndedVersions> = new Map([
  ...before20,
  ...node20.flatMap(([major, actions]) =>
    actions
      .split(" ")
      .map((action): [string, EndedVersions] => [
        action,
        { ...(before20.get(action) ?? { upTo: 0 }), node20: major },
      ]),
  ),
]);

/** The versions of `action` (lower-cased) that are over; undefined for an action that nobody looked into. */
export function endedVersions(action: string): EndedVersions | undefined {
  return ended.get(action);
}

function upTo(major: number, actions: string): [string, EndedVersions][] {
  return actions.split(/\s+/).map((action) => [action, { upTo: major }]);
}
