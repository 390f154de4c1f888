import assert from "node:assert/strict";
import { DockerfileParser } from "dockerfile-ast";
import fc from "fast-check";
import { type DockerfileForm, parseDockerfile } from "../../../../src/core/files/dockerfile/form";
import type { Instruction } from "../../../../src/core/files/dockerfile/instruction";
import { LogicalText } from "../../../../src/core/files/dockerfile/logical";
import type { Word } from "../../../../src/core/files/dockerfile/words";
import { contains, type Span, slice } from "../../../../src/core/text/span";

const sample = `# syntax=docker/dockerfile:1
ARG NODE=22
FROM node:\${NODE}-alpine AS build
WORKDIR /app
COPY --chown=node:node package*.json ./
RUN --mount=type=cache,target=/root/.npm npm ci \\
  # why
  && npm run build
COPY <<EOF /etc/app.conf
key = "value"
EOF
FROM nginx:1.29 AS final
ENV A=1 B="two words" C=$A
LABEL org.example="x y"
COPY --from=build ["/app/dist", "/usr/share/nginx/html"]
EXPOSE 8080/tcp
HEALTHCHECK --interval=30s CMD curl -f http://localhost/ || exit 1
ONBUILD RUN echo hi
USER 101
ENTRYPOINT ["nginx", "-g", "daemon off;"]
CMD exec nginx
`;

/** Texts near real Dockerfiles: the sample with pieces cut, doubled and replaced by what is awkward. */
const awkward = fc.constantFrom(
  "\\",
  "\n",
  "\r\n",
  "'",
  '"',
  "<<EOF",
  "3<<-X",
  "$",
  "${",
  "}",
  "[",
  "]",
  "#",
  "--",
  "=",
  "`",
  "\uFEFF",
  "\t",
  " ",
  "FROM ",
  "ONBUILD ",
  "\0",
);
const mutated = fc
  .array(fc.tuple(fc.nat(sample.length), fc.nat(40), awkward), { minLength: 1, maxLength: 8 })
  .map((changes) =>
    changes.reduce(
      (text, [at, length, piece]) => text.slice(0, at) + piece + text.slice(at + length),
      sample,
    ),
  );
const anything = fc.oneof(
  mutated,
  fc.string({ unit: "binary" }),
  fc.array(awkward, { maxLength: 80 }).map((parts) => parts.join("")),
);

function* spansOf(form: DockerfileForm): Generator<Span> {
  for (const { at } of form.problems) yield at;
  for (const { span } of [...form.comments, ...form.directives]) yield span;
  for (const instruction of form.instructions) {
    yield* [instruction.span, instruction.extent, instruction.keywordSpan, instruction.args.span];
    for (const { span, valueSpan } of instruction.flags) yield* valueSpan ? [span, valueSpan] : [span];
    for (const { marker, body } of instruction.heredocs) yield* body ? [marker, body] : [marker];
    for (const { span } of wordsOf(instruction)) yield span;
  }
}

function wordsOf(instruction: Instruction): Word[] {
  switch (instruction.kind) {
    case "FROM":
      return [instruction.image, instruction.alias].filter((word) => word !== undefined);
    case "COPY":
    case "ADD":
      return [...instruction.sources, ...(instruction.destination ? [instruction.destination] : [])];
    case "ARG":
    case "ENV":
    case "LABEL":
      return instruction.pairs.flatMap(({ value }) => (value ? [value] : []));
    case "EXPOSE":
      return instruction.ports.map(({ word }) => word);
    case "USER":
    case "WORKDIR":
      return instruction.value ? [instruction.value] : [];
    default:
      return [];
  }
}

describe("any text", () => {
  it("is parsed without throwing, with spans inside it, in order", () => {
    fc.assert(
      fc.property(anything, (text) => {
        const form = parseDockerfile(text);
        const whole = { start: 0, end: text.length };
        for (const span of spansOf(form))
          assert.ok(contains(whole, span) && span.start <= span.end, JSON.stringify(span));
        let before = 0;
        for (const { extent, span } of form.instructions) {
          assert.ok(extent.start >= before && contains(extent, span));
          before = extent.end;
        }
      }),
      { numRuns: 400 },
    );
  });

  it("has words that read in the source as they do in the form", () => {
    fc.assert(
      fc.property(mutated, (text) => {
        for (const instruction of parseDockerfile(text).instructions) {
          for (const word of wordsOf(instruction)) {
            if (word.within.isContiguous(word.start, word.end))
              assert.equal(slice(text, word.span), word.text);
          }
        }
      }),
    );
  });

  it("answers every question about every stage", () => {
    fc.assert(
      fc.property(anything, (text) => {
        for (const stage of parseDockerfile(text).stages) {
          assert.ok(stage.chain.length > 0);
          assert.ok(stage.root.parent === undefined);
          for (const instruction of stage.instructions) {
            for (const word of wordsOf(instruction)) stage.expand(word, instruction.index);
            if (instruction.kind === "RUN")
              for (const s of instruction.scripts) if (s.form === "shell") s.script.commands.length;
          }
        }
      }),
    );
  });
});

describe("LogicalText", () => {
  it("keeps the place of every character through joining and slicing", () => {
    const stretch = fc.tuple(fc.string({ maxLength: 6 }), fc.nat(5));
    fc.assert(
      fc.property(
        fc.array(stretch, { minLength: 1, maxLength: 8 }),
        fc.nat(40),
        fc.nat(40),
        (parts, a, b) => {
          let source = "";
          const stretches = parts.map(([text, gap]) => {
            source += "\0".repeat(gap);
            const offset = source.length;
            source += text;
            return { text, offset };
          });
          const joined = LogicalText.join(stretches);
          const [start = 0, end = 0] = [Math.min(a, joined.length), Math.min(b, joined.length)].sort(
            (x, y) => x - y,
          );
          const part = joined.slice(start, end);
          assert.equal(part.text, joined.text.slice(start, end));
          for (let i = 0; i < part.length; i++) assert.equal(source[part.offsetAt(i)], part.text[i]);
          assert.equal(
            part
              .stretches(0, part.length)
              .map(({ text }) => text)
              .join(""),
            part.text,
          );
        },
      ),
    );
  });
});

/** dockerfile-ast is a parser of other people that is in wide use: on files without its known traps both must agree. */
describe("dockerfile-ast", () => {
  const line = fc.oneof(
    fc.constantFrom(
      "FROM node:22 AS a",
      "FROM a",
      "RUN apt-get update && \\\n    apt-get install -y x",
      "# a comment",
      "",
      "USER app",
    ),
    fc.constantFrom(
      "COPY --from=a --chown=b:c x y /z/",
      "ENV A=b C=d",
      "LABEL a=b",
      "EXPOSE 80 81",
      "ARG V=1",
      "WORKDIR /app",
    ),
    fc.constantFrom(
      'CMD ["a", "b"]',
      "ENTRYPOINT exec a",
      "HEALTHCHECK --interval=5s CMD x",
      "RUN a \\\n  # note\n  b",
      "STOPSIGNAL INT",
    ),
  );
  it("finds the same instructions, flags and arguments at the same places", () => {
    fc.assert(
      fc.property(
        fc.array(line, { minLength: 1, maxLength: 25 }),
        fc.constantFrom("\n", "\r\n"),
        (lines, eol) => {
          const text = `${lines.join("\n").replaceAll("\n", eol)}${eol}`;
          const theirs = DockerfileParser.parse(text).getInstructions();
          const ours = parseDockerfile(text).instructions;
          assert.deepEqual(
            ours.map(({ keyword }) => keyword),
            theirs.map((instruction) => instruction.getKeyword()),
          );
          for (const [i, instruction] of ours.entries()) {
            const other = theirs[i];
            const flags =
              other && "getFlags" in other
                ? (other.getFlags as () => { toString(): string }[]).call(other).length
                : 0;
            assert.equal(instruction.flags.length, flags);
            const args = other?.getArguments().map((argument) => argument.getValue()) ?? [];
            assert.equal(instruction.args.text.split(/\s+/).join(" "), args.join(" "));
            const range = other?.getInstructionRange();
            const at =
              text.split("\n").slice(0, range?.start.line).join("\n").length +
              (range && range.start.line > 0 ? 1 : 0);
            assert.equal(instruction.keywordSpan.start, at + (range?.start.character ?? 0));
          }
        },
      ),
    );
  });
});
