/**
 * What makes files that are missing: generators and the templates of plans. A bundle of its own, as no file that is
 * read or checked needs it. Named re-exports only; nothing inside `core` imports from here.
 */
export { instantiate, suggestTemplate, templates } from "./plan/template";
export { detectStack } from "./scaffold/detect-stack";
export type { Answers, Generator, Question } from "./scaffold/generator";
export { generatorOf, generators } from "./scaffold/list";
export { InvalidPathError, type Proposal, propose } from "./scaffold/proposal";
export { answered, type Fact, type Summary, summaryOf } from "./scaffold/summary";
export { shownAs } from "./scaffold/summary-words";
