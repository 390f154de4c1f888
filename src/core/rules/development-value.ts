/** Names that say for which stage an app runs, what they are in development, and what to write for production. */
const stages: readonly [name: RegExp, development: RegExp, production: string][] = [
  [/^(NODE|RAILS|RACK|FLASK|HANAMI)_ENV$/, /^(dev|development|local)$/, "production"],
  [/^(ASPNETCORE|DOTNET)_ENVIRONMENT$/, /^Development$/i, "Production"],
  [/^(MIX_ENV|SYMFONY_ENV)$/, /^dev$/, "prod"],
  [/^APP_ENV$/, /^dev$/, "prod"],
  [/^(APP_ENV|ENV|ENVIRONMENT|APP_ENVIRONMENT)$/, /^(dev|development|local)$/i, "production"],
  [/^GIN_MODE$/, /^debug$/, "release"],
];
const switches: Readonly<Record<string, string>> = {
  true: "false",
  True: "False",
  TRUE: "FALSE",
  "1": "0",
  yes: "no",
  on: "off",
};

/** What to write for production where `text` makes the variable `name` one for development; undefined where it does not. */
export function productionValueFor(name: string, text: string): string | undefined {
  if (/(^|_)DEBUG$/.test(name)) return Object.hasOwn(switches, text) ? switches[text] : undefined;
  return stages.find(([pattern, development]) => pattern.test(name) && development.test(text))?.[2];
}
