import type { SourceFile } from "../files/source";
import { Needles } from "../text/needles";
import type { Span } from "../text/span";
import { defineFact } from "./fact";
import type { ProjectView } from "./view";

/** What the text of a file shows of an app that is about to be launched. */
export type LaunchSign =
  | "error-tracking"
  | "models"
  | "backup"
  | "accounts"
  | "tracking"
  | "privacy-link"
  | "terms-link"
  | "export-data"
  | "delete-account";

/** What shows a sign. Bounded everywhere: these run over every file. */
const patterns: Readonly<Record<LaunchSign, RegExp>> = {
  // Calls that start the client of a tracker, and the modules of Next.js and Nuxt that do it.
  "error-tracking":
    /\bsentry_sdk\.init\s?\(|\bSentry\s?\.\s?init\s?\(|\bwithSentryConfig\s?\(|["']@sentry\/(?:nuxt\/module|astro)["']|\b[Rr]ollbar\.init\s?\(|\bnew Rollbar\s?\(|\bBugsnag\.start\s?\(|\bbugsnag\.configure\s?\(|\bHoneybadger\.configure\s?\(|\bhoneybadger\.configure\s?\(|\bAirbrake\.Notifier|\bnew Notifier\s?\(\s?\{\s{0,20}projectId|\bdatadogRum\.init\s?\(|\bnewrelic\.agent\.initialize|\brequire\(["']newrelic["']\)|\belasticapm\b|\bElasticAPM\s?\(|\bapm\.start\s?\(|\bddtrace\.(?:patch|auto)|\bappsignal\b|\bAppsignal\s?\(|\bH\.init\s?\(|\bLogRocket\.init\s?\(|\btrackjs\b|\bTrackJS\.install|\brg4js\s?\(|\bnew raygun|\bappInsights\.setup\s?\(|\bconfigure_azure_monitor\s?\(|\bErrorReporting\s?\(/,
  models:
    /\b__tablename__\s?=|\bmapped_column\s?\(|\bSQLModel,\s?table\s?=\s?True|\(\s?(?:[\w.]{1,40},\s?)?models\.Model\s?[),]|\bdb\.Model\s?\)|@Entity\s?\(|\b(?:pgTable|mysqlTable|sqliteTable)\s?\(|\bsequelize\.define\s?\(|\bextends Model\b|\(\s?tortoise\.models\.Model\s?\)/,
  backup:
    /\b(?:pg_dump(?:all)?|pg_basebackup|mysqldump|mariadb-dump|mariabackup|xtrabackup|mongodump|sqlite3?\b[^\n]{0,80}\.backup|pgbackrest|wal-g|wal-e|barman|litestream|restic|borg(?:matic)?|duplicity|velero)\b|heroku[ \t]+pg:backups/,
  accounts:
    /type=["']password["']|\bautocomplete=["'](?:current|new)-password["']|\bautoComplete=["'](?:current|new)-password["']|\bLoginManager\s?\(|\bUserCreationForm\b|\bAbstractUser\b|\bAbstractBaseUser\b|\bFastAPIUsers\b|django\.contrib\.auth\.urls|["']allauth["']|\bsignInWith(?:Password|OAuth|Otp|EmailAndPassword)\s?\(|\bcreateUserWithEmailAndPassword\s?\(|\bauth\.signUp\s?\(|\bNextAuth\s?\(|\bbetterAuth\s?\(|<ClerkProvider\b|<SignIn\b|<Auth0Provider\b|\bpassport\.use\s?\(|\bOAuth2PasswordRequestForm\b/,
  tracking:
    /googletagmanager\.com|google-analytics\.com|\bgtag\s?\(|<GoogleAnalytics\b|<GoogleTagManager\b|\bReactGA\b|\bfbq\s?\(|connect\.facebook\.net|static\.hotjar\.com|\bhotjar\.initialize\b|\bposthog\.init\s?\(|\bmixpanel\.init\s?\(|\bclarity\.ms\/tag|\bamplitude\.init\s?\(|\banalytics\.load\s?\(/,
  "privacy-link":
    /["'`(=/](?:privacy(?:[-_]?(?:policy|notice|statement))?|datenschutz(?:erklaerung)?|data-protection|confidentialite|privacidad|personvern|integritetspolicy)(?:\.html?|\/)?["'`)#?]|iubenda\.com\/privacy-policy|app\.termly\.io/i,
  "terms-link":
    /["'`(=/](?:terms(?:[-_]?(?:of[-_]?(?:service|use)|and[-_]?conditions|conditions|service))?|tos|eula|agb|nutzungsbedingungen|cgu|cgv)(?:\.html?|\/)?["'`)#?]|iubenda\.com\/terms/i,
  "export-data":
    /\b(?:export|download|request)[-_/]?(?:my|user|account|personal)?[-_/]?(?:data|archive|account)\b|\b(?:data|account|gdpr)[-_/]?(?:export|download|takeout)\b/i,
  "delete-account":
    /\b(?:delete|close|remove|erase)[-_/]?(?:my|own|current)?[-_/]?(?:account|user|profile|me)\b|\b(?:account|user|users\/me|profile|me)[-_/](?:delete|deletion|removal|close)\b|\.delete\(\s{0,20}["'`]\/(?:[\w{}:-]{1,40}\/){0,4}(?:me|account|profile|users?)\b/i,
};

/** Texts of which one is sure to stand, in either case, where the sign is shown; most files are done after these. */
const words: Readonly<Record<LaunchSign, string>> = {
  "error-tracking":
    "sentry rollbar bugsnag honeybadger airbrake Notifier datadogRum newrelic elastic apm.start ddtrace appsignal H.init LogRocket trackjs rg4js raygun appInsights configure_azure_monitor ErrorReporting",
  models:
    "__tablename__ mapped_column SQLModel models.Model db.Model @Entity pgTable mysqlTable sqliteTable sequelize.define extends|Model",
  backup:
    "pg_dump pg_basebackup mysqldump mariadb-dump mariabackup xtrabackup mongodump .backup pgbackrest wal-g wal-e barman litestream restic borg duplicity velero pg:backups",
  accounts:
    "password LoginManager UserCreationForm AbstractUser AbstractBaseUser FastAPIUsers contrib.auth.urls allauth signInWith createUserWith auth.signUp NextAuth betterAuth ClerkProvider <SignIn Auth0Provider passport.use",
  tracking:
    "googletagmanager google-analytics gtag GoogleAnalytics GoogleTagManager ReactGA fbq facebook.net hotjar posthog.init mixpanel.init clarity.ms amplitude.init analytics.load",
  "privacy-link":
    "privacy datenschutz data-protection confidentialite privacidad personvern integritetspolicy termly",
  "terms-link": "terms tos eula agb nutzungsbedingungen cgu cgv",
  "export-data": "export download request takeout",
  "delete-account": "delete close remove erase deletion removal",
};
const signOfWord = (Object.keys(words) as LaunchSign[]).flatMap((sign) =>
  words[sign].split(" ").map((word) => [word.replace("|", " "), sign] as const),
);
const needles = new Needles(signOfWord.map(([word]) => word));

const code = new Set(["python", "javascript", "html"]);
/** Where dumps are started: code, scripts, units, pipelines, Compose. */
const notes = new Set(["markdown", "plain"]);
const inCode = Object.keys(patterns).filter((sign) => sign !== "backup") as readonly LaunchSign[];

/** The signs that each file for production shows, by path. */
export const launchSigns = defineFact<readonly LaunchSign[], ReadonlyMap<string, readonly LaunchSign[]>>({
  id: "launch-signs",
  of(file) {
    const found = file.role === "prod" ? signsOf(file) : [];
    return found.length > 0 ? found : undefined;
  },
  join: (parts) => parts,
});

function signsOf(file: SourceFile): LaunchSign[] {
  const { kind, text } = file;
  const asked: readonly LaunchSign[] = [
    ...(code.has(kind) ? inCode : []),
    ...(notes.has(kind) || kind === "html" ? [] : (["backup"] as const)),
  ];
  const mentioned = new Set(needles.in(text).map((index) => signOfWord[index]?.[1]));
  return asked.filter((sign) => mentioned.has(sign) && patterns[sign].test(text));
}

/** The files that show `sign`, sorted by path. */
export function filesWith(project: ProjectView, sign: LaunchSign): string[] {
  return [...project.fact(launchSigns)].flatMap(([path, signs]) => (signs.includes(sign) ? [path] : []));
}

/** The place in `file` that shows `sign`. */
export function placeOfSign(file: SourceFile, sign: LaunchSign): Span | undefined {
  const match = patterns[sign].exec(file.text);
  return match ? { start: match.index, end: match.index + match[0].length } : undefined;
}
