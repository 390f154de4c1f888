import assert from "node:assert/strict";
import fc from "fast-check";
import { attributeOf, parseHtml } from "../../../src/core/files/html";

describe("HTML", () => {
  it("gives its tags with attributes and the end of forms", () => {
    const text =
      '<!doctype html><HEAD><meta http-equiv="Content-Security-Policy" content=\'default-src "self"\'></head>\n<form method=POST action="/x">{% csrf_token %}<input required></form>';
    const { tags } = parseHtml(text);
    assert.deepEqual(
      tags.map(({ name }) => name),
      ["head", "meta", "form", "input"],
    );
    const [, meta, form, input] = tags;
    assert.ok(meta && form && input);
    assert.equal(attributeOf(meta, "http-equiv")?.value, "Content-Security-Policy");
    assert.equal(attributeOf(meta, "content")?.value, 'default-src "self"');
    assert.equal(attributeOf(form, "method")?.value, "POST");
    assert.equal(attributeOf(input, "required")?.value, "");
    assert.equal(text.slice(form.at.end, form.contentEnd), "{% csrf_token %}<input required>");
  });

  it("passes over comments, scripts and styles", () => {
    const { tags } = parseHtml("<!-- <form> --><script>if (a<b) '<form>'</script><style>a>b{}</style><p>");
    assert.deepEqual(
      tags.map(({ name }) => name),
      ["script", "style", "p"],
    );
  });

  it("of any content never throws, and its places lie inside the text", () => {
    const piece = fc.constantFrom(
      "<",
      ">",
      "/",
      "<!--",
      "-->",
      "form",
      "script",
      "</form",
      "a",
      "=",
      '"',
      "'",
      " ",
      "\n",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        const any = pieces.join("");
        for (const { at, contentEnd } of parseHtml(any).tags) {
          assert.ok(at.start < at.end && at.end <= any.length && contentEnd <= any.length);
        }
      }),
    );
  });
});
