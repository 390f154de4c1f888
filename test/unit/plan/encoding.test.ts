import assert from "node:assert/strict";
import fc from "fast-check";
import { type DamageName, detectDamage, repairEncoding } from "../../../src/core/plan/encoding";
import { commonLost } from "../../../src/core/plan/encoding-glyphs";
import { readPlan } from "../../../src/core/plan/read";
import { applyEdits } from "../../../src/core/text/edits";
import { itemsOf, planNames, planOf, planText } from "../../support/plans";

const names: readonly DamageName[] = ["windows-1252", "windows-1254", "mac-roman"];

/** What becomes of UTF-8 that is read in another encoding: each byte turns into the character it stands for there. */
function damaged(text: string, name: DamageName): string {
  return Array.from(Buffer.from(text), (byte) => characterOf(byte, name)).join("");
}

/** The platform knows the encodings, but for Windows-1252, which some versions of Node take for Latin-1. */
function characterOf(byte: number, name: DamageName): string {
  if (name !== "windows-1252") {
    return new TextDecoder(name === "mac-roman" ? "macintosh" : name).decode(Uint8Array.of(byte));
  }
  if (byte === 0x8e) return "Ž";
  if (byte === 0x9e) return "ž";
  return byte < 0xa0 ? characterOf(byte, "windows-1254") : String.fromCharCode(byte);
}

const healthy = [
  "plain ASCII, nothing else",
  "é",
  "Größe, Übung, Straße",
  "Ça c’est l’été à Orléans, où l’on dîne",
  "“Quoted” – and – dashed…",
  "İstanbul’da ğ, ş, ı, Ğ, Ş",
  "Ναι, όλα έτοιμα",
  "Всё готово",
  "ready 🚀 ✅ ❌ ⚠️",
  "SÃO PAULO, CAFÉ®, «CAFÉ»",
  "À la carte: 20 €, ½ price, 30 °C",
  "日本語のテキスト",
];

describe("encoding damage", () => {
  for (const name of names) {
    it(`is undone for ${name}`, () => {
      const text = "# 🚀 Launch — “Möwe”\n\n- [ ] ✅ Prüfen → fertig ❌\n";
      const broken = damaged(text, name);
      assert.notEqual(broken, text);
      assert.equal(repairEncoding(broken), text);
    });

    it(`leaves the boxes of a plan damaged by ${name} as they are`, () => {
      for (const fixture of planNames) {
        const clean = planOf(planText(fixture), fixture);
        const reading = readPlan(fixture, damaged(planText(fixture), name));
        assert.deepEqual(
          itemsOf(reading.plan).map(({ id, title, line }) => [id, title, line]),
          itemsOf(clean).map(({ id, title, line }) => [id, title, line]),
        );
        assert.deepEqual([reading.plan.name, reading.editable], [clean.name, true]);
      }
    });
  }

  it("is named in the reading", () => {
    assert.equal(readPlan("p.md", damaged("# 🚀\n- [ ] a\n", "mac-roman")).repairedFrom, "mac-roman");
    assert.equal(readPlan("p.md", damaged("# 🚀\n- [ ] a\n", "windows-1254")).repairedFrom, "windows-1254");
    assert.equal(readPlan("p.md", "# 🚀\n- [ ] a\n").repairedFrom, undefined);
  });

  it("is not seen in healthy texts", () => {
    for (const text of healthy) {
      assert.equal(detectDamage(text), undefined, text);
      assert.equal(repairEncoding(text.repeat(20)), undefined, text);
    }
  });

  it("is left alone in a text that is damaged in part", () => {
    for (const text of healthy.slice(1)) {
      for (const name of names) {
        const mixed = `${damaged("🚀 → “ok” ✅", name)} and ${text}`;
        assert.equal(repairEncoding(mixed), undefined, mixed);
      }
    }
  });

  it("is undone where a program dropped the bytes without a character, if one glyph is likely", () => {
    const lossy = damaged("✅ yes ❌ no 🎉 done → ok", "windows-1254").replace(/[\u0080-\u009f]/g, "");
    assert.equal(repairEncoding(lossy), "✅ yes ❌ no 🎉 done → ok");
    const unclear = damaged("✅ → 🌏", "windows-1252").replace(/[\u0080-\u009f]/g, "");
    assert.equal(repairEncoding(unclear), "✅ → ðŸŒ");
  });

  it("knows only glyphs that can lose a byte", () => {
    const lost = new Set([0x81, 0x8d, 0x8e, 0x8f, 0x90, 0x9d, 0x9e]);
    for (const glyph of commonLost)
      assert.ok(
        Buffer.from(glyph).some((byte) => lost.has(byte)),
        glyph,
      );
  });

  it("is undone by edits that do not overlap", () => {
    const broken = damaged("é → 🚀🚀 ✅", "windows-1252");
    const damage = detectDamage(broken);
    assert.equal(applyEdits(broken, damage?.edits(broken) ?? []), "é → 🚀🚀 ✅");
  });

  it("comes back from any text with a telling character", () => {
    const word = fc.string({
      unit: fc.constantFrom(..."abc é → 🚀 ✅ ü ß — 日 я λ ğ\n- [ ] #"),
      maxLength: 60,
    });
    fc.assert(
      fc.property(word, fc.constantFrom(...names), (text, name) => {
        const whole = `${text}🚀`;
        assert.equal(repairEncoding(damaged(whole, name)), whole);
      }),
    );
  });

  it("is undone in Japanese, long vowels and middle dots included", () => {
    const text = "公開プラン・サーバー、データベース（準備）をチェック";
    assert.equal(repairEncoding(damaged(text, "mac-roman")), text);
  });

  it("decodes parts as it decodes the whole", () => {
    const broken = damaged("a → b 🚀 c", "mac-roman");
    const damage = detectDamage(broken);
    const parts = broken.split(" ").map((part) => damage?.decode(part));
    assert.equal(parts.join(" "), "a → b 🚀 c");
  });
});
