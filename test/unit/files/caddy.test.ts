import assert from "node:assert/strict";
import fc from "fast-check";
import { parseCaddy, walkCaddy } from "../../../src/core/files/caddy";

const text = `{
	email ops@example.com
}

(security) {
	header {
		X-Frame-Options DENY
		-Server
	}
}

# the shop
shop.example.com, www.shop.example.com {
	import security
	encode zstd gzip # both
	@api path /api/* /v1/*
	header Strict-Transport-Security "max-age=31536000; includeSubDomains"
	reverse_proxy @api backend:8000 {
		header_up Host {host}
	}
}
`;

describe("Caddyfiles", () => {
  it("give sites with addresses, snippets and the global options", () => {
    const form = parseCaddy(text);
    assert.ok(form.clean);
    assert.deepEqual(
      form.sites.map(({ addresses }) => addresses.map(({ value }) => value)),
      [["shop.example.com", "www.shop.example.com"]],
    );
    assert.deepEqual([...form.snippets.keys()], ["security"]);
    assert.deepEqual(
      form.global?.directives.map(({ name }) => name),
      ["email"],
    );
    const [site] = form.sites;
    const names = [...walkCaddy(site?.block)].map(({ name }) => name);
    assert.deepEqual(names, ["import", "encode", "@api", "header", "reverse_proxy", "header_up"]);
    const header = site?.block.directives.find(({ name }) => name === "header");
    assert.equal(header?.args[1]?.value, "max-age=31536000; includeSubDomains");
    assert.equal(
      text.slice(header?.args[1]?.at.start, header?.args[1]?.at.end),
      '"max-age=31536000; includeSubDomains"',
    );
    assert.equal(form.comments.length, 2);
  });

  it("without braces are one site", () => {
    const form = parseCaddy("localhost:8080\nfile_server\nheader X-A b\n");
    assert.equal(form.sites[0]?.block.open, undefined);
    assert.deepEqual(
      form.sites[0]?.block.directives.map(({ name }) => name),
      ["file_server", "header"],
    );
  });

  it("may be half typed", () => {
    for (const half of [
      "a.example {\n\theader {\n",
      'a.example {\n\theader X "open\n}\n',
      "}\n",
      "{\n",
      "a {\n}}\n",
    ]) {
      assert.equal(parseCaddy(half).clean, false, half);
    }
  });

  it("of any content never throw, and their places lie inside the text", () => {
    const piece = fc.constantFrom(
      "{",
      "}",
      "\n",
      " ",
      '"',
      "`",
      "#",
      "a.example",
      "header",
      "\\\n",
      ",",
      "(s)",
      "\r\n",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        const any = pieces.join("");
        const form = parseCaddy(any);
        for (const { at, block } of form.sites) {
          assert.ok(at.start >= 0 && at.start <= at.end && at.end <= any.length);
          for (const directive of walkCaddy(block)) assert.ok(directive.at.end <= any.length);
        }
      }),
    );
  });
});
