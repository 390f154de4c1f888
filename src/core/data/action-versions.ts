/**
 * Versions of actions that GitHub's runners no longer run as they were made. Sources: the `runs.using` of each major
 * version's `action.yml`, https://github.blog/changelog (removal of Node 16 from the runners, November 2024;
 * artifact actions v3, January 2025; cache actions v1 and v2, March 2025; CodeQL action v2, January 2025).
 *
 * To refresh: add the majors whose `using` names a Node that the runners have dropped, and move `as_of`.
 */
export const as_of = "2026-11-20";

export interface EndedVersions {
  /** The newest major that asks for a Node that is gone from the runners, or that the service refuses. */
  readonly upTo: number;
  /** The newest major that fails as soon as it runs, and since when. */
  readonly refused?: { readonly upTo: number; readonly since: string };
}

const artifacts = { upTo: 3, refused: { upTo: 3, since: "January 2025" } };
const cache = { upTo: 3, refused: { upTo: 2, since: "March 2025" } };
const codeql = { upTo: 2, refused: { upTo: 1, since: "January 2023" } };

const ended: ReadonlyMap<string, EndedVersions> = new Map<string, EndedVersions>([
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

/** The versions of `action` (lower-cased) that are over; undefined for an action that nobody looked into. */
export function endedVersions(action: string): EndedVersions | undefined {
  return ended.get(action);
}

function upTo(major: number, actions: string): [string, EndedVersions][] {
  return actions.split(/\s+/).map((action) => [action, { upTo: major }]);
}
