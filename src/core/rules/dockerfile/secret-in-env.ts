import { isCredentialName } from "../../data/credential-names";
import { isFiller, isFingerprint, isReference, passwordInUrl, tokenIn } from "../../data/secret-values";
import { isWeakSecret } from "../../data/weak-secrets";
import type { DockerfileForm } from "../../files/dockerfile/form";
import type { Pair, PairsInstruction, RunInstruction } from "../../files/dockerfile/instruction";
import { unquote } from "../../files/dockerfile/words";
import type { Span } from "../../text/span";
import { defineRule, type Problem, type Report, type Severity } from "../rule";
import { secretComments } from "../secrets/reach";
import { everyInstruction, expandIn, type PlacedInstruction } from "./every-instruction";
import { loginsIn } from "./logins";
import { fixesFor, Mentions } from "./secret-fixes";

export const secretInEnv = defineRule({
  id: "dockerfile/secret-in-env",
  on: "dockerfile",
  severity: "error",
  title: "Keep secrets out of ENV, ARG and RUN",
  why: "What ENV, ARG and RUN say is stored in the image: `docker history` and `docker inspect` show it to everybody who can pull it. A secret that is mounted for one RUN leaves nothing behind.",
  references: [
    "https://docs.docker.com/build/building/secrets/",
    "https://docs.docker.com/reference/build-checks/secrets-used-in-arg-or-env/",
  ],
  equivalents: ["hadolint DL3064", "buildkit SecretsUsedInArgOrEnv", "trivy DS-0031"],
  deviations: {
    "hadolint DL3064":
      "A name that only mentions a secret (MAX_TOKENS, DOCKER_USERNAME, TOKENIZERS_PARALLELISM, POSTGRES_PASSWORD_FILE) is left alone: hadolint takes the word anywhere in it. ENCRYPTION_KEY, DB_PASS and the like, which it misses, are found.",
    "buildkit SecretsUsedInArgOrEnv":
      "A word that does not end the name, as in AUTH_URL or PASSWORD_MIN_LENGTH, and keys that are no secrets, as PRIMARY_KEY or GPG_KEY, are left alone; so is a value that is a variable, a path or a switch.",
    "trivy DS-0031":
      "Like BuildKit it takes the word anywhere in the name; identifiers such as AZURE_CLIENT_ID are no secrets. All stages count, not the last one alone.",
  },
  alsoSilencedBy: secretComments,
  fix: "review",
  examples: [
    {
      bad: "FROM node:24\nARG «NPM_TOKEN»\nCOPY . .\nRUN NODE_AUTH_TOKEN=$NPM_TOKEN npm ci\n",
      good: "FROM node:24\nCOPY . .\nRUN --mount=type=secret,id=NPM_TOKEN,env=NPM_TOKEN NODE_AUTH_TOKEN=$NPM_TOKEN npm ci\n",
    },
    {
      title: "a variable of the running container",
      bad: "FROM python:3.13-slim\nENV PORT=8000 «SECRET_KEY»=9f4e1c7ab2\n",
      good: "FROM python:3.13-slim\nENV PORT=8000\n",
      with: { ".env.example": "SECRET_KEY=\n" },
    },
    {
      title: "a password in an address",
      bad: "FROM node:24\nENV DATABASE_URL=postgres://app:«tulip-92-quay»@db/app\n",
      good: "FROM node:24\n",
      with: { ".env.example": "DATABASE_URL=\n" },
    },
    {
      title: "a login that stays in the layer",
      bad: "FROM debian:13\nRUN «aws configure set aws_secret_access_key $KEY»\n",
      good: "FROM debian:13\nRUN --mount=type=secret,id=key,env=KEY aws configure set aws_secret_access_key $KEY\n",
      fix: null,
    },
  ],
  *check({ file, project }) {
    const { form } = file;
    const mentions = new Mentions(file);
    const shipped = new Set(form.finalStage?.chain);
    for (const placed of everyInstruction(form)) {
      const { instruction, stage, isTrigger } = placed;
      if (instruction.kind === "RUN") yield* inRun(instruction);
      if (instruction.kind !== "ENV" && instruction.kind !== "ARG") continue;
      const isShipped = isTrigger || stage === undefined || shipped.has(stage);
      for (const pair of instruction.pairs) {
        const problem = judge({ ...placed, instruction }, pair, isShipped, form);
        if (!problem) continue;
        yield { ...problem, fixes: fixesFor({ ...placed, instruction }, pair, file, project, mentions) };
      }
    }
  },
});

/** Rules of other tools that go by the name. */
const byName = ["hadolint DL3064", "buildkit SecretsUsedInArgOrEnv", "trivy DS-0031"];

/** What the pair tells everybody; undefined when it is nothing. A value that only fills in counts where it is shipped. */
function judge(
  placed: PlacedInstruction & { readonly instruction: PairsInstruction },
  pair: Pair,
  isShipped: boolean,
  form: DockerfileForm,
): Problem | undefined {
  const { kind } = placed.instruction;
  const { key, keySpan, value: word } = pair;
  const value = word ? (unquote(word.text, form.escape) ?? word.text) : "";
  const isNamed = isCredentialName(key) || /^auth$/i.test(key);
  const locate = (span: Span) =>
    (word && expandIn(placed, word, form).locate(span.start, span.end)) ?? keySpan;
  const equivalents = isNamed ? byName : [];
  const token = tokenIn(value);
  if (token) {
    const message = `${key} holds ${token.what}: everybody who gets the image can read it.`;
    return { at: locate(token), message, equivalents };
  }
  const hasVariable = word !== undefined && /(?<!\\)\$[A-Za-z_{]/.test(word.text);
  const url = hasVariable ? undefined : passwordInUrl(value);
  if (url) {
    const isWeak = isWeakSecret(url.password, [url.user]) || isFiller(url.password);
    if (isWeak && !isShipped) return undefined;
    const message = `The address in ${key} has a password in it: everybody who gets the image can read it.`;
    return { at: locate(url), message, severity: severityOf(kind, isWeak), equivalents };
  }
  const half = isHalf(key);
  if (!isNamed && !half) return undefined;
  if (value === "") {
    // An empty variable of a building stage is there so that the build goes through.
    if (kind === "ENV" && !isShipped) return undefined;
    const message =
      kind === "ENV"
        ? `${key} is declared in the image, which invites to fill it in there.`
        : isShipped
          ? `What is passed for ${key} can be read from the history of the image.`
          : `What is passed for ${key} stays in the build cache: this stage is not shipped, its layers are kept.`;
    const severity = half || !isShipped ? "info" : "warning";
    return { at: keySpan, message, severity, equivalents: byName };
  }
  const isWeak = isWeakSecret(value) || isFiller(value);
  if (hasVariable || (isWeak && !isShipped)) return undefined;
  if (!isWeak && (isReference(value) || isFingerprint(value))) return undefined;
  if (!isShipped) {
    const message = `The value of ${key} is kept with the layers of this stage: the shipped image does not get it, the build cache does.`;
    return { at: keySpan, message, severity: "warning", equivalents: byName };
  }
  const message = `The value of ${key} is stored in the image, where everybody who gets it can read it.`;
  return { at: keySpan, message, severity: half ? "warning" : severityOf(kind, isWeak), equivalents: byName };
}

/** Whether the name is that of the harmless half of a credential: of no use without the other one. */
function isHalf(name: string): boolean {
  return /(?:^|_)(?:ACCESS_KEY_ID|USR)$/i.test(name);
}

/** The default of an argument that stands in for a secret is of no use to anybody, but shows where a real one goes. */
function severityOf(kind: PairsInstruction["kind"], isWeak: boolean): Severity {
  return kind === "ARG" && isWeak ? "warning" : "error";
}

function* inRun(run: RunInstruction): Generator<Report> {
  for (const { type, flag } of run.mounts) {
    if (type === "secret")
      yield { proves: flag.span, message: "A secret is mounted for this command alone." };
  }
  const { args } = run;
  const token = tokenIn(args.text);
  const url = token ? undefined : passwordInUrl(args.text);
  const found =
    token ?? (url && !/[${]/.test(url.user + url.password) && !isWeakSecret(url.password) ? url : undefined);
  if (found) {
    const what = token?.what ?? "a password";
    const message = `This command holds ${what}, which the history of the image shows to everybody.`;
    yield { at: args.spanOf(found.start, found.end), message, equivalents: [] };
  }
  for (const { at, name, isLiteral } of loginsIn(run)) {
    const message = `\`${name}\` stores the credential in the layer of this RUN: mount it as a secret.`;
    yield { at, message, severity: isLiteral ? "error" : "warning", equivalents: ["trivy DS-0031"] };
  }
}
