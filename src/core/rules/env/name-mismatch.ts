import type { SourceFile } from "../../files/source";
import { variables } from "../../project/variables";
import { type Mismatch, mismatches } from "../../project/variables/mismatches";
import { placesOf, type VariablePlace } from "../../project/variables/places";
import { codeKinds } from "../../project/variables/scan";
import type { ProjectView } from "../../project/view";
import { replacement } from "../../text/edits";
import type { Span } from "../../text/span";
import { defineRule, type Fix, type OtherFileChange } from "../rule";
import { mayRead, ownReads } from "./reading";

export const nameMismatch = defineRule({
  id: "env/name-mismatch",
  on: codeKinds,
  severity: "warning",
  title: "Call a variable the same in code and settings",
  why: "The value is set, under a name that nobody reads. The code finds nothing, and whoever looks at the settings sees everything in its place.",
  references: ["https://12factor.net/config"],
  equivalents: [],
  fix: "review",
  examples: [
    {
      files: {
        "mail.py": 'import os\n\ntoken = os.environ["«POSTMARK_SERVER_TOKEN»"]\n',
        ".env.example": "POSTMARK_API_TOKEN=\nPOSTMARK_SENDER=\n",
        "other.py": 'import os\n\nsender = os.environ["POSTMARK_SENDER"]\n',
      },
      good: {
        "mail.py": 'import os\n\ntoken = os.environ["POSTMARK_SERVER_TOKEN"]\n',
        ".env.example": "POSTMARK_SERVER_TOKEN=\nPOSTMARK_SENDER=\n",
        "other.py": 'import os\n\nsender = os.environ["POSTMARK_SENDER"]\n',
      },
    },
  ],
  *check({ file, project }) {
    if (!mayRead(file)) return;
    const known = project.fact(mismatches);
    const reads = ownReads(file, project);
    let isRight = reads.length > 0;
    for (const { read } of reads) {
      const mismatch = known.get(read.name);
      if (!mismatch) continue;
      isRight = false;
      const places = placesOf(project, mismatch.set);
      const [first] = places;
      if (!first) continue;
      yield {
        at: read.at,
        message: `Nothing sets ${read.name}, but ${first.path} has ${mismatch.set}, which nobody reads.`,
        related: places.map(({ path, at }) => ({ path, at, message: `Here it is ${mismatch.set}.` })),
        fixes: fixesFor(mismatch, places, read.at, file, project),
      };
    }
    const [first] = reads;
    const isSet = reads.some(
      ({ variable }) => variable.definitions.length + variable.descriptions.length > 0,
    );
    if (first && isRight && isSet)
      yield { proves: first.read.at, message: "What is read here has the same name in the settings." };
  },
});

function fixesFor(
  { read, set }: Mismatch,
  places: readonly VariablePlace[],
  at: Span,
  file: SourceFile,
  project: ProjectView,
): Fix[] {
  const byPath = new Map<string, Span[]>();
  for (const place of places) byPath.set(place.path, [...(byPath.get(place.path) ?? []), place.at]);
  const also = [...byPath].map(
    ([path, spans]): OtherFileChange => ({ path, edits: spans.map((span) => replacement(span, read)) }),
  );
  const where = [...byPath.keys()].join(", ");
  const rename: Fix = { title: `Rename ${set} to ${read} in ${where}`, kind: "review", edits: [], also };
  // A field of pydantic is spelled in lower case and used under that name.
  const isPlain =
    file.text.slice(at.start, at.end) === read &&
    project.fact(variables).byName.get(read)?.reads.length === 1;
  const follow: Fix = { title: `Read ${set} instead`, kind: "review", edits: [replacement(at, set)] };
  return isPlain ? [rename, follow] : [rename];
}
