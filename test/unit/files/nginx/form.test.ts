import assert from "node:assert/strict";
import fc from "fast-check";
import { type NginxDirective, parseNginx, walkNginx } from "../../../../src/core/files/nginx/form";
import { contains, slice } from "../../../../src/core/text/span";

/** The tree as nested names and values. */
function outline(directives: readonly NginxDirective[]): unknown[] {
  return directives.map(({ name, args, body }) => {
    const head = [name, ...args.map((arg) => arg.value)].join(" ");
    return body ? { [head]: outline(body.children) } : head;
  });
}

function problemsOf(text: string): string[] {
  return parseNginx(text).problems.map(({ at, message }) => `${message}: ${slice(text, at)}`);
}

const pieces = fc
  .array(
    fc.constantFrom(
      "server {",
      "http {",
      "location / {",
      "map $a $b {",
      "if ($a = b) {",
      "content_by_lua_block {",
      "}",
      ";",
      "listen 80;",
      "listen 443 ssl",
      'add_header A "b" always;',
      "add_header A 'b",
      '"x',
      "default y;",
      "# configuration file /a/b.conf:",
      "{{ x }}",
      "{% if %}",
      "${A}",
      "# c",
      "\n",
      "\r\n",
      " ",
    ),
    { maxLength: 40 },
  )
  .map((parts) => parts.join(""));

describe("parseNginx", () => {
  it("builds the tree of directives", () => {
    const form = parseNginx("http {\n  server { listen 80; location / { return 200 'a b'; } }\n}\n");
    assert.ok(form.clean);
    assert.deepEqual(outline(form.directives), [
      { http: [{ server: ["listen 80", { "location /": ["return 200 a b"] }] }] },
    ]);
  });

  it("knows raw text, value, quote and place of every word", () => {
    const text = `add_header "X-A" 'it\\'s \\d' always;`;
    const [directive] = parseNginx(text).directives;
    assert.deepEqual(
      directive?.args.map(({ raw, value, quote, at }) => [raw, value, quote, slice(text, at)]),
      [
        ['"X-A"', "X-A", '"', '"X-A"'],
        ["'it\\'s \\d'", "it's \\d", "'", "'it\\'s \\d'"],
        ["always", "always", undefined, "always"],
      ],
    );
  });

  it("knows the places of name, terminator, body and braces", () => {
    const text = "server { listen 80 ; }";
    const [server] = parseNginx(text).directives;
    const listen = server?.body?.children[0];
    assert.ok(server?.body?.close && listen?.terminator);
    assert.equal(slice(text, server.at), text);
    assert.equal(slice(text, server.nameAt), "server");
    assert.equal(slice(text, server.body.inside), " listen 80 ; ");
    assert.equal(slice(text, server.body.close), "}");
    assert.equal(slice(text, listen.at), "listen 80 ;");
    assert.equal(slice(text, listen.terminator), ";");
    assert.equal(listen.parent, server);
  });

  it("reads the entries of tables as entries", () => {
    const form = parseNginx('map $uri $x {\n  default "";\n  listen 1;\n  ~^/a b;\n}\n');
    const [map] = form.directives;
    assert.equal(map?.body?.kind, "entries");
    assert.deepEqual(outline(map?.body?.children ?? []), ["default ", "listen 1", "~^/a b"]);
    assert.equal([...walkNginx(form.directives)].length, 1);
  });

  it("passes over the body of a Lua block", () => {
    const form = parseNginx(
      "location / {\n  access_by_lua_block {\n    if x then y = {} end\n  }\n  allow all;\n}\n",
    );
    assert.ok(form.clean);
    assert.deepEqual(outline(form.directives), [
      { "location /": [{ access_by_lua_block: [] }, "allow all"] },
    ]);
  });

  it("reads a server of an upstream as a simple directive", () => {
    const form = parseNginx(
      'upstream app { server "unix:/run/app.sock"; server app:80 weight=2; }\nserver "some";\n',
    );
    assert.ok(form.clean);
    assert.equal(form.directives[1]?.body, undefined);
  });

  it("reads fragments, a BOM and CRLF", () => {
    const form = parseNginx("\uFEFFadd_header A b;\r\nlocation / {\r\n}\r\n");
    assert.ok(form.clean);
    assert.deepEqual(outline(form.directives), ["add_header A b", { "location /": [] }]);
  });

  it("splits the output of nginx -T into its files", () => {
    const form = parseNginx(
      "# configuration file /etc/nginx/nginx.conf:\nhttp {\n  include sites/*;\n}\n\n# configuration file /etc/nginx/sites/a:\nserver {\n}\n",
    );
    assert.ok(form.clean);
    assert.deepEqual(
      form.sections.map(({ path, directives }) => [path, directives.map(({ name }) => name)]),
      [
        ["/etc/nginx/nginx.conf", ["http"]],
        ["/etc/nginx/sites/a", ["server"]],
      ],
    );
  });

  describe("what is broken", () => {
    it("a missing ; ends at the next line that starts with a directive", () => {
      const text = "server {\n  listen 443 ssl\n  server_name a;\n  root /x;\n}\n";
      assert.deepEqual(problemsOf(text), ["A ; is missing here: l"]);
      assert.deepEqual(outline(parseNginx(text).directives), [
        { server: ["listen 443 ssl", "server_name a", "root /x"] },
      ]);
    });

    it("a missing ; before a brace", () => {
      const text = "location / { return 404 }\nlocation /b { return 403; }\n";
      assert.deepEqual(problemsOf(text), ["A ; is missing here: 4"]);
      assert.equal(parseNginx(text).directives.length, 2);
    });

    it("a missing ; before a block", () => {
      const text = 'server {\n  add_header A "b" alwa  location / { root /a; }\n}\n';
      assert.deepEqual(outline(parseNginx(text).directives), [
        { server: ["add_header A b alwa", { "location /": ["root /a"] }] },
      ]);
      assert.deepEqual(problemsOf(text), ["A ; is missing here: a"]);
    });

    it("a block behind a directive that takes none", () => {
      const text = "server { add_header A b { root /a; } listen 80; }";
      assert.deepEqual(outline(parseNginx(text).directives), [
        { server: ["add_header A b", { "": ["root /a"] }, "listen 80"] },
      ]);
      assert.deepEqual(problemsOf(text), ["A ; is missing here: b", "A { without a directive: {"]);
    });

    it("a statement over several lines is whole", () => {
      const text =
        "log_format main '$remote_addr '\n  '$request';\nserver_name a.example\n  b.example;\nadd_header X\n  \"a\"\n  always;\n";
      assert.deepEqual(problemsOf(text), []);
      assert.equal(parseNginx(text).directives.length, 3);
    });

    it("a missing } is noticed at the next server", () => {
      const text =
        "http {\nserver {\n  listen 80;\n  location / {\n    root /a;\n}\nserver {\n  listen 81;\n}\n}\n";
      assert.deepEqual(problemsOf(text), ["This { is not closed: {"]);
      assert.deepEqual(outline(parseNginx(text).directives), [
        { http: [{ server: ["listen 80", { "location /": ["root /a"] }] }, { server: ["listen 81"] }] },
      ]);
    });

    it("a missing } at the end of the text", () => {
      assert.deepEqual(problemsOf("server {\n listen 80;\n"), ["This { is not closed: {"]);
    });

    it("a } too many", () => {
      assert.deepEqual(problemsOf("server { }\n}\nevents { }\n"), ["A } without its {: }"]);
      assert.equal(parseNginx("server { }\n}\nevents { }\n").directives.length, 2);
    });

    it("braces and semicolons without a directive", () => {
      assert.deepEqual(problemsOf("{ ; }"), ["A { without a directive: {", "A ; without a directive: ;"]);
    });

    it("blocks nested without end", () => {
      const form = parseNginx(`${"location / {".repeat(5000)}${"}".repeat(5000)} add_header A b;`);
      assert.equal(form.clean, false);
      assert.deepEqual(
        form.directives.map(({ name }) => name),
        ["location", "add_header"],
      );
    });
  });

  it("a line that is one placeholder is a statement of its own", () => {
    const form = parseNginx("server {\n  {{ include }}\n  listen 80;\n}\n");
    assert.ok(form.clean);
    assert.deepEqual(outline(form.directives), [{ server: ["{{ include }}", "listen 80"] }]);
  });

  it("never throws; spans lie in the text, nest and follow one another", () => {
    fc.assert(
      fc.property(pieces, (text) => {
        const form = parseNginx(text);
        assert.equal(form.clean, form.problems.length === 0);
        for (const { at } of form.problems)
          assert.ok(at.start >= 0 && at.end <= text.length && at.start <= at.end);
        const whole = { start: 0, end: text.length };
        const check = (list: readonly NginxDirective[], around: { start: number; end: number }) => {
          let end = around.start;
          for (const directive of list) {
            assert.ok(contains(around, directive.at), "inside its parent");
            assert.ok(directive.at.start >= end, "after its sibling");
            end = directive.at.end;
            for (const { at } of directive.args) assert.ok(contains(directive.at, at));
            assert.ok(contains(directive.at, directive.nameAt));
            if (directive.body) {
              assert.ok(contains(directive.at, directive.body.inside));
              check(directive.body.children, directive.body.inside);
            }
          }
        };
        check(form.directives, whole);
      }),
      { numRuns: 1000 },
    );
  });

  it("reads what it writes: names and values survive quoting", () => {
    const value = fc.string({ maxLength: 8 }).filter((text) => !/[\r\n\t]/.test(text));
    fc.assert(
      fc.property(value, (text) => {
        const quoted = `"${text.replace(/["\\]/g, "\\$&")}"`;
        const form = parseNginx(`set $a ${quoted};`);
        assert.ok(form.clean);
        assert.equal(form.directives[0]?.args[1]?.value, text);
      }),
    );
  });
});
