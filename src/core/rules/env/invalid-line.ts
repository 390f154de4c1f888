import { defineRule } from "../rule";
import { flawsOf, misread, stray } from "./line-flaws";
import { strayLines } from "./lines";
import { readersOf } from "./readers";

export const invalidLine = defineRule({
  id: "env/invalid-line",
  on: "dotenv",
  severity: "warning",
  title: "Write environment files that every tool reads alike",
  why: "Docker, Compose, systemd, the shell and each library have a reader of their own. What one of them forgives, the next takes for a part of the value or stops at.",
  references: [
    "https://docs.docker.com/compose/how-tos/environment-variables/variable-interpolation/",
    "https://www.freedesktop.org/software/systemd/man/latest/systemd.exec.html#EnvironmentFile=",
  ],
  equivalents: [
    "dotenv-linter IncorrectDelimiter",
    "dotenv-linter KeyWithoutValue",
    "dotenv-linter LeadingCharacter",
    "dotenv-linter SpaceCharacter",
    "dotenv-linter ValueWithoutQuotes",
  ],
  deviations: {
    "dotenv-linter IncorrectDelimiter":
      "Dots are let pass: images such as that of Elasticsearch take settings with dots in their names from the environment.",
    "dotenv-linter ValueWithoutQuotes": "A comment behind a quoted value is no part of the value.",
  },
  fix: "safe",
  examples: [
    {
      bad: "SMTP_HOST« = »mail.example\nSMTP_PORT=587\n",
      good: "SMTP_HOST=mail.example\nSMTP_PORT=587\n",
    },
    {
      title: "a value with blanks",
      bad: "MAIL_FROM=«Parcels and more»\n",
      good: 'MAIL_FROM="Parcels and more"\n',
    },
    {
      title: "a quote that is left open",
      bad: 'APP_NAME=«"Parcels»\nLOG_LEVEL=info\n',
      good: 'APP_NAME="Parcels"\nLOG_LEVEL=info\n',
      fix: "Close the quote",
    },
  ],
  *check({ file, project }) {
    let found = false;
    const readers = readersOf(file.path, project);
    for (const problem of [
      ...file.form.assignments.flatMap((one) => [...flawsOf(one, file), ...misread(one, file, readers)]),
      ...strayLines(file).map(stray),
    ]) {
      found = true;
      yield problem;
    }
    const [first] = file.form.assignments;
    if (first && !found)
      yield { proves: first.keyAt, message: "Every line here is read alike by all tools." };
  },
});
