/** Variables that the operating system, runtimes, test runners and platforms set by themselves. */
const known = new Set(
  (
    "PATH HOME PWD OLDPWD USER USERNAME LOGNAME SHELL SHLVL LANG LANGUAGE TZ TERM TERM_PROGRAM COLORTERM COLUMNS LINES " +
    "HOSTNAME TMP TEMP TMPDIR EDITOR VISUAL PAGER DISPLAY HOMEPATH HOMEDRIVE USERPROFILE APPDATA LOCALAPPDATA " +
    "PROGRAMFILES PROGRAMDATA SYSTEMROOT WINDIR COMSPEC PATHEXT OS LD_LIBRARY_PATH SSH_AUTH_SOCK SSL_CERT_FILE " +
    "HTTP_PROXY HTTPS_PROXY NO_PROXY ALL_PROXY FORCE_COLOR NO_COLOR SOURCE_DATE_EPOCH PORT CI DYNO NETLIFY VERCEL " +
    "RENDER WEB_CONCURRENCY VIRTUAL_ENV REQUESTS_CA_BUNDLE CURL_CA_BUNDLE DJANGO_SETTINGS_MODULE SCRIPT_NAME " +
    "WERKZEUG_RUN_MAIN WERKZEUG_SERVER_FD RUN_MAIN INVOCATION_ID NOTIFY_SOCKET SERVER_SOFTWARE DENO_DEPLOYMENT_ID " +
    "SKIP_ENV_VALIDATION ANALYZE BUNDLE_ANALYZE INIT_CWD ESLINT_USE_FLAT_CONFIG BABEL_ENV CONTEXT DEPLOY_PRIME_URL " +
    "DEPLOY_URL COMMIT_REF CODESPACES CODESPACE_NAME GITPOD_WORKSPACE_URL RUNNER_OS RUNNER_TEMP RUNNER_DEBUG " +
    "GITHUB_ACTIONS GITHUB_SHA GITHUB_REF GITHUB_REF_NAME GITHUB_HEAD_REF GITHUB_BASE_REF GITHUB_RUN_ID GITHUB_EVENT_PATH " +
    "GITHUB_RUN_NUMBER GITHUB_REPOSITORY GITHUB_REPOSITORY_OWNER GITHUB_WORKSPACE GITHUB_OUTPUT GITHUB_ENV GITHUB_ACTOR " +
    "GITHUB_EVENT_NAME GITHUB_STEP_SUMMARY GITHUB_SERVER_URL GITHUB_API_URL GITHUB_JOB PYTEST_CURRENT_TEST " +
    "PYTEST_XDIST_WORKER JEST_WORKER_ID VITEST LAMBDA_TASK_ROOT FUNCTION_TARGET FUNCTION_NAME K_SERVICE K_REVISION " +
    "PIDFILE SOLID_QUEUE_IN_PUMA SECRET_KEY_BASE_DUMMY DISABLE_SPRING LARAVEL_SAIL " +
    "WEBSITE_HOSTNAME WEBSITE_SITE_NAME PIP_INDEX_URL COREPACK_HOME PNPM_HOME STORYBOOK"
  ).split(" "),
);
const families =
  /^(?:LC_|XDG_|npm_|NPM_CONFIG_|NODE_|PYTHON|VERCEL_|NEXT_(?!PUBLIC_)|RENDER_|RAILWAY_|FLY_|HEROKU_|NETLIFY_|CF_PAGES|AWS_LAMBDA_|AWS_EXECUTION_ENV|GAE_|KUBERNETES_|FLASK_|UVICORN_|GUNICORN_|VITEST_|TURBO_|WSL_|VSCODE_|ELECTRON_|MSYS|PLAYWRIGHT_|PUPPETEER_|COVERAGE_|ANDROID_|JAVA_HOME|DOTNET_|RAILS_(?!MASTER_KEY$)|RACK_|BUNDLE_|BUNDLER_|RUBY|GEM_|COMPOSER_|PHP_|PHPUNIT_|XDEBUG_|CGO_|GO(?:PATH|ROOT|OS|ARCH|ARM|BIN|CACHE|MODCACHE|FLAGS|PROXY|PRIVATE|SUMDB|MAXPROCS|MEMLIMIT|GC|DEBUG|TRACEBACK|COVERDIR|TOOLCHAIN|WORK)$)/;

/** Whether a variable of this name is set by a tool, a runtime or a platform rather than by whoever deploys the app. */
export function isToolVariable(name: string): boolean {
  return known.has(name) || families.test(name);
}

/** What Vite itself puts into `import.meta.env`. */
export const viteBuiltIns: ReadonlySet<string> = new Set([
  "MODE",
  "BASE_URL",
  "PROD",
  "DEV",
  "SSR",
  "LEGACY",
]);

const prefixes = [
  "NEXT_PUBLIC_",
  "NUXT_PUBLIC_",
  "EXPO_PUBLIC_",
  "REACT_APP_",
  "VUE_APP_",
  "NG_APP_",
  "GATSBY_",
  "VITE_",
  "PUBLIC_",
] as const;

/** The prefix by which a bundler puts a variable into what browsers get; undefined for a name without one. */
export function clientPrefixOf(name: string): string | undefined {
  return prefixes.find((prefix) => name.startsWith(prefix) && name.length > prefix.length);
}

/** Whether a variable of this name is for tests and builds: nobody sets it where the app runs. */
export function isTestVariable(name: string): boolean {
  return /^(?:TEST|TESTS|TESTING|E2E|CYPRESS|JEST|MOCHA|PYTEST|BENCH|BENCHMARK|BUILD)_|_(?:TEST|TESTS|E2E)$|^E2E$/.test(
    name,
  );
}

/** A name as variables of a deployment have it: `DATABASE_URL`, not `basePath`. */
export function isVariableName(name: string): boolean {
  return name.length <= 100 && /^[A-Z_][A-Z0-9_]*$/.test(name) && /[A-Z]{2}/.test(name);
}

const images =
  /^(?:POSTGRES|PG|PGADMIN|MYSQL|MARIADB|MONGO|MONGO_INITDB|REDIS|VALKEY|MINIO|RABBITMQ|ELASTIC|OPENSEARCH|MEILI|QDRANT|COMPOSE|DOCKER|BUILDKIT|TRAEFIK|CADDY|NGINX|ACME|LETSENCRYPT|GF|GRAFANA|KC|KEYCLOAK|N8N|WORDPRESS|LOCALSTACK|FLOWER|PROMETHEUS|SMTP4DEV|MAILHOG|MAILPIT|WATCHTOWER|RESTIC|BORG|BACKUP)(?:_|$|[A-Z]*_)/;
const libraries =
  /^(?:AWS|GOOGLE|GCLOUD|AZURE|OTEL|DD|NEW_RELIC|SENTRY|LANGCHAIN|LANGSMITH|LANGFUSE|OPENAI|ANTHROPIC|GEMINI|COHERE|MISTRAL|HF|AUTH|NEXTAUTH|CLERK|PRISMA|DATABASE|DJANGO|CELERY|SUPABASE|TF_VAR|CLOUDFLARE|CF|SST|PULUMI|GITHUB|GITLAB|SSH|DEPLOY|REGISTRY|GHCR|NPM|PYPI|CODECOV|STRIPE|NUXT|RAILS)_|^SECRET_KEY_BASE$|^(?:TZ|LANG|PUID|PGID|UID|GID|UMASK|DOMAIN|IMAGE|TAG|VERSION|LOG_LEVEL|DEBUG|EDITOR)$/;

/** Whether the image of a datastore or of another service reads a variable of this name. */
export function isReadByImage(name: string): boolean {
  return isToolVariable(name) || images.test(name);
}

/** What Laravel's own settings read, where an app has not published them into its `config` folder. */
const laravel =
  /^(?:APP|ASSET|AUTH|BCRYPT|ARGON|HASH|BROADCAST|CACHE|DB|DYNAMODB|FILESYSTEM|LOG|MAIL|MEMCACHED|MIX|OCTANE|PHP_CLI|PUSHER|ABLY|QUEUE|REDIS|REVERB|SANCTUM|SCOUT|SESSION|SQS|TELESCOPE|HORIZON|PULSE|VIEW|VITE_APP)_/;

/** Whether the framework of a Laravel app reads a variable of this name. */
export function isReadByLaravel(name: string): boolean {
  return laravel.test(name);
}

/** The same, or a library or a deployment tool reads it, so that no code of the app has to. */
export function isReadElsewhere(name: string): boolean {
  return isReadByImage(name) || libraries.test(name);
}
