/**
 * The commits that releases of common actions stand for. Source: the workflows of well-kept public repositories that pin
 * their actions with the version in a comment, read on the dates up to `as_of`; the newest release of each action.
 *
 * To refresh: for each action take the newest release and resolve its tag (`git ls-remote --tags`, the peeled `^{}` line
 * where there is one), and move `as_of`.
 */
export const as_of = "2026-08-22";

export interface ActionPin {
  /** As tagged: `v7.0.1`. */
  readonly version: string;
  /** The full commit. */
  readonly sha: string;
}

const table = `
  actions/add-to-project v2.0.0 5afcf98fcd03f1c2f92c3c83f58ae24323cc57fd
  actions/attest v4.2.2 1e69f48acb82d1966a394da916b4c1698aa569d6
  actions/cache v6.1.0 55cc8345863c7cc4c66a329aec7e433d2d1c52a9
  actions/cache/restore v6.1.0 55cc8345863c7cc4c66a329aec7e433d2d1c52a9
  actions/cache/save v6.1.0 55cc8345863c7cc4c66a329aec7e433d2d1c52a9
  actions/checkout v7.0.1 3d3c42e5aac5ba805825da76410c181273ba90b1
  actions/configure-pages v6.0.0 45bfe0192ca1faeb007ade9deae92b16b8254a0d
  actions/create-github-app-token v3.2.0 bcd2ba49218906704ab6c1aa796996da409d3eb1
  actions/dependency-review-action v5.0.0 a1d282b36b6f3519aa1f3fc636f609c47dddb294
  actions/deploy-pages v5.0.0 cd2ce8fcbc39b97be8ca5fce6e763baed58fa128
  actions/download-artifact v8.0.1 3e5f45b2cfb9172054b4087a40e8e0b5a5461e7c
  actions/github-script v9.0.0 3a2844b7e9c422d3c10d287c895573f7108da1b3
  actions/labeler v7.0.0 bf12e9b00b37c5c0ca2b87b79b2daf7891dbda13
  actions/setup-go v7.0.0 b7ad1dad31e06c5925ef5d2fc7ad053ef454303e
  actions/setup-java v5.7.0 b6effb05e454b25005698d916606bdc6ffcbf961
  actions/setup-node v7.0.0 820762786026740c76f36085b0efc47a31fe5020
  actions/setup-python v7.0.0 5fda3b95a4ea91299a34e894583c3862153e4b97
  actions/stale v10.4.0 1e223db275d687790206a7acac4d1a11bd6fe629
  actions/upload-artifact v7.0.1 043fb46d1a93c77aae656e7c1c64a875d1fc6a0a
  actions/upload-pages-artifact v5.0.0 fc324d3547104276b827a68afc52ff2a11cc49c9
  amannn/action-semantic-pull-request v6.1.1 48f256284bd46cdaab1048c3721360e808335d50
  anthropics/claude-code-action v1.0.183 be7b93b1907a4abad570368f3c74b6fe3807510b
  aquasecurity/trivy-action v0.36.0 a9c7b0f06e461e9d4b4d1711f154ee024b8d7ab8
  arduino/setup-protoc v3.0.0 c65c819552d16ad3c9b72d9dfd5ba5237b9c906b
  astral-sh/setup-uv v9.0.0 c771a70e6277c0a99b617c7a806ffedaca235ff9
  aws-actions/amazon-ecr-login v2.1.6 d539f0932e70871a027e9d5a9d8fc38589180a64
  aws-actions/amazon-ecs-deploy-task-definition v2.6.3 c465972ecbd160473f22e683363b422a5412a3de
  aws-actions/amazon-ecs-render-task-definition v1.9.0 138c24f321fdbdf7edee4a685519d253cae2cdea
  chromaui/action v13.3.4 4c20b95e9d3209ecfdf9cd6aace6bbde71ba1694
  codecov/codecov-action 7.0.0 fb8b3582c8e4def4969c97caa2f19720cb33a72f
  codespell-project/actions-codespell v2.2 8f01853be192eb0f849a5c7d721450e7a467c579
  CodSpeedHQ/action v5.0.3 4296e51e7041e24dadb86d1d6e8b9320d223dbe8
  coverallsapp/github-action v2.2.0 c7885c00cb7ec0b8f9f5ff3f53cddb980f7a4412
  depot/build-push-action v1.14.0 636daae76684e38c301daa0c5eca1c095b24e780
  depot/setup-action v1.6.0 b0b1ea4f69e92ebf5dea3f8713a1b0c37b2126a5
  docker/bake-action v7.1.0 a66e1c87e2eca0503c343edf1d208c716d54b8a8
  docker/bake-action/subaction/matrix v7.0.0 82490499d2e5613fcead7e128237ef0b0ea210f7
  docker/build-push-action v7.3.0 53b7df96c91f9c12dcc8a07bcb9ccacbed38856a
  docker/login-action v4.6.0 dbcb813823bdd20940b903addbd779551569679f
  docker/metadata-action v6.2.0 dc802804100637a589fabce1cb79ff13a1411302
  docker/setup-buildx-action v4.2.0 bb05f3f5519dd87d3ba754cc423b652a5edd6d2c
  docker/setup-qemu-action v4.2.0 96fe6ef7f33517b61c61be40b68a1882f3264fb8
  dorny/paths-filter v4.0.2 7b450fff21473bca461d4b92ce414b9d0420d706
  getsentry/action-release v3.7.0 ff07929a6537bac57790c3451cf4d364aca38528
  github/codeql-action/analyze v4.37.4 f205ea1c3313d32999d8d6a48b4f6530d4437b38
  github/codeql-action/autobuild v4.37.4 f205ea1c3313d32999d8d6a48b4f6530d4437b38
  github/codeql-action/init v4.37.4 f205ea1c3313d32999d8d6a48b4f6530d4437b38
  github/codeql-action/upload-sarif v4.37.6 5595ccaf912efad79be6eef63a5619ff05969be3
  github/gh-aw-actions/setup v0.86.2 6aab9e5b5c91c615506061f09bedd81a23babe3c
  golangci/golangci-lint-action v9.2.0 1e7e51e771db61008b38414a730f564565cf7c20
  goreleaser/goreleaser-action v7.2.3 f06c13b6b1a9625abc9e6e439d9c05a8f2190e94
  helmfile/helmfile-action v2.0.4 712000e3d4e28c72778ecc53857746082f555ef3
  ko-build/setup-ko v0.10 61b4d1d396f5b2e7d6bb6fefdce3dc38d1a13445
  marocchino/sticky-pull-request-comment v2.9.2 67d0dec7b07ed060a405f9b2a64b8ab319fdd7db
  mxschmitt/action-tmate v3.24 35b54afac29c97fb54faba5b513f8fbd1882f113
  nick-invision/retry v4.0.0 ad984534de44a9489a53aefd81eb77f87c70dc60
  ossf/scorecard-action v2.4.4 2d1146689b8cda280b9bc96326124645441f03bc
  oven-sh/setup-bun v2.2.0 0c5077e51419868618aeaa5fe8019c62421857d6
  peter-evans/create-pull-request v8.1.1 5f6978faf089d4d20b00c7766989d076bb2fc7f1
  pilosus/action-pip-license-checker v3.1.0 e909b0226ff49d3235c99c4585bc617f49fff16a
  pnpm/action-setup v6.0.9 0ebf47130e4866e96fce0953f49152a61190b271
  pre-commit-ci/lite-action v1.1.0 5d6cc0eb514c891a40562a58a8e71576c5c7fb43
  PyO3/maturin-action v1.51.0 e83996d129638aa358a18fbd1dfb82f0b0fb5d3b
  re-actors/alls-green v1.2.2 05ac9388f0aebcb5727afa17fcccfecd6f8ec5fe
  rhysd/actionlint v1.7.12 914e7df21a07ef503a81201c76d2b11c789d3fca
  rhysd/github-action-benchmark v1.22.1 52576c92bccf6ac60c8223ec7eb2565637cae9ba
  ruby/setup-ruby v1.310.0 afeafc3d1ab54a631816aba4c914a0081c12ff2f
  rust-lang/crates-io-auth-action v1.0.5 c6f97d42243bad5fab37ca0427f495c86d5b1a18
  sigstore/cosign-installer v4.1.2 6f9f17788090df1f26f669e9d70d6ae9567deba6
  slackapi/slack-github-action v3.0.3 45a88b9581bfab2566dc881e2cd66d334e621e2c
  slsa-framework/slsa-verifier/actions/installer v2.7.1 ea584f4502babc6f60d9bc799dbbb13c1caa9ee6
  snyk/actions/setup v1.0.0 9adf32b1121593767fc3c057af55b55db032dc04
  softprops/action-gh-release v3.0.2 3d0d9888cb7fd7b750713d6e236d1fcb99157228
  SonarSource/sonarqube-scan-action v8.2.0 713881670b6b3676cda39549040e2d88c70d582e
  step-security/harden-runner v2.20.0 bf7454d06d71f1098171f2acdf0cd4708d7b5920
  Swatinem/rust-cache v2.9.2 6323deb102c322ba6fcbdcafc7e3dddab59af2b6
  tailscale/github-action v3.2.3 84a3f23bb4d843bcf4da6cf824ec1be473daf4de
  tibdex/github-app-token v2.1.0 3beb63f4bd073e61482598c45c71c1019b59b73a
  tj-actions/changed-files v46.0.5 ed68ef82c095e0d48ec87eccea555d944a631a4c
  zizmorcore/zizmor-action v0.6.2 3dc1ecc9bcb9e94e9b2c709687979e1298497054
`;

const pins: ReadonlyMap<string, ActionPin> = new Map(
  table
    .trim()
    .split("\n")
    .map((line) => {
      const [action = "", version = "", sha = ""] = line.trim().split(" ");
      return [action.toLowerCase(), { version, sha }];
    }),
);

/** The newest release that is known of `action` (`docker/login-action`, lower-cased). */
export function pinOf(action: string): ActionPin | undefined {
  return pins.get(action);
}

/** The major version in a tag: 4 for `v4`, `4.1.0` and `release/v4`; undefined for tags of another form. */
export function majorOf(ref: string): number | undefined {
  const major = /^(?:releases?\/)?v?(\d{1,4})(?:\.[\dx]+){0,3}$/.exec(ref)?.[1];
  return major === undefined ? undefined : Number(major);
}
