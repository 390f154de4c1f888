import { currentStack, stackEnds } from "../../data/platform-plans";
import type { SourceFile } from "../../files/source";
import { replacement } from "../../text/edits";
import { defineRule } from "../rule";
import { isHerokuManifest, type JsonText, jsonText, manifestBlocks, member } from "./app-json";
import { wordsAfter } from "./commands";

export const herokuRetiredStack = defineRule({
  id: "heroku/retired-stack",
  on: ["json", "markdown", "workflow", "shell"],
  severity: "error",
  title: "Build on a Heroku stack that is supported",
  why: "Heroku refuses new builds on a stack whose support has ended, and what runs on it gets no security fixes.",
  references: ["https://devcenter.heroku.com/articles/stack", "https://help.heroku.com/X5OE6BCA"],
  equivalents: [],
  fix: "review",
  examples: [
    {
      path: "app.json",
      bad: '{\n  "name": "parcels",\n  "stack": "«heroku-20»"\n}\n',
      good: '{\n  "name": "parcels",\n  "stack": "heroku-24"\n}\n',
    },
  ],
  *check({ file, project }) {
    if (file.role === "test") return;
    for (const { text, at } of stacksIn(file)) {
      const end = Object.hasOwn(stackEnds, text) ? stackEnds[text] : undefined;
      if (end === undefined) continue;
      if (end >= project.today) {
        if (isHerokuManifest(file))
          yield { proves: at, message: `The stack ${text} is supported until ${end}.` };
        continue;
      }
      yield {
        at,
        message: `Support for the stack ${text} ended on ${end}: Heroku takes no new builds for it.`,
        fixes: [
          {
            title: `Build on ${currentStack}, with newer system libraries`,
            kind: "review",
            edits: [replacement(at, currentStack)],
          },
        ],
      };
    }
  },
});

function* stacksIn(file: SourceFile): Generator<JsonText> {
  if (isHerokuManifest(file)) {
    for (const block of manifestBlocks(file.form)) {
      const stack = jsonText(member(block, "stack"));
      if (stack) yield stack;
    }
  } else if (
    (file.is("markdown") || file.is("workflow") || file.is("shell")) &&
    file.text.includes("heroku")
  ) {
    yield* firstWords(file, /\bheroku[ \t]+stack:set[ \t]/g);
    yield* firstWords(file, /\bheroku[ \t]+(?:apps:)?create\b[^\n\r]{0,200}?[ \t](?:--stack|-s)[ \t=]/g);
  }
}

function* firstWords(file: SourceFile, command: RegExp): Generator<JsonText> {
  let end = -1;
  for (const { text, at } of wordsAfter(file, command)) {
    // The stack may stand behind `--app name`; a second one on the same line is another command.
    if (at.start <= end || !/^(?:cedar|heroku-\d\d)/.test(text)) continue;
    end = at.end;
    yield { text, at };
  }
}
