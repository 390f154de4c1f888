/**
 * Glyphs of everyday plans whose UTF-8 holds a byte that Windows-1252 or Windows-1254 has no character for. Where
 * a program dropped that byte the glyph can only be guessed: one of these is what people write.
 */
export const commonLost: ReadonlySet<string> = new Set(
  Array.from("”❌✍✏✎☐●⏰⏱⏳⏸⏭➝\ufe0f🏁📁🎁🔁🔍🐍👍📍🌍🎉🎯🎨🎬🎓🎊🔎👎🏗🏆🏠🏢🏷🏃📏🔏🔐🌐📐📝🔝📞🐞🌞"),
);
