/** Addresses and words of the page, from the editor that shows it. */
export interface PageParts {
  /** What the editor serves its own files from, as a policy names it. */
  readonly cspSource: string;
  readonly nonce: string;
  readonly language: string;
  readonly title: string;
  readonly styles: readonly string[];
  readonly script: string;
}

/** The page of the checklist. Nothing but our own bundle may run, load or style anything. */
export function checklistHtml({ cspSource, nonce, language, title, styles, script }: PageParts): string {
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${cspSource} 'nonce-${nonce}'`,
    `font-src ${cspSource}`,
    `img-src ${cspSource}`,
  ].join("; ");
  const links = styles.map((address) => `<link rel="stylesheet" href="${escaped(address)}">`);
  // The controls insert a style element of their own and take its nonce from the property below.
  return `<!DOCTYPE html>
<html lang="${escaped(language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escaped(policy)}">
<meta property="csp-nonce" content="${escaped(nonce)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
${links.join("\n")}
</head>
<body>
<script nonce="${escaped(nonce)}" src="${escaped(script)}"></script>
</body>
</html>`;
}

/** A page of one sentence that runs nothing. */
export function plainHtml(text: string): string {
  const policy = `<meta http-equiv="Content-Security-Policy" content="default-src 'none'">`;
  return `<!DOCTYPE html><html><head>${policy}</head><body><p>${escaped(text)}</p></body></html>`;
}

/** 128 random bits: nobody guesses them, and every page has its own. */
export function createNonce(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);
}
