import assert from "node:assert/strict";
import { SourceFile } from "../../../../src/core/files/source";
import { readsIn } from "../../../../src/core/project/variables/scan";

/** `NAME` for a required read, `NAME?` for an optional one, `NAME@` for one of browsers. */
function reads(path: string, text: string): string[] {
  const file = SourceFile.create(path, text);
  assert.ok(file);
  return readsIn(file).reads.map(({ name, need, side, at }) => {
    assert.ok(name.endsWith(text.slice(at.start, at.end)), `${name} at ${text.slice(at.start, at.end)}`);
    return name + (need === "optional" ? "?" : "") + (side === "client" ? "@" : "");
  });
}

type Case = readonly [title: string, text: string, expected: readonly string[], path?: string];

function cases(path: string, prefix: string, all: readonly Case[]): void {
  for (const [title, text, expected, own] of all)
    it(title, () => assert.deepEqual(reads(own ?? path, prefix + text), expected));
}

describe("variables that Go reads", () => {
  cases("internal/config/config.go", 'package config\n\nimport "os"\n\n', [
    ["Getenv", 'var dsn = os.Getenv("DATABASE_URL")\n', ["DATABASE_URL"]],
    ["a field", 'var c = Config{\n\tDSN: os.Getenv("DATABASE_URL"),\n}\n', ["DATABASE_URL"]],
    ["a fallback", 'port := os.Getenv("HTTP_PORT")\nif port == "" {\n\tport = "8080"\n}\n', ["HTTP_PORT?"]],
    [
      "a test that stops",
      'key := os.Getenv("API_KEY")\nif key == "" {\n\tlog.Fatal("API_KEY is not set")\n}\n',
      ["API_KEY"],
    ],
    [
      "a test that hands an error on",
      'func load() (*Config, error) {\n\tkey := os.Getenv("API_KEY")\n\tif len(key) == 0 {\n\t\treturn nil, fmt.Errorf("API_KEY is not set")\n\t}\n}\n',
      ["API_KEY"],
    ],
    [
      "a statement in front of a test",
      'if dsn := os.Getenv("SENTRY_DSN"); dsn != "" {\n\tsentry(dsn)\n}\n',
      ["SENTRY_DSN?"],
    ],
    ["a comparison", 'debug := os.Getenv("APP_DEBUG") == "true"\n', ["APP_DEBUG?"]],
    ["a choice", 'switch os.Getenv("APP_STAGE") {\ncase "a":\n}\n', ["APP_STAGE?"]],
    ["the first that is set", 'a := cmp.Or(os.Getenv("APP_ADDR"), ":8080")\n', ["APP_ADDR?"]],
    ["an error nobody looks at", 'on, _ := strconv.ParseBool(os.Getenv("FEATURE_A"))\n', ["FEATURE_A?"]],
    [
      "LookupEnv that goes on",
      'if v, ok := os.LookupEnv("LOG_LEVEL"); ok {\n\tlevel = v\n}\n',
      ["LOG_LEVEL?"],
    ],
    [
      "LookupEnv that stops",
      'v, ok := os.LookupEnv("API_KEY")\nif !ok {\n\tpanic("API_KEY")\n}\n',
      ["API_KEY"],
    ],
    [
      "a name that is used again",
      'func a() {\n\tif v := os.Getenv("FEATURE_A"); v != "" {\n\t\tuse(v)\n\t} else if v := os.Getenv("FEATURE_B"); v != "" {\n\t\tuse(v)\n\t}\n}\n\nfunc b() {\n\tv := os.Getenv("API_KEY")\n\tif v == "" {\n\t\tlog.Fatal("none")\n\t}\n}\n',
      ["FEATURE_A?", "FEATURE_B?", "API_KEY"],
    ],
    [
      "LookupEnv again",
      'if v, ok := os.LookupEnv("LOG_LEVEL"); ok {\n\tuse(v)\n}\nv, ok := os.LookupEnv("API_KEY")\nif !ok {\n\tpanic("none")\n}\n',
      ["LOG_LEVEL?", "API_KEY"],
    ],
    [
      "a conversion that fails",
      'n, err := strconv.Atoi(os.Getenv("A_COUNT"))\nif err != nil {\n\treturn err\n}\nm, err := strconv.Atoi(os.Getenv("B_COUNT"))\nif err != nil {\n\tm = 5\n}\n',
      ["A_COUNT", "B_COUNT?"],
    ],
    [
      "what is only read with another",
      'if host := os.Getenv("SMTP_HOST"); host != "" {\n\tmail(host,\n\t\tos.Getenv("SMTP_PASSWORD"))\n} else {\n\tuse(os.Getenv("MAIL_FILE"))\n}\nuse(os.Getenv("API_KEY"))\n',
      ["SMTP_HOST?", "SMTP_PASSWORD?", "MAIL_FILE?", "API_KEY"],
    ],
    ["a raw string", "var a = os.Getenv(`API_KEY`)\n", ["API_KEY"]],
    [
      "a constant",
      'const (\n\tkeyName = "API_KEY"\n\tother = 1\n)\n\nvar a = os.Getenv(keyName)\n',
      ["API_KEY"],
    ],
    ["a name that is computed", "func get(key string) string { return os.Getenv(key) }\n", []],
    ["writing", 'os.Setenv("API_KEY", "a")\n', []],
    [
      "comments and strings",
      '// os.Getenv("OLD_A")\n/*\nos.Getenv("OLD_B")\n*/\nvar a = "os.Getenv(\\"OLD_C\\")"\nvar b = `\nos.Getenv("OLD_D")\n`\nvar c = \'"\'\nvar d = os.Getenv("API_KEY")\n',
      ["API_KEY"],
    ],
    [
      "tags of caarlos0/env",
      'type Config struct {\n\tDSN string `env:"DATABASE_URL,required"`\n\tPort int `json:"port" env:"HTTP_PORT" envDefault:"3000"`\n\tKey string `env:"API_KEY,notEmpty"`\n\tMail string `env:"MAIL_FROM"`\n\t// Old string `env:"OLD_ONE"`\n}\n',
      ["DATABASE_URL", "HTTP_PORT?", "API_KEY", "MAIL_FROM?"],
    ],
    [
      "tags that all have to be there",
      'type C struct {\n\tDSN string `env:"DATABASE_URL"`\n}\nvar o = env.Options{RequiredIfNoDef: true}\n',
      ["DATABASE_URL"],
    ],
    [
      "a prefix of the file",
      'type C struct {\n\tDSN string `env:"DSN,required"`\n}\nfunc f() { env.ParseWithOptions(&c, env.Options{Prefix: "SHOP_"}) }\n',
      ["SHOP_DSN"],
    ],
    [
      "a prefix that nobody knows",
      'type C struct {\n\tDSN string `env:"SHOP_DSN,required"`\n}\nvar o = env.Options{Prefix: prefix}\n',
      [],
    ],
    [
      "a prefix of a field",
      'type Database struct {\n\tHost string `env:"HOST,required"`\n}\n\ntype C struct {\n\tDB Database `envPrefix:"DB_"`\n\tMail struct {\n\t\tFrom string `env:"FROM"`\n\t} `envPrefix:"MAIL_"`\n}\n',
      ["DB_HOST", "MAIL_FROM?"],
    ],
    ["a word that may have a prefix", 'type Database struct {\n\tHost string `env:"HOST,required"`\n}\n', []],
    [
      "sethvargo/go-envconfig",
      'type C struct {\n\tDSN string `env:"DATABASE_URL, required"`\n\tPort int `env:"HTTP_PORT, default=8080"`\n}\n',
      ["DATABASE_URL", "HTTP_PORT?"],
    ],
    [
      "kelseyhightower/envconfig",
      'type C struct {\n\tDSN string `envconfig:"DATABASE_URL" required:"true"`\n\tPort int `envconfig:"HTTP_PORT" default:"80"`\n}\nfunc f() { envconfig.MustProcess("", &c) }\n',
      ["DATABASE_URL", "HTTP_PORT?"],
    ],
    [
      "the same with a prefix",
      'type C struct {\n\tDSN string `envconfig:"DSN" required:"true"`\n}\nfunc f() { envconfig.Process("shop", &c) }\n',
      ["SHOP_DSN"],
    ],
    ["viper", 'viper.BindEnv("db.url", "DATABASE_URL", "DB_URL")\n', ["DATABASE_URL?", "DB_URL?"]],
    [
      "viper, all of it",
      'viper.AutomaticEnv()\nurl := viper.GetString("DATABASE_URL")\nport := viper.GetInt("port")\n',
      ["DATABASE_URL?"],
    ],
  ]);

  it("knows helpers and their calls", () => {
    const file = SourceFile.create(
      "config.go",
      'package config\n\nfunc getEnv(key, fallback string) string {\n\tif v, ok := os.LookupEnv(key); ok {\n\t\treturn v\n\t}\n\treturn fallback\n}\n\nvar a = getEnv("API_HOST", "localhost")\nvar b = mustEnv("API_KEY")\nvar c = "mustEnv(\\"OLD_KEY\\")"\n',
    );
    assert.ok(file);
    const { helpers, calls } = readsIn(file);
    assert.deepEqual(
      [helpers, calls.map(({ helper, name, need }) => `${helper} ${name} ${need}`)],
      [["getEnv"], ["getEnv API_HOST optional", "mustEnv API_KEY required"]],
    );
  });
});

describe("variables that Ruby reads", () => {
  cases("config/initializers/mail.rb", "", [
    ["an index", 'key = ENV["API_KEY"]\n', ["API_KEY"]],
    ["fetch", "key = ENV.fetch('API_KEY')\nother = ENV.fetch \"API_URL\"\n", ["API_KEY", "API_URL"]],
    [
      "fetch with something else",
      'a = ENV.fetch("A_HOST", "x")\nb = ENV.fetch("B_HOST") { "x" }\nc = ENV.fetch("C_HOST", nil)\nd = ENV.fetch("D_HOST") do |name|\n  "x"\nend\n',
      ["A_HOST?", "B_HOST?", "C_HOST?", "D_HOST?"],
    ],
    [
      "a fallback",
      'a = ENV["A_HOST"] || "x"\nb = ENV["B_HOST"].presence || "y"\nENV["C_HOST"] ||= "z"\nd = ENV["D_COUNT"].to_i\ne = ENV["E_LIST"]&.split(",")\n',
      ["A_HOST?", "B_HOST?", "C_HOST?", "D_COUNT?", "E_LIST?"],
    ],
    [
      "a test",
      'Sentry.init if ENV["SENTRY_DSN"]\nSentry.dsn = ENV["SENTRY_DSN"]\nplugin :a if ENV["PLUGIN_A"].present?\n',
      ["SENTRY_DSN?", "SENTRY_DSN?", "PLUGIN_A?"],
    ],
    [
      "a test that stops",
      'raise "no key" unless ENV["API_KEY"]\nabort "no url" if ENV["API_URL"].blank?\nunless ENV["API_HOST"]\n  raise "no host"\nend\n',
      ["API_KEY", "API_URL", "API_HOST"],
    ],
    ["a comparison", 'config.a = ENV["FEATURE_A"] == "true"\n', ["FEATURE_A?"]],
    ["a name that is asked later", 'dsn = ENV["SENTRY_DSN"]\nstart(dsn) if dsn\n', ["SENTRY_DSN?"]],
    [
      "what is only read with another",
      'if ENV["SMTP_HOST"].present?\n  config.smtp = {\n    password: ENV.fetch("SMTP_PASSWORD"),\n  }\nelse\n  use(ENV["MAIL_FILE"])\nend\nuse(ENV["API_KEY"])\n',
      ["SMTP_HOST?", "SMTP_PASSWORD?", "MAIL_FILE?", "API_KEY"],
    ],
    ["a name that is used again", 'a = ENV["A_KEY"]\na = ENV["B_KEY"]\nstart if a\n', ["A_KEY", "B_KEY?"]],
    ["key?", 'start if ENV.key?("SENTRY_DSN")\nuse(ENV["SENTRY_DSN"])\n', ["SENTRY_DSN?", "SENTRY_DSN?"]],
    ["several", 'host, port = ENV.values_at("SMTP_HOST", "SMTP_PORT_A")\n', ["SMTP_HOST", "SMTP_PORT_A"]],
    ["writing", 'ENV["API_KEY"] = "x"\n', []],
    [
      "what is put into a string",
      'url = "https://#{ENV["API_HOST"]}/#{x ? "a" : ENV.fetch("API_PATH")}"\n',
      ["API_HOST", "API_PATH"],
    ],
    [
      "comments and strings",
      '# ENV["OLD_A"]\n=begin\nENV["OLD_B"]\n=end\na = "ENV[\'OLD_C\']" # it\'s\nb = <<~TEXT\n  ENV["OLD_D"] #{ENV["API_HOST"]}\nTEXT\nc = <<~\'RAW\'\n  #{ENV["OLD_E"]}\nRAW\nd = ENV["API_KEY"]\n__END__\nENV["OLD_F"]\n',
      ["API_HOST", "API_KEY"],
    ],
    ["another ENV", 'a = App::ENV["OLD_A"]\nb = self.ENV["OLD_B"]\n', []],
  ]);
});

describe("variables that settings of Rails read", () => {
  cases("config/database.yml", "", [
    [
      "ERB in YAML",
      'default:\n  pool: <%= ENV.fetch("POOL_SIZE") { 5 } %>\nproduction:\n  # <%= ENV["OLD_A"] %>\n  note: ENV["OLD_B"]\n  url: <%= ENV["DATABASE_URL"] %>\n  <%# ENV["OLD_C"] %>\ntest:\n  url: <%= ENV["SPEC_URL"] %>\n',
      ["POOL_SIZE?", "DATABASE_URL"],
    ],
  ]);
});

describe("variables that PHP reads", () => {
  cases("src/Mailer.php", "<?php\n\n", [
    ["getenv", "$key = getenv('API_KEY');\n", ["API_KEY"]],
    ["$_ENV", '$key = $_ENV["API_KEY"];\n', ["API_KEY"]],
    [
      "a fallback",
      "$a = getenv('A_HOST') ?: 'x';\n$b = $_ENV['B_HOST'] ?? 'y';\n$c = getenv('C_HOST', true) ?: 'z';\n",
      ["A_HOST?", "B_HOST?", "C_HOST?"],
    ],
    [
      "a fallback that stops",
      "$a = getenv('API_KEY') ?: throw new RuntimeException('no key');\n$b = $_ENV['API_URL'] ?? die('no url');\n",
      ["API_KEY", "API_URL"],
    ],
    [
      "a test",
      "if (getenv('SENTRY_DSN')) {\n  init(getenv('SENTRY_DSN'));\n}\nif (isset($_ENV['PLUGIN_A'])) { a(); }\n",
      ["SENTRY_DSN?", "SENTRY_DSN?", "PLUGIN_A?"],
    ],
    [
      "a test that stops",
      "if (getenv('API_KEY') === false) {\n  throw new RuntimeException('no key');\n}\nif (empty($_ENV['API_URL'])) { exit(1); }\n$c = getenv('API_HOST');\nif (!$c) {\n  throw new Error();\n}\n",
      ["API_KEY", "API_URL", "API_HOST"],
    ],
    [
      "a name that is asked later",
      "$dsn = getenv('SENTRY_DSN');\nif ($dsn) { init($dsn); }\n",
      ["SENTRY_DSN?"],
    ],
    [
      "what is only read with another",
      "if (getenv('SMTP_HOST')) {\n    mail(getenv('SMTP_PASSWORD'));\n}\nuse(getenv('API_KEY'));\n",
      ["SMTP_HOST?", "SMTP_PASSWORD?", "API_KEY"],
    ],
    [
      "env of Laravel",
      "$a = env('API_KEY');\n$b = env('API_URL', 'x');\n$c = Env::get('API_HOST');\n",
      ["API_KEY", "API_URL?", "API_HOST"],
    ],
    [
      "settings of Laravel",
      "return [\n    'key' => env('API_KEY'),\n    'url' => env('API_URL', 'x'),\n];\n",
      ["API_KEY?", "API_URL?"],
      "config/services.php",
    ],
    [
      "something else",
      "$this->env('OLD_A'); Config::env('OLD_B'); $_SERVER['OLD_C']; fgetenv('OLD_D');\n",
      [],
    ],
    [
      "a request",
      "$host = getenv('HTTP_HOST');\n$path = $_ENV['SCRIPT_FILENAME'];\n$ip = getenv('REMOTE_ADDR');\n",
      [],
    ],
    ["writing", "putenv('API_KEY=a');\n$_ENV['API_URL'] = 'b';\n", []],
    [
      "comments and strings",
      "// getenv('OLD_A')\n# getenv('OLD_B')\n/* getenv('OLD_C') */\n$a = \"getenv('OLD_D')\";\n$b = 'it\\'s getenv(\"OLD_E\")';\n$c = <<<TEXT\n  getenv('OLD_F')\n  TEXT;\n#[Attribute(1)]\n$d = getenv('API_KEY');\n?>\n<p>getenv('OLD_G')</p>\n<?= getenv('API_URL') ?>\n",
      ["API_KEY", "API_URL"],
    ],
  ]);
  cases("resources/views/app.blade.php", "", [
    [
      "Blade",
      "<p>Set env('OLD_A') first</p>\n{{-- env('OLD_B') --}}\n<a href=\"{{ env('API_URL') }}\">\n@if(env('FEATURE_A'))\n{!! env('API_KEY', 'x') !!}\n",
      ["API_URL", "FEATURE_A?", "API_KEY?"],
    ],
  ]);
});

describe("variables that components read", () => {
  cases("src/App.vue", "", [
    [
      "a script of Vue",
      '<template>\n  <p>import.meta.env.VITE_OLD</p>\n</template>\n\n<script setup lang="ts" generic="T extends Record<string, X>">\nconst url = import.meta.env.VITE_API_URL as string;\nconst { VITE_NAME: name = "x" } = import.meta.env;\n// import.meta.env.VITE_OLD_B\n</script>\n<style>\na { content: "{{ import.meta.env.VITE_OLD_C }}" }\n</style>\n',
      ["VITE_API_URL@", "VITE_NAME?@"],
    ],
    [
      "a template of Vue",
      '<template>\n  <a :href="import.meta.env.VITE_SHOP_URL">{{ import.meta.env.VITE_TITLE }}</a>\n  <b v-if="import.meta.env.VITE_BETA">beta</b>\n  <!-- {{ import.meta.env.VITE_OLD }} -->\n</template>\n<script>\nexport default {};\n</script>\n',
      ["VITE_SHOP_URL@", "VITE_TITLE@", "VITE_BETA?@"],
    ],
    [
      "Vue CLI",
      "<script>\nexport default { url: process.env.VUE_APP_API_URL };\n</script>\n",
      ["VUE_APP_API_URL@"],
    ],
    ["no variable", "<template>environment</template>\n", []],
  ]);
  cases("src/routes/+page.svelte", "", [
    [
      "Svelte",
      '<script module>\n  import { PUBLIC_SITE_URL } from "$env/static/public";\n</script>\n<script lang="ts">\n  import { env } from "$env/dynamic/public";\n  const a = env.PUBLIC_API_URL;\n</script>\n\n{#if env.PUBLIC_BANNER}\n  <p title="{env.PUBLIC_TITLE}">{import.meta.env.VITE_NAME}</p>\n{/if}\n<p>env.PUBLIC_OLD import.meta.env.VITE_OLD</p>\n',
      ["PUBLIC_SITE_URL@", "PUBLIC_API_URL@", "PUBLIC_BANNER?@", "PUBLIC_TITLE@", "VITE_NAME@"],
    ],
  ]);
});
