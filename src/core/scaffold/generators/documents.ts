import type { Generator, GeneratorInput } from "../generator";
import { namedServices } from "../names";
import { domainQuestion, folderQuestion } from "../questions";

type Facts = GeneratorInput;

function document(
  id: string,
  title: string,
  summary: string,
  path: string,
  text: (facts: Facts) => string,
): Generator {
  return {
    id,
    title,
    summary,
    questions: ({ stack }) => [domainQuestion(stack), folderQuestion(stack)],
    files: (input) => [{ path, text: `${text(input).trim()}\n` }],
  };
}

const domainOf = ({ stack, answers }: Facts) => answers.domain ?? stack.domain ?? "app.example.com";
const folderOf = ({ stack, answers }: Facts) => answers.folder ?? `/srv/${stack.name}`;

export const docsDeploy = document(
  "docs.deploy",
  "How to deploy",
  "The way of a release into production, step by step.",
  "docs/deploy.md",
  (facts) => `
# How to deploy ${facts.stack.name}

A merge to \`main\` is tested, built into images that carry the commit in their tag, scanned, and deployed once somebody
has approved it in the \`production\` environment.

## By hand

1. Find the tag: \`sha-\` and the commit that was built.
2. On the server: \`cd ${folderOf(facts)} && scripts/deploy.sh sha-<commit>\`.
3. From anywhere: \`scripts/smoke-test.sh https://${domainOf(facts)}\`.

The script takes a backup, runs the migrations${facts.stack.migrations ? ` (\`${facts.stack.migrations.command}\`)` : ""}, starts the new release and waits until it answers. When it does not, the
release before comes back by itself.

## What runs

${namedServices(facts.stack)
  .map(
    ({ name, service }) =>
      `- **${name}**: ${service.language === "python" ? "Python" : "Node"}, port ${service.port}`,
  )
  .join("\n")}

## Settings

Production values stand in \`${folderOf(facts)}/.env.production\`, which only the deployment user can read. Their names are in
\`.env.example\`.
`,
);

export const rollbackMd = document(
  "rollback.md",
  "How to go back",
  "Back to the release before: code, settings, data.",
  "docs/rollback.md",
  (facts) => `
# How to go back

Whoever is on call decides, at once, and tells the others afterwards.

## The code

1. The tag before is in the deployment's log, and in \`.env.release\` as it was.
2. \`cd ${folderOf(facts)} && scripts/deploy.sh <tag before>\`, or run the pipeline by hand with that tag.
3. \`scripts/smoke-test.sh https://${domainOf(facts)}\`.

## The settings

\`.env.production\` is not in the repository. Keep a copy before you change it (\`cp -p .env.production .env.production.before\`),
put it back, and start again with the same tag.

## The data

Migrations only add: the release before runs on the newer schema. A restore loses everything since the backup, so it comes
last, and only when data is being destroyed:

1. Stop what writes: \`docker compose -f compose.prod.yaml stop ${namedServices(facts.stack)
    .map(({ name }) => name)
    .join(" ")}\`.
2. Take a backup of the broken state: \`scripts/backup.sh broken\`.
3. Restore as \`docs/restore.md\` says.
4. Write down how much was lost, from when to when.

## Afterwards

Write down what happened, what was noticed when, and what will be different.
`,
);

export const runbookRestore = document(
  "runbook.restore",
  "How to restore",
  "Back from a backup, and the rehearsal of it.",
  "docs/restore.md",
  (facts) => `
# How to restore the database

Rehearse it every three months with \`scripts/restore-test.sh\`, and write down how long it took.

| when | who | minutes | remarks |
| --- | --- | --- | --- |
| | | | |

## For real

1. Choose the backup: \`ls -lt /var/backups/${facts.stack.name}\`.
2. Stop what writes to the database. Leave the database itself running.
3. Restore into a new database, never over the old one:
   \`createdb ${facts.stack.name.replaceAll("-", "_")}_restored\`, then \`pg_restore --dbname ${facts.stack.name.replaceAll("-", "_")}_restored --exit-on-error <file>\`.
4. Count what has to be there, and look at the newest rows.
5. Rename the databases, start the services, run \`scripts/smoke-test.sh\`.
6. Keep the old database for a week.
`,
);

export const runbookSecrets = document(
  "runbook.secrets-rotation",
  "How to replace secrets",
  "Which secrets there are, and how each is replaced.",
  "docs/secrets.md",
  (facts) => `
# How to replace secrets

At once when one may have been seen, otherwise every 90 days, and when somebody leaves the team.

| secret | where it is set | where a new one comes from | last replaced |
| --- | --- | --- | --- |
| signing key of sessions | \`.env.production\` | \`openssl rand -base64 32\` | |
| password of the database | \`.env.production\` and the database | \`openssl rand -base64 24\` | |
| key of the deployment | repository secrets, \`authorized_keys\` | \`ssh-keygen -t ed25519\` | |
| keys of providers | \`.env.production\` | the provider's console | |

1. Make the new one beside the old one, where the provider allows two.
2. Put it in place and deploy the same release again: \`cd ${folderOf(facts)} && scripts/deploy.sh <tag in service>\`.
3. See that it is used, then take the old one away.
4. Write the date into the table.
`,
);

export const incidentResponse = document(
  "incident-response",
  "What to do in an incident",
  "Who decides, who is told, what is done first.",
  "docs/incident.md",
  (facts) => `
# What to do in an incident

| role | who | how to reach them |
| --- | --- | --- |
| on call | | |
| decides | | |
| tells users | | |

1. **Say that you are on it**, where everybody sees it, with the time.
2. **See what is true**: \`scripts/smoke-test.sh https://${domainOf(facts)}\`, the logs, the last deployment.
3. **Stop the damage** before looking for the cause: \`docs/rollback.md\`, or switch the part off.
4. **Tell users** within 30 minutes: what does not work, since when, when you write next.
5. **Keep notes** with times; they are the report later.
6. When data of people was seen by others, tell whoever is responsible for privacy at once: in the EU there are 72 hours.

## Afterwards

Within a week: what happened, why it was possible, why it was noticed when it was, what changes. Nobody is to blame.
`,
);

export const runbook = document(
  "runbook",
  "Runbook",
  "What to do about the likely failures.",
  "docs/runbook.md",
  (facts) => `
# Runbook of ${facts.stack.name}

| it looks like | look at | do |
| --- | --- | --- |
| nothing answers | \`docker compose -f compose.prod.yaml ps\` | start it; go back when it followed a deployment |
| 502 from the proxy | logs of the service behind | restart it; see why its health check failed |
| certificate ends soon | \`certbot certificates\` | \`certbot renew\`, then reload the proxy |
| disk full | \`df -h\`, \`docker system df\` | \`docker image prune\`, older backups to the other place |
${facts.stack.database ? "| database refuses connections | number of connections against its limit | restart what leaks; lower the pools |\n" : ""}${facts.stack.redis ? "| jobs pile up | length of the queue | start another worker; see which job fails |\n" : ""}| slow | the slowest queries and requests of the last hour | go back when it followed a deployment |

Logs: \`cd ${folderOf(facts)} && docker compose -f compose.prod.yaml logs --since 15m --follow <service>\`
`,
);

const draft = "> A draft to start from, not legal advice. Have it looked at by somebody who may give it.\n";

export const privacyPolicy = document(
  "privacy-policy",
  "Privacy notice (draft)",
  "Which data is kept, why, how long, and who gets it. For a lawyer to finish.",
  "docs/legal/privacy.md",
  (facts) => `
# Privacy notice

${draft}
**Who is responsible:** name, address, e-mail.

## What is kept, and why

| data | what for | on what ground | how long |
| --- | --- | --- | --- |
| account: name, e-mail | to sign in | contract | until the account is deleted |
| addresses of requests, in logs | security, finding faults | legitimate interest | 14 days |
${facts.stack.redis ? "| session | to stay signed in | contract | until signing out |\n" : ""}| backups of all of it | not to lose it | legitimate interest | 14 days |

## Who gets it

| who | what for | where |
| --- | --- | --- |
| the hosting company | runs the servers | |
| the mail provider | sends mail | |
| the error tracker | finds faults | |

## Your rights

You can see your data, have it corrected, deleted or handed over, and object to what is done with it: write to the address
above. You can also complain to the authority for data protection.

Last changed: date.
`,
);

export const terms = document(
  "terms",
  "Terms of service (draft)",
  "What is offered and what is not. For a lawyer to finish.",
  "docs/legal/terms.md",
  (facts) => `
# Terms of service

${draft}
1. **What this is.** ${facts.stack.name} is offered by name, address.
2. **Accounts.** One for each person; keep the password to yourself.
3. **What is not allowed.** Breaking the law, attacking the service, taking others' data.
4. **Payment.** Prices, when they are due, what happens when they are not paid.
5. **Ending.** How an account is ended by either side, and what happens to its data.
6. **Availability.** What is promised and what is not.
7. **Liability.** As far as the law allows it to be limited.
8. **Changes.** How they are announced, and from when they count.
9. **Law and courts.** Which.
`,
);

export const cookieNote = document(
  "cookie-note",
  "Cookies (draft)",
  "Which cookies are set, and what needs consent. For a lawyer to finish.",
  "docs/legal/cookies.md",
  () => `
# Cookies

${draft}
| name | set by | what for | how long | needs consent |
| --- | --- | --- | --- | --- |
| session | us | to stay signed in | until signing out | no |

Nothing that needs consent is loaded before it was given, refusing takes as many clicks as agreeing, and the choice can be
changed on every page.
`,
);

export const gdprRecord = document(
  "gdpr-record",
  "Record of processing (draft)",
  "Who processes which data of people, on what ground and for how long.",
  "docs/legal/processing.md",
  (facts) => `
# Record of processing

${draft}
| what is done | whose data | which data | ground | who gets it | deleted after |
| --- | --- | --- | --- | --- | --- |
| running ${facts.stack.name} | users | account, contents | contract | hosting company | end of the account |
| finding faults | users | addresses, browsers | legitimate interest | error tracker | 30 days |
| sending mail | users | address, name | contract | mail provider | 30 days |

Agreements with each of these companies, and where they are kept:

| company | agreement of | kept in |
| --- | --- | --- |
| | | |
`,
);

export const docsUser = document(
  "docs.user",
  "Guide for users",
  "Where to begin, what is asked again and again, what does not work yet.",
  "docs/user-guide.md",
  (facts) => `
# ${facts.stack.name}: how to use it

## Where to begin

1. Open https://${domainOf(facts)} and make an account.
2. The first thing to do: what brings the most in five minutes.
3. Where everything else is.

## Questions that come up again and again

| question | answer |
| --- | --- |
| How do I change my password? | |
| How do I get my data out, or deleted? | |
| What does it cost? | |

## What does not work yet

| what | what to do instead | since |
| --- | --- | --- |
| | | |

## Help

Write to whoever answers, with what you did, what you expected and what you saw. You hear from us within a working day.
`,
);
