import type { Question } from "./generator";
import { registryOf } from "./names";
import type { Stack } from "./stack";

/** The public name of the app. */
export function domainQuestion({ domain }: Stack): Question {
  return {
    id: "domain",
    text: "Under which name will the app be reached?",
    value: domain ?? "app.example.com",
    check: (answer) =>
      /^(?=.{4,253}$)[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+$/.test(answer)
        ? undefined
        : "A name such as app.example.com, in lower case and without https://.",
  };
}

/** Where the pipeline puts the images, without the name of the service and the tag. */
export function imageQuestion(stack: Stack): Question {
  return {
    id: "image",
    text: "Under which name does the pipeline publish the images?",
    value: registryOf(stack),
    check: (answer) =>
      /^[a-z0-9][a-z0-9._:-]*(?:\/[A-Za-z0-9][\w.-]*)+$/.test(answer)
        ? undefined
        : "A name such as ghcr.io/acme/shop, without a tag.",
  };
}

/** Where the app is installed on a server. */
export function folderQuestion({ name }: Stack): Question {
  return {
    id: "folder",
    text: "In which folder of the server does the app live?",
    value: `/srv/${name}`,
    check: (answer) =>
      /^\/[\w./-]{1,100}$/.test(answer) && !answer.includes("..")
        ? undefined
        : "An absolute path such as /srv/shop.",
  };
}
