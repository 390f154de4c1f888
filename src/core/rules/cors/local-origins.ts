/** Where in a value a local address stands. */
export interface LocalPart {
  /** Offsets into the value. */
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

const MAX_LENGTH = 4_000;
const host = String.raw`(?:localhost|127(?:\.\d{1,3}){3}|0\.0\.0\.0|\[::1?\])`;
const local = new RegExp(
  String.raw`(?<![\w.:/-])(?:https?:\/\/)?${host}(?::(?:\d{1,5}|\*))?(?![\w.-]|:\/\/)\/?`,
  "gi",
);
/** What apps in a shell of their own send as their origin on phones. */
const shell = /\b(capacitor|ionic):\/\/localhost/i;

/** The origins in `value` that only exist on the machine a browser runs on; `around`: what else is allowed beside it. */
export function localParts(value: string, around: string = value): readonly LocalPart[] {
  if (value.length > MAX_LENGTH || !/localhost|127\.|0\.0\.0\.0|\[::/i.test(value)) return [];
  const isShell = shell.test(around);
  return [...value.matchAll(local)].flatMap((match) => {
    const [text] = match;
    // Capacitor's apps are served from `http://localhost`, without a port.
    if (isShell && /^https?:\/\/localhost\/?$/i.test(text)) return [];
    return [{ from: match.index, to: match.index + text.length, text }];
  });
}

/** Whether a pattern is made for local addresses. */
export function isLocalPattern(source: string): boolean {
  return /(^|[^\w.])localhost\b|127\\?\.0\\?\.0\\?\.1|\\\[::1/i.test(source.replaceAll("\\/", "/"));
}
