import { type TokenShape, token } from "./shape";

const hex = (count: number) => `[a-f0-9]{${count}}`;
const word = (count: number | string) => `[\\w-]{${count}}`;
const alnum = (count: number | string) => `[A-Za-z0-9]{${count}}`;

const github = "a GitHub token";
const gitlab = "a GitLab token";

/** Code hosts, registries, pipelines and models. */
export const codeTokens: readonly TokenShape[] = [
  token("github-pat", github, "GITHUB_TOKEN", "ghp_", alnum(36)),
  token("github-oauth", github, "GITHUB_TOKEN", "gho_", alnum(36)),
  token("github-app-token", github, "GITHUB_TOKEN", "ghu_ ghs_", alnum(36)),
  // Since April 2026: the number of the app, and a JSON Web Token.
  token("~github-installation-token", github, "GITHUB_TOKEN", "ghs_", "", {
    pattern: "ghs_\\d{1,12}_eyJ[\\w-]{15,600}\\.[\\w-]{15,2000}\\.[\\w-]{10,800}",
  }),
  token("github-refresh-token", github, "GITHUB_TOKEN", "ghr_", alnum("36,76")),
  token("github-fine-grained-pat", github, "GITHUB_TOKEN", "github_pat_", "\\w{82}"),
  token(
    "gitlab-pat-routable",
    gitlab,
    "GITLAB_TOKEN",
    "glpat-",
    "[\\w-]{27,300}\\.[0-9a-z]{2}\\.?[0-9a-z]{7}",
    {
      entropy: 4,
    },
  ),
  token("gitlab-pat", gitlab, "GITLAB_TOKEN", "glpat-", "[\\w-]{20}"),
  token("gitlab-cicd-job-token", gitlab, "CI_JOB_TOKEN", "glcbt-", `[0-9a-zA-Z]{1,5}_${word(20)}`),
  token("gitlab-deploy-token", gitlab, "GITLAB_TOKEN", "gldt-", word(20)),
  token("gitlab-feature-flag-client-token", gitlab, "GITLAB_TOKEN", "glffct-", word(20)),
  token("gitlab-feed-token", gitlab, "GITLAB_TOKEN", "glft-", word(20)),
  token("gitlab-incoming-mail-token", gitlab, "GITLAB_TOKEN", "glimt-", word(25)),
  token("gitlab-kubernetes-agent-token", gitlab, "GITLAB_TOKEN", "glagent-", word(50)),
  token("gitlab-oauth-app-secret", gitlab, "GITLAB_CLIENT_SECRET", "gloas-", word(64)),
  token("gitlab-ptt", gitlab, "GITLAB_TRIGGER_TOKEN", "glptt-", hex(40)),
  token("gitlab-rrt", gitlab, "GITLAB_RUNNER_TOKEN", "GR1348941", word(20)),
  token(
    "gitlab-runner-authentication-token-routable",
    gitlab,
    "GITLAB_RUNNER_TOKEN",
    "glrt-t",
    "\\d_[\\w-]{27,300}\\.[0-9a-z]{2}\\.?[0-9a-z]{7}",
    {
      entropy: 4,
    },
  ),
  token("gitlab-runner-authentication-token", gitlab, "GITLAB_RUNNER_TOKEN", "glrt-", word(20)),
  token("gitlab-scim-token", gitlab, "GITLAB_SCIM_TOKEN", "glsoat-", word(20)),
  token("gitlab-session-cookie", "a GitLab session", "GITLAB_SESSION", "_gitlab_session=", "[0-9a-z]{32}"),
  token("~bitbucket-app-password", "a Bitbucket app password", "BITBUCKET_APP_PASSWORD", "ATBB", alnum(32)),
  token("~atlassian-api-token", "an Atlassian token", "ATLASSIAN_API_TOKEN", "ATATT3", "[\\w=-]{186}", {
    entropy: 3.5,
  }),
  token("npm-access-token", "an npm token", "NPM_TOKEN", "npm_", alnum(36), { entropy: 2 }),
  token("pypi-upload-token", "a PyPI token", "TWINE_PASSWORD", "pypi-AgEIcHlwaS5vcmc", word("50,1000")),
  token("~test-pypi-token", "a PyPI token", "TWINE_PASSWORD", "pypi-AgENdGVzdC5weXBpLm9yZw", word("50,1000")),
  token("rubygems-api-token", "a RubyGems token", "GEM_HOST_API_KEY", "rubygems_", hex(48), { entropy: 2 }),
  token("~docker-hub-token", "a Docker Hub token", "DOCKERHUB_TOKEN", "dckr_pat_ dckr_oat_", word("27,32")),
  token("~nuget-api-key", "a NuGet key", "NUGET_API_KEY", "oy2", "[a-z0-9]{43}", { entropy: 3.5 }),
  token("~cargo-token", "a crates.io token", "CARGO_REGISTRY_TOKEN", "cio", alnum(32), { entropy: 3.5 }),
  token("artifactory-api-key", "an Artifactory key", "ARTIFACTORY_API_KEY", "AKCp", alnum(69)),
  token("artifactory-reference-token", "an Artifactory token", "ARTIFACTORY_TOKEN", "cmVmd", alnum(59)),
  token("~sonar-token", "a Sonar token", "SONAR_TOKEN", "sqp_ squ_ sqa_", hex(40)),
  token("postman-api-token", "a Postman key", "POSTMAN_API_KEY", "PMAK-", `${hex(24)}-${hex(34)}`),
  token("~circleci-token", "a CircleCI token", "CIRCLECI_TOKEN", "CCIPAT_ CCIPRJ_", `\\w{20,24}_${hex(40)}`),
  token("~buildkite-token", "a Buildkite token", "BUILDKITE_API_TOKEN", "bkua_", hex(40)),
  token("openai-api-key", "an OpenAI key", "OPENAI_API_KEY", "sk-", "", {
    pattern:
      "sk-(?:(?:proj|svcacct|admin)-[\\w-]{58,74}T3BlbkFJ[\\w-]{58,74}|[A-Za-z0-9]{20}T3BlbkFJ[A-Za-z0-9]{20})",
  }),
  token("anthropic-api-key", "an Anthropic key", "ANTHROPIC_API_KEY", "sk-ant-api03-", `${word(93)}AA`),
  token(
    "anthropic-admin-api-key",
    "an Anthropic key",
    "ANTHROPIC_ADMIN_KEY",
    "sk-ant-admin01-",
    `${word(93)}AA`,
  ),
  token(
    "anthropic-oauth-token",
    "an Anthropic token",
    "ANTHROPIC_AUTH_TOKEN",
    "sk-ant-oat01-",
    word("40,300"),
  ),
  token(
    "anthropic-oauth-refresh-token",
    "an Anthropic token",
    "ANTHROPIC_AUTH_TOKEN",
    "sk-ant-ort01-",
    word("40,300"),
  ),
  token("~openrouter-key", "an OpenRouter key", "OPENROUTER_API_KEY", "sk-or-v1-", hex(64)),
  token("~groq-api-key", "a Groq key", "GROQ_API_KEY", "gsk_", alnum(52)),
  token("perplexity-api-key", "a Perplexity key", "PERPLEXITY_API_KEY", "pplx-", "\\w{48}", { entropy: 4 }),
  token("~replicate-token", "a Replicate token", "REPLICATE_API_TOKEN", "r8_", alnum(37)),
  token("~xai-key", "an xAI key", "XAI_API_KEY", "xai-", alnum(80)),
  token(
    "~langsmith-key",
    "a LangSmith key",
    "LANGSMITH_API_KEY",
    "lsv2_pt_ lsv2_sk_",
    `${hex(32)}_${hex(10)}`,
  ),
  token("~pinecone-key", "a Pinecone key", "PINECONE_API_KEY", "pcsk_", "\\w{60,80}"),
  token("huggingface-access-token", "a Hugging Face token", "HF_TOKEN", "hf_", alnum(34), { entropy: 2 }),
  token(
    "huggingface-organization-api-token",
    "a Hugging Face token",
    "HF_TOKEN",
    "api_org_",
    "[A-Za-z]{34}",
    {
      entropy: 2,
    },
  ),
];
