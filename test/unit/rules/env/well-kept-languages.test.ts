import assert from "node:assert/strict";
import { resolveConfig } from "../../../../src/core/lint/config";
import { lint } from "../../../../src/core/lint/lint";
import { rules } from "../../../../src/core/rules/list";
import { projectOf } from "../../../support/project";

const ignore = ".env\n.env.*\n!.env.example\n";

const go: Readonly<Record<string, string>> = {
  ".gitignore": ignore,
  "go.mod": "module example.com/parcels\n\ngo 1.25\n",
  "cmd/api/main.go":
    'package main\n\nimport (\n\t"log/slog"\n\t"net/http"\n\t"os"\n\n\t"example.com/parcels/internal/config"\n)\n\nfunc main() {\n\tcfg, err := config.Load()\n\tif err != nil {\n\t\tslog.Error("configuration", "err", err)\n\t\tos.Exit(1)\n\t}\n\tif os.Getenv("OTEL_EXPORTER_OTLP_ENDPOINT") != "" {\n\t\ttrace()\n\t}\n\thttp.ListenAndServe(":"+cfg.Port, nil)\n}\n',
  "internal/config/config.go":
    'package config\n\nimport (\n\t"errors"\n\t"os"\n\t"strconv"\n)\n\n// Config comes from the environment; see os.Getenv("NOT_A_READ").\ntype Config struct {\n\tDatabaseURL string\n\tPort        string\n\tDebug       bool\n\tMailFrom    string\n\tSentryDSN   string\n}\n\nfunc getEnv(key, fallback string) string {\n\tif v, ok := os.LookupEnv(key); ok {\n\t\treturn v\n\t}\n\treturn fallback\n}\n\nfunc Load() (*Config, error) {\n\tdsn := os.Getenv("DATABASE_URL")\n\tif dsn == "" {\n\t\treturn nil, errors.New("DATABASE_URL is not set")\n\t}\n\tdebug, _ := strconv.ParseBool(os.Getenv("APP_DEBUG"))\n\treturn &Config{\n\t\tDatabaseURL: dsn,\n\t\tPort:        getEnv("PORT", "8080"),\n\t\tDebug:       debug,\n\t\tMailFrom:    getEnv("MAIL_FROM", "hello@parcels.example"),\n\t\tSentryDSN:   os.Getenv("SENTRY_DSN"),\n\t}, nil\n}\n',
  "internal/worker/config.go":
    'package worker\n\ntype Config struct {\n\tQueueURL    string `env:"QUEUE_URL,required"`\n\tConcurrency int    `env:"WORKER_CONCURRENCY" envDefault:"4"`\n\tRedis       Redis  `envPrefix:"CACHE_"`\n}\n\ntype Redis struct {\n\tHost string `env:"HOST" envDefault:"localhost"`\n}\n',
  "internal/config/config_test.go":
    'package config\n\nfunc TestLoad(t *testing.T) {\n\tt.Setenv("DATABASE_URL", "postgres://postgres:postgres@localhost/test")\n\t_ = os.Getenv("TEST_ONLY_URL")\n}\n',
  ".env.example":
    "# Where the data are\nDATABASE_URL=postgres://localhost:5432/parcels\nQUEUE_URL=\nSENTRY_DSN=\n# MAIL_FROM=hello@parcels.example\n# WORKER_CONCURRENCY=4\n# APP_DEBUG=false\n# CACHE_HOST=localhost\n",
  Dockerfile:
    'FROM golang:1.25 AS build\nWORKDIR /src\nCOPY . .\nRUN CGO_ENABLED=0 go build -o /api ./cmd/api\nFROM gcr.io/distroless/static-debian12:nonroot\nCOPY --from=build /api /api\nENTRYPOINT ["/api"]\n',
  "compose.prod.yaml":
    "services:\n  api:\n    build: .\n    environment:\n      DATABASE_URL: ${DATABASE_URL:?set DATABASE_URL in .env}\n      QUEUE_URL: ${QUEUE_URL:?set QUEUE_URL in .env}\n      SENTRY_DSN: ${SENTRY_DSN:-}\n",
};

const rails: Readonly<Record<string, string>> = {
  ".gitignore": `${ignore}/config/master.key\n`,
  Gemfile: 'source "https://rubygems.org"\ngem "rails", "~> 8.0"\ngem "pg"\n',
  "config.ru": 'require_relative "config/environment"\nrun Rails.application\n',
  "config/boot.rb": 'ENV["BUNDLE_GEMFILE"] ||= File.expand_path("../Gemfile", __dir__)\n',
  "config/puma.rb":
    'threads_count = ENV.fetch("RAILS_MAX_THREADS", 3)\nthreads threads_count, threads_count\nport ENV.fetch("PORT", 3000)\nplugin :solid_queue if ENV["SOLID_QUEUE_IN_PUMA"]\npidfile ENV["PIDFILE"] if ENV["PIDFILE"]\nworkers ENV.fetch("WEB_CONCURRENCY") { 2 }\n',
  "config/environments/production.rb":
    'Rails.application.configure do\n  config.log_level = ENV.fetch("RAILS_LOG_LEVEL", "info")\n  config.action_mailer.smtp_settings = {\n    address: ENV.fetch("SMTP_ADDRESS"),\n    user_name: ENV.fetch("SMTP_USERNAME"),\n    password: ENV.fetch("SMTP_PASSWORD"),\n    port: ENV.fetch("SMTP_PORT", 587).to_i,\n  }\n  config.hosts << ENV["APP_HOST"] if ENV["APP_HOST"].present?\nend\n',
  "config/environments/development.rb":
    'Rails.application.configure do\n  config.hosts << ENV["DEV_TUNNEL_HOST"]\nend\n',
  "config/environments/test.rb":
    'Rails.application.configure do\n  config.eager_load = ENV["CI"].present?\n  config.x.url = ENV["TEST_SERVER_URL"]\nend\n',
  "config/initializers/sentry.rb":
    'if ENV["SENTRY_DSN"].present?\n  Sentry.init { |c| c.dsn = ENV["SENTRY_DSN"] }\nend\n# ENV["OLD_KEY"] is gone\n',
  "config/initializers/stripe.rb":
    'Stripe.api_key = ENV.fetch("STRIPE_SECRET_KEY")\nWEBHOOK = "#{ENV.fetch("APP_URL", "http://localhost:3000")}/hooks"\n',
  "config/database.yml":
    'default: &default\n  adapter: postgresql\n  pool: <%= ENV.fetch("RAILS_MAX_THREADS") { 5 } %>\nproduction:\n  <<: *default\n  url: <%= ENV["DATABASE_URL"] %>\n  password: <%= ENV["PARCELS_DATABASE_PASSWORD"] %>\n',
  "lib/tasks/import.rake": 'task :import do\n  import(ENV.fetch("IMPORT_FILE"))\nend\n',
  "spec/rails_helper.rb": 'ENV["RAILS_ENV"] ||= "test"\nWebMock.allow!(ENV["SELENIUM_URL"])\n',
  ".env.example":
    "DATABASE_URL=postgres://localhost/parcels\nPARCELS_DATABASE_PASSWORD=\nSMTP_ADDRESS=\nSMTP_USERNAME=\nSMTP_PASSWORD=\n# SMTP_PORT=587\nAPP_HOST=\n# APP_URL=http://localhost:3000\nSTRIPE_SECRET_KEY=\nSENTRY_DSN=\nDEV_TUNNEL_HOST=\nRAILS_MASTER_KEY=\n",
};

/** The example file of a fresh Laravel app, which lists what most apps set, not all that the settings read. */
const laravelExample = `APP_NAME=Parcels
APP_ENV=local
APP_KEY=
APP_DEBUG=true
APP_URL=http://localhost

APP_LOCALE=en
APP_FALLBACK_LOCALE=en
APP_FAKER_LOCALE=en_US

APP_MAINTENANCE_DRIVER=file
# APP_MAINTENANCE_STORE=database

PHP_CLI_SERVER_WORKERS=4

BCRYPT_ROUNDS=12

LOG_CHANNEL=stack
LOG_STACK=single
LOG_DEPRECATIONS_CHANNEL=null
LOG_LEVEL=debug

DB_CONNECTION=pgsql
DB_HOST=127.0.0.1
DB_PORT=5432
DB_DATABASE=parcels
DB_USERNAME=parcels
DB_PASSWORD=

SESSION_DRIVER=database
SESSION_LIFETIME=120
SESSION_ENCRYPT=false
SESSION_PATH=/
SESSION_DOMAIN=null

BROADCAST_CONNECTION=log
FILESYSTEM_DISK=local
QUEUE_CONNECTION=database

CACHE_STORE=database

MEMCACHED_HOST=127.0.0.1

REDIS_CLIENT=phpredis
REDIS_HOST=127.0.0.1
REDIS_PASSWORD=null
REDIS_PORT=6379

MAIL_MAILER=log
MAIL_HOST=127.0.0.1
MAIL_PORT=2525
MAIL_USERNAME=null
MAIL_PASSWORD=null
MAIL_FROM_ADDRESS="hello@example.com"
MAIL_FROM_NAME="\${APP_NAME}"

AWS_ACCESS_KEY_ID=
AWS_SECRET_ACCESS_KEY=
AWS_DEFAULT_REGION=us-east-1
AWS_BUCKET=
AWS_USE_PATH_STYLE_ENDPOINT=false

VITE_APP_NAME="\${APP_NAME}"

CARRIER_API_URL=https://api.carrier.example
CARRIER_API_KEY=
`;

const laravel: Readonly<Record<string, string>> = {
  ".gitignore": ignore,
  artisan: "#!/usr/bin/env php\n",
  "composer.json": '{ "require": { "php": "^8.3", "laravel/framework": "^12.0" } }\n',
  "package.json": '{ "private": true, "devDependencies": { "vite": "7", "laravel-vite-plugin": "2" } }\n',
  "vite.config.js":
    "export default defineConfig({ plugins: [laravel({ input: ['resources/js/app.js'] })] });\n",
  "resources/js/app.js": "document.title = import.meta.env.VITE_APP_NAME;\n",
  "config/app.php":
    "<?php\n\nreturn [\n\n    'name' => env('APP_NAME', 'Laravel'),\n    'env' => env('APP_ENV', 'production'),\n    'debug' => (bool) env('APP_DEBUG', false),\n    'url' => env('APP_URL', 'http://localhost'),\n    'key' => env('APP_KEY'),\n    'previous_keys' => [\n        ...array_filter(explode(',', (string) env('APP_PREVIOUS_KEYS', ''))),\n    ],\n    'maintenance' => [\n        'driver' => env('APP_MAINTENANCE_DRIVER', 'file'),\n        'store' => env('APP_MAINTENANCE_STORE', 'database'),\n    ],\n];\n",
  "config/database.php":
    "<?php\n\nuse Illuminate\\Support\\Str;\n\nreturn [\n    'default' => env('DB_CONNECTION', 'sqlite'),\n    'connections' => [\n        'pgsql' => [\n            'driver' => 'pgsql',\n            'url' => env('DB_URL'),\n            'host' => env('DB_HOST', '127.0.0.1'),\n            'port' => env('DB_PORT', '5432'),\n            'database' => env('DB_DATABASE', 'laravel'),\n            'username' => env('DB_USERNAME', 'root'),\n            'password' => env('DB_PASSWORD', ''),\n        ],\n    ],\n    'redis' => [\n        'client' => env('REDIS_CLIENT', 'phpredis'),\n        'default' => [\n            'url' => env('REDIS_URL'),\n            'host' => env('REDIS_HOST', '127.0.0.1'),\n            'username' => env('REDIS_USERNAME'),\n            'password' => env('REDIS_PASSWORD'),\n            'port' => env('REDIS_PORT', '6379'),\n        ],\n    ],\n];\n",
  "config/services.php":
    "<?php\n\nreturn [\n    'postmark' => ['key' => env('POSTMARK_API_KEY')],\n    'resend' => ['key' => env('RESEND_API_KEY')],\n    'ses' => [\n        'key' => env('AWS_ACCESS_KEY_ID'),\n        'secret' => env('AWS_SECRET_ACCESS_KEY'),\n        'region' => env('AWS_DEFAULT_REGION', 'us-east-1'),\n    ],\n    'slack' => [\n        'notifications' => [\n            'bot_user_oauth_token' => env('SLACK_BOT_USER_OAUTH_TOKEN'),\n        ],\n    ],\n    'carrier' => ['url' => env('CARRIER_API_URL'), 'key' => env('CARRIER_API_KEY')],\n];\n",
  "config/session.php":
    "<?php\n\nreturn [\n    'driver' => env('SESSION_DRIVER', 'database'),\n    'lifetime' => (int) env('SESSION_LIFETIME', 120),\n    'domain' => env('SESSION_DOMAIN'),\n    'secure' => env('SESSION_SECURE_COOKIE'),\n    'cookie' => env('SESSION_COOKIE', Str::slug((string) env('APP_NAME', 'laravel')).'-session'),\n];\n",
  "app/Services/Carrier.php":
    "<?php\n\nnamespace App\\Services;\n\n// env('OLD_CARRIER_KEY') was here\nclass Carrier\n{\n    public function __construct(private string $key) {}\n\n    public static function make(): self\n    {\n        return new self(config('services.carrier.key'));\n    }\n}\n",
  "resources/views/welcome.blade.php":
    "<title>{{ config('app.name') }}</title>\n<p>Set env('SOME_NAME') in your settings, it's easy.</p>\n",
  "database/seeders/DatabaseSeeder.php": "<?php\n\n$password = 'password';\n",
  "tests/Feature/CarrierTest.php":
    "<?php\n\nputenv('CARRIER_API_KEY=test');\n$a = getenv('TEST_CARRIER_URL');\n",
  ".env.example": laravelExample,
};

const vue: Readonly<Record<string, string>> = {
  ".gitignore": ignore,
  "package.json": '{ "private": true, "dependencies": { "vue": "3" }, "devDependencies": { "vite": "7" } }\n',
  "vite.config.ts":
    "import vue from '@vitejs/plugin-vue';\n\nexport default defineConfig({\n  envPrefix: ['VITE_', 'SHOP_'],\n  plugins: [vue()],\n});\n",
  "index.html": '<div id="app"></div>\n<script type="module" src="/src/main.ts"></script>\n',
  "src/main.ts": "createApp(App).mount('#app');\n",
  "src/App.vue":
    '<script setup lang="ts">\nimport { computed } from "vue";\n\nconst api = import.meta.env.VITE_API_URL;\nconst name: string = import.meta.env.SHOP_NAME ?? "Parcels";\n// import.meta.env.VITE_OLD\nconst isDev = computed(() => import.meta.env.DEV);\n</script>\n\n<template>\n  <main v-if="!isDev">\n    <a :href="`${api}/docs`">{{ name }}</a>\n    <p>Read import.meta.env.VITE_NOTHING in the manual</p>\n    <Status v-if="api" token="none" />\n  </main>\n</template>\n\n<style scoped>\nmain { color: red; }\n</style>\n',
  "src/components/Map.vue":
    '<template>\n  <div class="map" />\n</template>\n\n<script>\nexport default {\n  data: () => ({ key: import.meta.env.VITE_MAPBOX_TOKEN }),\n};\n</script>\n',
  "src/components/__tests__/Map.test.ts": "vi.stubEnv('VITE_MAPBOX_TOKEN', 'x');\n",
  "src/env.d.ts": "interface ImportMetaEnv { readonly VITE_API_URL: string }\n",
  ".env.example": "VITE_API_URL=\nVITE_MAPBOX_TOKEN=\n# SHOP_NAME=Parcels\n",
  ".env.production":
    "VITE_API_URL=https://api.parcels.example\nVITE_MAPBOX_TOKEN=pk.shown-in-every-page\nSHOP_NAME=Parcels\n",
};

describe("repositories in other languages that are in order", () => {
  const own = rules.filter(({ id }) => /^(?:env|secrets)\//.test(id));
  for (const [title, files] of Object.entries({
    "a Go service": go,
    Rails: rails,
    Laravel: laravel,
    "Vue with Vite": vue,
  })) {
    it(title, () => {
      const { findings, failures } = lint(projectOf(files), own, resolveConfig());
      assert.deepEqual(failures, []);
      const told = findings.map(
        ({ rule, path, severity, message }) => `${severity} ${rule} ${path}: ${message}`,
      );
      assert.deepEqual(
        told.filter((one) => /^(?:error|warning)/.test(one)),
        [],
      );
      assert.ok(told.length < 4, told.join("\n"));
    });
    it(`${title}: nothing of what the files hold makes any rule loud about code`, () => {
      const { findings } = lint(projectOf(files), rules, resolveConfig());
      const inCode = findings.filter(
        ({ path, severity }) =>
          /\.(?:go|rb|rake|ru|php|vue)$/.test(path) && (severity === "error" || severity === "warning"),
      );
      assert.deepEqual(inCode, []);
    });
  }
});
