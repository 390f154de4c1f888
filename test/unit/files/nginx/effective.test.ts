import assert from "node:assert/strict";
import fc from "fast-check";
import {
  fieldsAt,
  headersAt,
  hidesUpstream,
  isUncertain,
  lostAt,
  sends,
} from "../../../../src/core/files/nginx/effective";
import { parseNginx } from "../../../../src/core/files/nginx/form";
import { NginxLevel, type resolveNothing } from "../../../../src/core/files/nginx/level";

/** The level reached by following block names from the top: `http server location`. */
function levelAt(text: string, path: string, files: Readonly<Record<string, string>> = {}): NginxLevel {
  const unit = { path: "nginx.conf", name: "nginx.conf", directives: parseNginx(text).directives };
  const resolve: typeof resolveNothing = (include) => {
    const name = include.args[0]?.value ?? "";
    const body = files[name];
    return body === undefined ? undefined : [{ path: name, name, directives: parseNginx(body).directives }];
  };
  let level = new NginxLevel(undefined, unit, undefined, resolve);
  for (const name of path.split(" ")) {
    const child = level.children.find((inner) => inner.name === name);
    assert.ok(child, `no ${name} in ${level.name || "the file"}`);
    level = child;
  }
  return level;
}

function sent(level: NginxLevel): string[] {
  return headersAt(level).map(({ name, value }) => `${name}=${value ?? "?"}`);
}

describe("headers in force at a level of nginx", () => {
  it("are inherited by a level without add_header", () => {
    assert.deepEqual(
      sent(levelAt("http { add_header A 1; server { location / { root /a; } } }", "http server location")),
      ["a=1"],
    );
  });

  it("are replaced as a whole by a level with one of its own", () => {
    const text =
      "http { add_header A 1; server { add_header B 2; location / { add_header C 3; if ($x) { add_header D 4; } } } }";
    assert.deepEqual(sent(levelAt(text, "http server")), ["b=2"]);
    assert.deepEqual(sent(levelAt(text, "http server location")), ["c=3"]);
    assert.deepEqual(sent(levelAt(text, "http server location if")), ["d=4"]);
  });

  it("stay with expires, root and proxy_set_header in the level", () => {
    const text = "server { add_header A 1; location / { expires 1y; root /a; proxy_set_header X y; } }";
    assert.deepEqual(sent(levelAt(text, "server location")), ["a=1"]);
  });

  it("are appended under merge, whoever sets it", () => {
    const inBlock = "server { add_header A 1; location / { add_header_inherit merge; add_header B 2; } }";
    assert.deepEqual(sent(levelAt(inBlock, "server location")), ["b=2", "a=1"]);
    const around =
      "http { add_header_inherit merge; add_header A 1; server { add_header B 2; location / { add_header C 3; } } }";
    assert.deepEqual(sent(levelAt(around, "http server location")), ["c=3", "b=2", "a=1"]);
  });

  it("follow the nearest mode; on is what nginx does by itself", () => {
    const text =
      "server { add_header_inherit merge; add_header A 1; location / { add_header_inherit on; add_header B 2; } }";
    assert.deepEqual(sent(levelAt(text, "server location")), ["b=2"]);
  });

  it("end at off, also below it", () => {
    const text =
      "server { add_header A 1; location / { add_header_inherit off; add_header B 2; location /c { } } }";
    assert.deepEqual(sent(levelAt(text, "server location")), ["b=2"]);
    assert.deepEqual(sent(levelAt(text, "server location location")), []);
  });

  it("break with an empty value too, which sends nothing", () => {
    const level = levelAt('server { add_header A 1; location / { add_header B ""; } }', "server location");
    assert.deepEqual(sent(level), []);
    assert.deepEqual(
      lostAt(level, "add_header").map(({ name }) => name),
      ["a"],
    );
  });

  it("know always and whether the value is a literal", () => {
    const [first, second, third] = headersAt(
      levelAt('server { add_header A "b c" always; add_header D $e; add_header F {{ g }}; }', "server"),
    );
    assert.deepEqual([first?.value, first?.always], ["b c", true]);
    assert.deepEqual([second?.value, second?.always], [undefined, false]);
    assert.equal(third?.value, undefined);
  });

  it("come from headers-more as well, from all levels", () => {
    const text =
      "http { more_set_headers 'A: 1' \"B: 2\"; server { add_header C 3; more_set_headers -s '404 500' 'D: 4'; more_set_headers 'E:'; } }";
    const headers = headersAt(levelAt(text, "http server"));
    assert.deepEqual(
      headers.map(({ name }) => name),
      ["c", "d", "a", "b"],
    );
    assert.deepEqual(
      headers.map(({ always }) => always),
      [false, false, true, true],
    );
  });

  it("keep trailers apart", () => {
    const level = levelAt("server { add_trailer A 1; location / { add_header B 2; } }", "server location");
    assert.deepEqual(
      fieldsAt(level, "add_trailer").map(({ name }) => name),
      ["a"],
    );
    assert.deepEqual(lostAt(level, "add_trailer"), []);
    assert.deepEqual(lostAt(level, "add_header"), []);
  });

  it("come from included files, in their place", () => {
    const files = { "a.conf": "add_header A 1;\ninclude b.conf;\n", "b.conf": "add_header B 2;\n" };
    const level = levelAt("server { include a.conf; add_header C 3; }", "server", files);
    assert.deepEqual(sent(level), ["a=1", "b=2", "c=3"]);
    assert.deepEqual(
      headersAt(level).map(({ from }) => [from.unit.path, from.include?.args[0]?.value]),
      [
        ["a.conf", "a.conf"],
        ["b.conf", "a.conf"],
        ["nginx.conf", undefined],
      ],
    );
  });

  it("survive files that include each other", () => {
    const level = levelAt("server { include a.conf; }", "server", {
      "a.conf": "add_header A 1;\ninclude a.conf;\n",
    });
    assert.ok(sends(level, "a"));
  });
});

describe("lostAt", () => {
  it("names what a level drops", () => {
    const level = levelAt(
      "server { add_header A 1; add_header B 2; location / { add_header b 3; } }",
      "server location",
    );
    assert.deepEqual(
      lostAt(level, "add_header").map(({ name }) => name),
      ["a"],
    );
  });

  it("agrees with what is sent: nothing is both lost and in force", () => {
    const header = fc.constantFrom("A", "B", "C");
    const mode = fc.constantFrom(
      "",
      "add_header_inherit on;",
      "add_header_inherit off;",
      "add_header_inherit merge;",
    );
    const body = fc.tuple(mode, fc.array(header, { maxLength: 3 }));
    fc.assert(
      fc.property(body, body, body, (...levels) => {
        const [a, b, c] = levels.map(
          ([way, names]) => way + names.map((name) => `add_header ${name} 1;`).join(""),
        );
        const level = levelAt(`http { ${a} server { ${b} location / { ${c} } } }`, "http server location");
        const names = new Set(headersAt(level).map(({ name }) => name));
        for (const { name } of lostAt(level, "add_header")) assert.ok(!names.has(name));
        const around = new Set(level.parent ? headersAt(level.parent).map(({ name }) => name) : []);
        const known = new Set([...names, ...lostAt(level, "add_header").map(({ name }) => name)]);
        const off = levels[2][0].includes("off") || (levels[2][0] === "" && levels[1][0].includes("off"));
        const outer = levels[2][0] === "" && levels[1][0] === "" && levels[0][0].includes("off");
        if (!off && !outer) for (const name of around) assert.ok(known.has(name), `${name} vanished`);
      }),
    );
  });
});

describe("isUncertain", () => {
  it("is so where an include hides what is sent", () => {
    assert.ok(isUncertain(levelAt("server { include x.conf; }", "server")));
    assert.ok(isUncertain(levelAt("server { include x.conf; location / { } }", "server location")));
    assert.ok(isUncertain(levelAt("server { {{ extra }}\n }", "server")));
  });

  it("is not where the level has its own headers, so that none come from above", () => {
    assert.ok(
      !isUncertain(levelAt("server { include x.conf; location / { add_header A 1; } }", "server location")),
    );
  });

  it("is not for files that ship with nginx and for folders of sites", () => {
    const text =
      "http { include /etc/nginx/mime.types; include conf.d/*.conf; server { include fastcgi_params; } }";
    assert.ok(!isUncertain(levelAt(text, "http server")));
    assert.ok(isUncertain(levelAt("http { include security/*.conf; server { } }", "http server")));
  });
});

describe("hidesUpstream", () => {
  it("follows the lists of the nearest level that has one", () => {
    const text =
      "server { proxy_hide_header Strict-Transport-Security; location / { } location /b { proxy_hide_header X-Powered-By; } }";
    const [first, second] = levelAt(text, "server").children;
    assert.ok(first && hidesUpstream(first, "strict-transport-security"));
    assert.ok(second && !hidesUpstream(second, "strict-transport-security"));
  });
});
