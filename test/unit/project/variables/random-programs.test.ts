import assert from "node:assert/strict";
import fc from "fast-check";
import { SourceFile } from "../../../../src/core/files/source";
import { readsIn } from "../../../../src/core/project/variables/scan";

/** A piece of a program around the name of a variable; what it reads, `?` where it does without. */
interface Piece {
  readonly text: string;
  readonly reads: "required" | "optional" | "nothing";
}

const required = (text: string): Piece => ({ text, reads: "required" });
const optional = (text: string): Piece => ({ text, reads: "optional" });
const noise = (text: string): Piece => ({ text, reads: "nothing" });

/** `@` stands for the variable, `#` for a number that no other piece has. */
interface Language {
  readonly path: string;
  readonly open: string;
  readonly close: string;
  readonly pieces: readonly Piece[];
}

const languages: Readonly<Record<string, Language>> = {
  Go: {
    path: "cmd/api/main.go",
    open: 'package main\n\nimport (\n\t"os"\n)\n\nfunc main() {\n',
    close: "}\n",
    pieces: [
      required('\tuse(os.Getenv("@"))\n'),
      required('\ta# := Config{Key: os.Getenv("@")}\n'),
      required('\tk# := os.Getenv("@")\n\tif k# == "" {\n\t\tlog.Fatalf("no %s", "@")\n\t}\n'),
      optional('\tk# := os.Getenv("@")\n\tif k# == "" {\n\t\tk# = "x"\n\t}\n'),
      optional('\tif v, ok := os.LookupEnv("@"); ok {\n\t\tuse(v)\n\t}\n'),
      optional('\ton# := os.Getenv(`@`) == "1"\n'),
      noise('\t// os.Getenv("@")\n'),
      noise('\t/* it\'s os.Getenv("@") " */\n'),
      noise('\ts# := "os.Getenv(\\"@\\") // "\n'),
      noise('\tr# := `\nos.Getenv("@") " \n`\n'),
      noise("\tq# := '\"'\n"),
      noise('\tos.Setenv("@", "x")\n'),
      noise('\tn# := "@"\n'),
    ],
  },
  Ruby: {
    path: "app/models/a.rb",
    open: "class A\n",
    close: "end\n",
    pieces: [
      required('  use(ENV["@"])\n'),
      required("  use(ENV.fetch('@'))\n"),
      required('  raise "no @" unless ENV["@"]\n'),
      required('  u# = "https://#{ENV["@"]}/a"\n'),
      required('  t# = <<~TEXT\n    it\'s #{ENV.fetch("@")}\n  TEXT\n'),
      optional('  a# = ENV["@"] || "x"\n'),
      optional('  b# = ENV.fetch("@", "x")\n'),
      optional('  c# = ENV.fetch("@") { "x" }\n'),
      optional('  start if ENV["@"].present?\n'),
      noise('  # ENV["@"] isn\'t here\n'),
      noise("  s# = 'ENV[\"@\"] # '\n"),
      noise("  s# = \"ENV['@']\"\n"),
      noise('=begin\n  ENV["@"]\n=end\n'),
      noise("  h# = <<~'RAW'\n    #{ENV[\"@\"]}\n  RAW\n"),
      noise('  ENV["@"] = "x"\n'),
    ],
  },
  PHP: {
    path: "src/A.php",
    open: "<?php\n",
    close: "",
    pieces: [
      required("use(getenv('@'));\n"),
      required('use($_ENV["@"]);\n'),
      required("$k# = getenv('@') ?: throw new RuntimeException('no @');\n"),
      required("if (empty($_ENV['@'])) {\n  throw new RuntimeException('no @');\n}\n"),
      required("use(env('@'));\n"),
      optional("$a# = getenv('@') ?: 'x';\n"),
      optional("$b# = $_ENV['@'] ?? 'y';\n"),
      optional("$c# = env('@', 'z');\n"),
      optional("if (isset($_ENV['@'])) { a(); }\n"),
      noise("// getenv('@') isn't here\n"),
      noise("# $_ENV['@'] it's\n"),
      noise("/* env('@') ' */\n"),
      noise("$s# = \"getenv('@')\";\n"),
      noise("$t# = 'it\\'s getenv(\"@\")';\n"),
      noise("$h# = <<<TEXT\n  env('@') \"\n  TEXT;\n"),
      noise("?>\n<p>it's env('@')</p>\n<?php\n"),
      noise("putenv('@=x');\n"),
    ],
  },
  Vue: {
    path: "src/A.vue",
    open: "",
    close: "",
    pieces: [
      required("<script>\nuse(import.meta.env.@);\n</script>\n"),
      required('<template><a :href="import.meta.env.@">a</a></template>\n'),
      required("<template>{{ import.meta.env.@ }}</template>\n"),
      optional('<script setup lang="ts">\nconst a# = import.meta.env.@ ?? "x";\n</script>\n'),
      optional('<template><a v-if="import.meta.env.@">a</a></template>\n'),
      noise("<template><p>it's import.meta.env.@ {</p></template>\n"),
      noise('<!-- {{ import.meta.env.@ }} " -->\n'),
      noise("<script>\n// import.meta.env.@\n</script>\n"),
      noise('<script>\nconst s# = "import.meta.env.@";\n</script>\n'),
      noise('<style>\na { content: "{{ import.meta.env.@ }}"; }\n</style>\n'),
    ],
  },
  Svelte: {
    path: "src/routes/+page.svelte",
    open: "",
    close: "",
    pieces: [
      required("<script>\nuse(import.meta.env.@);\n</script>\n"),
      required('<script context="module">\nimport { @ } from "$env/static/private";\n</script>\n'),
      required("<b>{import.meta.env.@}</b>\n"),
      optional("{#if import.meta.env.@}\n<b>b</b>\n{/if}\n"),
      noise("<p>it's import.meta.env.@</p>\n"),
      noise("<!-- {import.meta.env.@} -->\n"),
      noise("<script>\n/* import.meta.env.@ */\n</script>\n"),
      noise("<style>\nimport.meta.env.@ { color: red }\n</style>\n"),
    ],
  },
};

/** The variable of the piece at an index, without a digit that `#` may have put there. */
const nameOf = (index: number) =>
  `APP_${String.fromCharCode(65 + (index % 26), 65 + Math.floor(index / 26))}_KEY`;

describe("reads in programs put together by lot", () => {
  for (const [title, { path, open, close, pieces }] of Object.entries(languages)) {
    it(`are all found, and nothing else: ${title}`, () => {
      const program = fc.array(fc.constantFrom(...pieces), { maxLength: 30 });
      fc.assert(
        fc.property(program, fc.constantFrom("\n", "\r\n"), (chosen, eol) => {
          const body = chosen.map(({ text }, i) =>
            text.replaceAll("@", nameOf(i)).replace(/([a-z])#/g, `$1${i}`),
          );
          const text = (open + body.join("") + close).replaceAll("\n", eol);
          const file = SourceFile.create(path, text);
          assert.ok(file);
          const found = readsIn(file).reads;
          for (const { name, at } of found) assert.equal(text.slice(at.start, at.end), name);
          assert.deepEqual(
            found.map(({ name, need }) => `${name} ${need}`),
            chosen.flatMap(({ reads }, i) => (reads === "nothing" ? [] : [`${nameOf(i)} ${reads}`])),
          );
        }),
        { numRuns: 150 },
      );
    });
  }
});
