import assert from "node:assert/strict";
import { checklistHtml, createNonce, type PageParts, plainHtml } from "../../../src/editor/checklist/html";

const parts: PageParts = {
  cspSource: "https://*.vscode-cdn.net",
  nonce: "0123456789abcdef0123456789abcdef",
  language: "en",
  title: "Launch checklist",
  styles: ["https://host/codicon.css", "https://host/checklist.css"],
  script: "https://host/checklist.js",
};

function policyOf(html: string): ReadonlyMap<string, string> {
  const content = /Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1] ?? "";
  const plain = content.replaceAll("&#39;", "'");
  return new Map(plain.split("; ").map((directive) => [directive.split(" ")[0] ?? "", directive]));
}

describe("the page of the checklist", () => {
  it("forbids everything that it does not name", () => {
    const policy = policyOf(checklistHtml(parts));
    assert.equal(policy.get("default-src"), "default-src 'none'");
    assert.equal(policy.get("script-src"), `script-src 'nonce-${parts.nonce}'`);
    assert.equal(policy.get("style-src"), `style-src ${parts.cspSource} 'nonce-${parts.nonce}'`);
    assert.equal(policy.get("font-src"), `font-src ${parts.cspSource}`);
    assert.equal(policy.get("img-src"), `img-src ${parts.cspSource}`);
    assert.equal(policy.size, 5);
  });

  it("has no way around its policy", () => {
    assert.doesNotMatch(checklistHtml(parts), /unsafe-|http:|data:|<form|<base|javascript:| on\w+=/);
  });

  it("runs one script, with the nonce of the policy", () => {
    const scripts = checklistHtml(parts).match(/<script[^>]*>/g);
    assert.deepEqual(scripts, [`<script nonce="${parts.nonce}" src="${parts.script}">`]);
  });

  it("hands the nonce to the controls, which insert a style of their own", () => {
    assert.match(checklistHtml(parts), new RegExp(`<meta property="csp-nonce" content="${parts.nonce}">`));
  });

  it("escapes what it is given", () => {
    const html = checklistHtml({ ...parts, title: `"><script>x</script>`, language: `en" onload="x` });
    assert.equal(html.match(/<script/g)?.length, 1);
    assert.doesNotMatch(html, /lang="en" onload/);
    assert.doesNotMatch(plainHtml("<img src=x onerror=y>"), /<img/);
  });

  it("has a nonce of 128 bits, another one every time", () => {
    const nonces = new Set(Array.from({ length: 100 }, createNonce));
    assert.equal(nonces.size, 100);
    for (const nonce of nonces) assert.match(nonce, /^[0-9a-f]{32}$/);
  });
});
