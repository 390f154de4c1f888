import type { ComposeVariable } from "../../files/compose/environment";
import { declareInExample } from "../env-example";
import { defineRule, type Fix, type OtherFileChange } from "../rule";
import { secretComments } from "../secrets/reach";
import { behindAlias, FirstMeeting } from "./alias";
import {
  type CredentialChange,
  judgeCredential,
  namesAround,
  requireCredential,
  type Verdict,
} from "./credential";

export const defaultPassword = defineRule({
  id: "compose/default-password",
  on: "compose",
  severity: "error",
  title: "Ship no default passwords",
  why: "A password that stands in the repository, or that is filled in when nobody sets one, is the password of every installation. `${NAME:?}` makes Compose stop instead when it is missing.",
  references: [
    "https://docs.docker.com/reference/compose-file/interpolation/",
    "https://docs.docker.com/compose/how-tos/use-secrets/",
  ],
  equivalents: ["compose-lint CL-0020"],
  alsoSilencedBy: secretComments,
  fix: "review",
  examples: [
    {
      bad: "services:\n  db:\n    image: postgres:17\n    environment:\n      POSTGRES_PASSWORD: «postgres»\n",
      good: "services:\n  db:\n    image: postgres:17\n    environment:\n      POSTGRES_PASSWORD: ${POSTGRES_PASSWORD:?set POSTGRES_PASSWORD in .env}\n",
      with: { ".env.example": "POSTGRES_PASSWORD=\n" },
    },
    {
      title: "a default is shipped as well; the key goes to the example file",
      files: {
        "compose.yaml": 'services:\n  api:\n    environment:\n      - "JWT_SECRET=«${JWT_KEY:-change-me}»"\n',
        ".env.example": "PORT=8000\n",
      },
      good: {
        "compose.yaml":
          'services:\n  api:\n    environment:\n      - "JWT_SECRET=${JWT_KEY:?set JWT_KEY in .env}"\n',
        ".env.example": "PORT=8000\nJWT_KEY=\n",
      },
    },
    {
      title: "no password at all",
      bad: "services:\n  db:\n    image: postgres:17\n    environment:\n      POSTGRES_HOST_AUTH_METHOD: «trust»\n",
      good: "services:\n  db:\n    image: postgres:17\n    environment:\n      POSTGRES_PASSWORD: ${POSTGRES_PASSWORD:?set POSTGRES_PASSWORD in .env}\n",
      with: { ".env.example": "POSTGRES_PASSWORD=\n" },
    },
  ],
  *check({ file, project }) {
    const { form } = file;
    const first = new FirstMeeting();
    for (const service of form.services) {
      const names = namesAround(service, form.name);
      for (const variable of service.environment("own")) {
        const verdict = judgeCredential(variable, names);
        const written = variable.place.form === "map" ? variable.place.entry : variable.place.item;
        if (!verdict || !first.with(written.origin)) continue;
        const at = variable.value?.at ?? variable.keyAt;
        const message = messages[verdict](variable);
        if (verdict === "required" || verdict === "outside") {
          yield { proves: at, message };
          continue;
        }
        const change = requireCredential(variable, verdict, service, form.yaml);
        const also = change?.name && declareInExample(project, file, change.name);
        const related = variable.value ? behindAlias(file.path, variable.value.scalar) : [];
        const equivalents = verdict === "weak" ? ["compose-lint CL-0020"] : [];
        yield { at, message, related, equivalents, fixes: fixesOf(change, also ? [also] : []) };
      }
    }
  },
});

function fixesOf(change: CredentialChange | undefined, also: readonly OtherFileChange[]): Fix[] {
  if (!change?.edits) return [];
  // To be picked by a person: nothing starts any more until somebody sets the variable.
  return [{ title: change.title, kind: "review", edits: change.edits, ...(also.length > 0 ? { also } : {}) }];
}

const messages: Readonly<Record<Verdict, (variable: ComposeVariable) => string>> = {
  weak: ({ key }) => `${key} is a default that everybody tries first.`,
  fallback: ({ key }) => `${key} falls back to a default that everybody tries first.`,
  open: () => "PostgreSQL lets everybody in without a password.",
  empty: ({ key }) => `${key} lets everybody in without a password.`,
  required: ({ key }) => `${key} has to be set before anything starts.`,
  outside: ({ key }) => `${key} is not in this file.`,
};
