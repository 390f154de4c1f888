import assert from "node:assert/strict";
import fc from "fast-check";
import { parseApache, walkApache } from "../../../src/core/files/apache";

const text = `# site
<VirtualHost *:443>
    ServerName shop.example.com
    Header always set X-Frame-Options "SAME\\"ORIGIN"
    <IfModule mod_headers.c>
        Header set X-Content-Type-Options \\
            nosniff
    </IfModule>
</VirtualHost>
`;

describe("Apache configuration", () => {
  it("gives directives and nested sections with their places", () => {
    const form = parseApache(text);
    assert.ok(form.clean);
    const all = [...walkApache(form.directives)];
    assert.deepEqual(
      all.map(({ key }) => key),
      ["virtualhost", "servername", "header", "ifmodule", "header"],
    );
    const [host, , header, , continued] = all;
    assert.equal(host?.args[0]?.value, "*:443");
    assert.equal(text.slice(host?.inside?.end), "</VirtualHost>\n");
    assert.equal(header?.args[3]?.value, 'SAME"ORIGIN');
    assert.deepEqual(
      continued?.args.map(({ value }) => value),
      ["set", "X-Content-Type-Options", "nosniff"],
    );
    assert.equal(continued?.parent?.key, "ifmodule");
  });

  it("may be half typed", () => {
    const open = parseApache("<IfModule mod_headers.c>\nHeader set A b\n");
    assert.equal(open.clean, false);
    assert.equal(open.directives[0]?.children.length, 1);
    assert.equal(parseApache("</Directory>\n").clean, false);
  });

  it("of any content never throws, and its places lie inside the text", () => {
    const piece = fc.constantFrom(
      "<",
      ">",
      "</",
      "If",
      "\n",
      " ",
      '"',
      "'",
      "\\",
      "\\\n",
      "#",
      "Header",
      "\r\n",
      "\t",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        const any = pieces.join("");
        for (const { at, args } of walkApache(parseApache(any).directives)) {
          assert.ok(at.start >= 0 && at.start <= at.end && at.end <= any.length);
          for (const arg of args) assert.ok(at.start <= arg.at.start && arg.at.end <= any.length);
        }
      }),
    );
  });
});
