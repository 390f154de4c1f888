import type { ProjectView } from "../project/view";
import { keyOf } from "./detect";
import { engines } from "./detect-data";
import { workerId } from "./detect-jobs";
import { detectStack } from "./detect-stack";
import { commandOf, doubtId, NONE } from "./detected";
import type { Answers } from "./generator";
import { isFrontend, namedServices } from "./names";
import type { Stack } from "./stack";
import { among, anything, type Check, command, like } from "./summary-checks";
import {
  databasePlace,
  migrationsPlace,
  namePlace,
  type Place,
  queuePlace,
  workerPlace,
} from "./summary-places";
import { type Draft, serviceDrafts } from "./summary-services";
import { shownAs } from "./summary-words";

/** One thing that Liftoff takes for true about the workspace, and that people may correct. */
export interface Fact {
  /** What answers call it: `port:api`. */
  readonly id: string;
  /** The service that it is about, as files call it; undefined for the app as a whole. */
  readonly service: string | undefined;
  /** "Port", "Start command". */
  readonly label: string;
  /** A sentence that ends with a question mark. */
  readonly question: string;
  /** What counts, as an answer would say it: `8000`, `fastapi`, `none`. */
  readonly value: string;
  /** Where the workspace shows it. */
  readonly found: Place | undefined;
  /** Why it is taken for true where no place shows it: "usual for FastAPI". */
  readonly why: string;
  /** `open`: the files leave it open, the value is only the likeliest. `changed`: somebody said so. */
  readonly state: "detected" | "open" | "changed";
  /** What the files say, where somebody says otherwise. */
  readonly instead: string | undefined;
  /** Answers that may be true, the likeliest first; the only ones there are when `isClosed`. */
  readonly likely: readonly string[];
  readonly isClosed: boolean;
  /** Why an answer cannot be taken, as a sentence; undefined when it can. */
  readonly check: Check;
}

export interface Summary {
  readonly stack: Stack;
  /** What the workspace consists of, in a line: "FastAPI in api, Next.js in web, PostgreSQL". */
  readonly headline: string;
  /** Open ones first, then in the order in which people read them. */
  readonly facts: readonly Fact[];
}

/** What the workspace is made of with what people said about it, as facts that can be corrected one by one. */
export function summaryOf(project: ProjectView, choices: Answers = {}): Summary {
  const stack = detectStack(project, choices);
  const hasChoices = Object.keys(choices).length > 0;
  const untold = hasChoices ? detectStack(project) : stack;
  const drafts = draftsOf(stack, untold, choices, project);
  const before = hasChoices ? draftsOf(untold, untold, {}, project) : drafts;
  const doubts = [...stack.doubts, ...untold.doubts.filter(({ id }) => choices[id] !== undefined)];
  for (const { id, question, answers } of doubts) {
    if (drafts.some((draft) => draft.id === id)) continue;
    drafts.unshift({
      ...labelOf(id),
      id,
      question,
      value: choices[id] ?? answers[0] ?? "",
      likely: answers,
      check: anything,
    });
  }
  const facts = drafts.map((draft): Fact => {
    const doubt = stack.doubts.find(({ id }) => id === draft.id);
    const said = choices[draft.id];
    const isChanged = said !== undefined && draft.check(said) === undefined;
    const original = before.find(({ id }) => id === draft.id);
    return {
      id: draft.id,
      service: draft.service,
      label: draft.label,
      question: doubt?.question ?? draft.question,
      value: draft.value,
      found: isChanged ? undefined : draft.found,
      why: draft.why ?? "",
      state: doubt ? "open" : isChanged ? "changed" : "detected",
      instead: isChanged && original && original.value !== draft.value ? original.value : undefined,
      likely: [
        ...new Set([
          draft.value,
          ...(original ? [original.value] : []),
          ...(doubt?.answers ?? []),
          ...draft.likely,
        ]),
      ],
      isClosed: draft.isClosed ?? false,
      check: draft.check,
    };
  });
  return {
    stack,
    headline: headlineOf(stack),
    facts: [
      ...facts.filter(({ state }) => state === "open"),
      ...facts.filter(({ state }) => state !== "open"),
    ],
  };
}

/** What people said, with `answer` to `fact`; what the files say anyway is not kept. Undefined takes the answer back. */
export function answered(
  choices: Answers,
  { id }: Pick<Fact, "id">,
  answer: string | undefined,
  project: ProjectView,
): Answers {
  const { [id]: _, ...rest } = choices;
  if (answer === undefined) return rest;
  const { facts } = summaryOf(project, rest);
  const fact = facts.find((one) => one.id === id);
  return fact && fact.state !== "open" && fact.value === answer.trim()
    ? rest
    : { ...rest, [id]: answer.trim() };
}

/** The sentences of a headline: services, stores. */
function headlineOf(stack: Stack): string {
  const services = stack.services.map(({ framework, folder, language }) => {
    const name = framework === "none" ? shownAs("language", language) : shownAs("framework", framework);
    return folder === "" ? name : `${name} in ${folder}`;
  });
  const stores = [
    ...(stack.database ? [shownAs("database", stack.database.engine)] : []),
    ...(stack.redis ? ["Redis"] : []),
    ...(stack.workers.length > 0
      ? [stack.workers.length === 1 ? "a worker" : `${stack.workers.length} workers`]
      : []),
  ];
  const all = [...services, ...stores];
  return all.length === 0 ? "no service with an entry point" : all.join(", ");
}

function draftsOf(stack: Stack, untold: Stack, choices: Answers, project: ProjectView): Draft[] {
  const services = namedServices(stack).flatMap(({ name, service }) =>
    serviceDrafts(service, name, keyOf(service, stack.services), project),
  );
  return [...services, ...workerDrafts(stack, untold, choices, project), ...appDrafts(stack, project)];
}

/** Workers keep the ids that they have without anybody's answers, also where one of them is said not to be there. */
function workerDrafts(stack: Stack, untold: Stack, choices: Answers, project: ProjectView): Draft[] {
  return namedServices(stack).flatMap(({ name: service, service: owner }): Draft[] => {
    const key = keyOf(owner, stack.services);
    const ownOf = ({ workers }: Stack) => workers.filter(({ folder }) => folder === owner.folder);
    const detected = ownOf(untold);
    const own = detected.length > 0 ? detected : ownOf(stack);
    // Pages in the folder of a Python service have no workers of their own.
    if (key !== owner.folder || (own.length === 0 && isFrontend(owner))) return [];
    if (own.length === 0)
      return [
        {
          id: doubtId("worker", key),
          service,
          label: "Worker",
          question: `What starts the background worker of ${service}?`,
          value: NONE,
          why: "no queue was found",
          likely: [],
          check: command,
        },
      ];
    return own
      .map((worker, i) => ({ worker, id: workerId(key, worker.name, i === 0) }))
      .map(({ worker, id }) => ({
        id,
        service,
        label: own.length === 1 || worker.name === "worker" ? "Worker" : `Worker (${worker.name})`,
        question: `What starts ${worker.name} in the background?`,
        value: commandOf(choices, id)?.join(" ") ?? worker.command,
        found: workerPlace(worker, project),
        likely: [NONE],
        check: command,
      }));
  });
}

function appDrafts(stack: Stack, project: ProjectView): Draft[] {
  const { database, migrations, redis, services } = stack;
  const hasBackend = services.some((service) => !isFrontend(service));
  return [
    {
      id: "name",
      service: undefined,
      label: "App name",
      question: "What is the app called, in names of images, folders and units?",
      value: stack.name,
      found: namePlace(project),
      why: "nothing names it",
      likely: [],
      check: like(
        /^[a-z][a-z0-9]*(?:-[a-z0-9]+){0,20}$/,
        "A name in lower case such as my-shop: letters, digits and hyphens.",
      ),
    },
    {
      id: "database",
      service: undefined,
      label: "Database",
      question: "Which database does production use?",
      value: database?.engine ?? NONE,
      found: databasePlace(stack, project),
      why: "no client and no address of one was found",
      likely: [...engines, NONE],
      isClosed: true,
      check: among([...engines, NONE]),
    },
    ...(database || migrations || hasBackend
      ? [
          {
            id: "migrations",
            service: undefined,
            label: "Migrations",
            question: "Which command takes the database to a new release?",
            value: migrations?.command ?? NONE,
            found: migrations && migrationsPlace(migrations, stack, project),
            why: migrations ? `usual for ${migrations.tool}` : "no tool for them was found",
            likely: [...migrationCommands(stack), NONE],
            check: command,
          },
        ]
      : []),
    {
      id: "queue",
      service: undefined,
      label: "Cache and queue",
      question: "Does the app use Redis, as a cache, for sessions or as a queue?",
      value: redis ? "redis" : NONE,
      found: redis ? queuePlace(stack, project) : undefined,
      why: redis ? "asked for by a package" : "no client of Redis was found",
      likely: ["redis", NONE],
      isClosed: true,
      check: among(["redis", NONE]),
    },
  ];
}

function migrationCommands({ services }: Stack): string[] {
  const has = (language: string) => services.some((service) => service.language === language);
  return [
    ...(has("python") ? ["alembic upgrade head", "python manage.py migrate --noinput"] : []),
    ...(has("node") ? ["npx prisma migrate deploy", "npx drizzle-kit migrate", "npm run migrate"] : []),
  ];
}

/** What a doubt is about where no service stands for it yet. */
function labelOf(id: string): Pick<Draft, "label" | "service"> {
  const about = id.split(":")[0] ?? "";
  const place = id.slice(about.length + 1);
  const labels: Readonly<Record<string, string>> = {
    entry: "Entry",
    adapter: "Runs on",
    worker: "Worker",
    manager: "Package manager",
    port: "Port",
  };
  return { label: labels[about] ?? about, service: place === "" || place === "." ? undefined : place };
}
