import assert from "node:assert/strict";
import fc from "fast-check";
import { tokenizeNginx } from "../../../../src/core/files/nginx/token";

function wordsOf(text: string): string[] {
  return tokenizeNginx(text).tokens.map((token) => text.slice(token.start, token.end));
}

/** Texts that look like configuration, with everything that can go wrong in it. */
const configuration = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        "server",
        "location",
        "add_header",
        "map",
        "content_by_lua_block",
        "{",
        "}",
        ";",
        '"',
        "'",
        "\\",
        "#",
        "$",
        "${",
        "{{",
        "}}",
        "{%",
        "%}",
        "<%",
        "\n",
        "\r\n",
        " ",
        "\t",
        "--[[",
        "# configuration file /etc/nginx/nginx.conf:\n",
      ),
      fc.string({ maxLength: 6 }),
    ),
    { maxLength: 60 },
  )
  .map((parts) => parts.join(""));

describe("tokenizeNginx", () => {
  it("ends words at white space, ; and {", () => {
    assert.deepEqual(wordsOf("server{listen 80;}"), ["server", "{", "listen", "80", ";", "}"]);
  });

  it("takes } as part of a word, as nginx does", () => {
    assert.deepEqual(wordsOf("return 200 a}b;"), ["return", "200", "a}b", ";"]);
  });

  it("takes quotes and # in the middle of a word as they are", () => {
    assert.deepEqual(wordsOf(`set $a it's#1;`), ["set", "$a", "it's#1", ";"]);
  });

  it("takes the character behind a backslash as it is", () => {
    assert.deepEqual(wordsOf("location ~ \\.php\\;\\{x {"), ["location", "~", "\\.php\\;\\{x", "{"]);
  });

  it("keeps quoted strings whole, over several lines too", () => {
    const string = '"a \\" ; {\n b"';
    assert.deepEqual(wordsOf(`log_format main ${string};`), ["log_format", "main", string, ";"]);
  });

  it("keeps the two quotes apart", () => {
    assert.deepEqual(wordsOf(`a 'say "x;"' "it's;";`), ["a", `'say "x;"'`, `"it's;"`, ";"]);
  });

  it("does not open a block at ${", () => {
    assert.deepEqual(wordsOf("listen ${NGINX_PORT:-8080} ssl;"), [
      "listen",
      "${NGINX_PORT:-8080}",
      "ssl",
      ";",
    ]);
  });

  it("takes template placeholders as words or parts of words", () => {
    assert.deepEqual(wordsOf("server_name {{ a | default('x;') }}.example.com <%= b %>;"), [
      "server_name",
      "{{ a | default('x;') }}.example.com",
      "<%= b %>",
      ";",
    ]);
  });

  it("passes over the statements of template languages", () => {
    const text = "{% if tls %}\nlisten 443;\n{%- endif %}\n{{- if .Values.x }}\na b;\n{{- end }}\n";
    const tags = tokenizeNginx(text).tokens.filter((token) => token.kind === "tag");
    assert.deepEqual(
      tags.map((token) => text.slice(token.start, token.end)),
      ["{% if tls %}", "{%- endif %}", "{{- if .Values.x }}", "{{- end }}"],
    );
  });

  it("passes over Lua by Lua's own rules", () => {
    const lua = ` local t = { "}" } -- }\n --[[ } ]] local s = [=[ } ]=] `;
    const text = `content_by_lua_block {${lua}} add_header A b;`;
    assert.deepEqual(wordsOf(text), ["content_by_lua_block", "{", lua, "}", "add_header", "A", "b", ";"]);
  });

  it("ends a string that nothing closes before the end of its statement", () => {
    const { tokens, problems } = tokenizeNginx('add_header A "b;\nlisten 80;\n');
    assert.equal(problems.length, 1);
    assert.equal(tokens.filter((token) => token.kind === "semicolon").length, 2);
  });

  it("does not let one lost quote swallow the next string", () => {
    const text = 'add_header A "b;\nadd_header C "d";\n';
    const { problems } = tokenizeNginx(text);
    assert.deepEqual(
      problems.map(({ at }) => at.start),
      [text.indexOf('"b')],
    );
    assert.deepEqual(wordsOf(text), ["add_header", "A", '"b', ";", "add_header", "C", '"d"', ";"]);
  });

  it("knows which token opens a line", () => {
    const { tokens } = tokenizeNginx("\uFEFFa b;\r\n c\n{ d");
    assert.deepEqual(
      tokens.map(({ opensLine }) => opensLine),
      [true, false, false, true, true, false],
    );
  });

  it("gives the text back: tokens in order, nothing but white space between them", () => {
    fc.assert(
      fc.property(configuration, (text) => {
        let at = 0;
        for (const { start, end } of tokenizeNginx(text).tokens) {
          assert.ok(start >= at && end <= text.length && (end > start || start === end));
          assert.match(text.slice(at, start), /^\uFEFF?[ \t\r\n]*$/);
          at = end;
        }
        assert.match(text.slice(at), /^\uFEFF?[ \t\r\n]*$/);
      }),
      { numRuns: 500 },
    );
  });

  it("never makes more tokens than the text has characters", () => {
    fc.assert(
      fc.property(configuration, (text) => {
        const { tokens } = tokenizeNginx(text);
        const empty = tokens.filter(({ start, end }) => start === end);
        assert.ok(tokens.length - empty.length <= text.length);
        assert.ok(empty.every(({ kind }) => kind === "lua"));
      }),
    );
  });
});
