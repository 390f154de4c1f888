/**
 * Names under which anybody can get one: registries with two labels, and hosts that give their users a name each.
 * To refresh: take from https://publicsuffix.org/list the platforms that people deploy to, and move `as_of`.
 */
export const as_of = "2026-11-25";

const shared = `
amplifyapp.com appspot.com azurecontainerapps.io azurestaticapps.net azurewebsites.net blogspot.com cloudfront.net
codesandbox.io csb.app deno.dev elasticbeanstalk.com firebaseapp.com fly.dev github.dev github.io gitlab.io
gitpod.io glitch.me herokuapp.com koyeb.app loca.lt lovable.app netlify.app ngrok-free.app ngrok.app ngrok.io
onrender.com ondigitalocean.app pages.dev railway.app replit.app repl.co run.app s3.amazonaws.com stackblitz.io
surge.sh trycloudflare.com up.railway.app vercel.app web.app webcontainer.io workers.dev
`;

const sharedNames: ReadonlySet<string> = new Set(shared.split(/\s+/).filter((name) => name !== ""));

/** Second labels that registries of countries sell names under: `co.uk`, `com.tr`. */
const registries: ReadonlySet<string> = new Set(
  "ac co com edu firm gob gouv gov ltd me mil ne net nom or org plc sch".split(" "),
);

/** Ends of names that no public registry sells. */
const privateEnds: ReadonlySet<string> = new Set(
  "corp home internal intranet invalid lan local localdomain localhost private svc test".split(" "),
);

/** How many labels at the end of a host belong to the registry: 1 for `com`, 2 for `co.uk` and `vercel.app`. */
export function publicSuffixLength(labels: readonly string[]): number {
  const [second = "", last = ""] = labels.slice(-2);
  if (sharedNames.has(labels.slice(-3).join("."))) return 3;
  if (sharedNames.has(`${second}.${last}`)) return 2;
  return last.length === 2 && registries.has(second) ? 2 : 1;
}

/** Whether hosts that end in `label` are names of a private network. */
export function isPrivateEnd(label: string): boolean {
  return privateEnds.has(label);
}

/** Whether names under `suffix` belong to whoever signs up with a host: `vercel.app`. */
export function isSharedName(suffix: string): boolean {
  return sharedNames.has(suffix);
}
