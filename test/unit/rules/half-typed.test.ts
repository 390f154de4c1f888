import assert from "node:assert/strict";
import { SourceFile } from "../../../src/core/files/source";
import { resolveConfig } from "../../../src/core/lint/config";
import { LintSession } from "../../../src/core/lint/session";
import { rules } from "../../../src/core/rules/list";
import { projectOf } from "../../support/project";
import { filesOfProject, projectNames } from "../../support/projects";

/** What stands in a file for the moment while somebody types: a quote, a bracket, a heredoc or an instruction is open. */
const openLines: Readonly<Record<string, readonly string[]>> = {
  dockerfile: [
    'RUN echo "half',
    "RUN echo 'half",
    "RUN <<EOF",
    "RUN apt-get install -y $(cat",
    'CMD ["node", "server',
    'CMD ["node",',
    'ENV NAME="half',
    "LABEL title='half",
    "COPY --from=",
    "COPY",
    "EXPOSE",
    "USER",
    "HEALTHCHECK --interval=30s",
    'HEALTHCHECK CMD ["curl", "',
  ],
  compose: [
    '    command: ["node", "server',
    "    command: [",
    '    image: "postgres',
    "    environment: {",
    "  half",
    "    depends_on: [db,",
    '      test: ["CMD", "curl',
  ],
};

describe("a file that is being typed", () => {
  for (const name of projectNames) {
    const files = filesOfProject(name);
    for (const [path, text] of Object.entries(files)) {
      const file = projectOf(files).file(path);
      const typed = file && openLines[file.kind];
      if (!file || !typed) continue;
      it(`${name}/${path} is not flooded, whatever is open on whichever line`, () => {
        const findings = watch(files, path);
        const before = new Set(findings(text).map(keyOf));
        for (const start of startsIn(file)) {
          for (const half of typed) {
            const now = `${text.slice(0, start)}${half}\n${text.slice(start)}`;
            const news = findings(now).filter((each) => !before.has(keyOf(each)));
            const place = `line ${file.lines.lineAt(start) + 1}: ${half}`;
            const told = news.map(({ rule, message }) => `${rule}: ${message}`).join("\n");
            assert.ok(news.length <= 1, `${place}\n${told}`);
            for (const { at, text: shown } of news) {
              const onTyped = at.start < start + half.length && at.end > start;
              assert.ok(onTyped, `${place}\n${told}\nat ${JSON.stringify(shown)}`);
            }
          }
        }
      });
    }
  }
});

/** Where a new line can begin: not between the lines of one instruction. */
function startsIn(file: SourceFile): number[] {
  if (file.is("dockerfile")) return file.form.instructions.map(({ span }) => span.start);
  return Array.from({ length: file.lines.lineCount }, (_, line) => file.lines.lineSpan(line).start);
}

/** What is found in the file at `path` with this or that text, the rest of the project staying as it is. */
function watch(files: Readonly<Record<string, string>>, path: string) {
  const project = projectOf(files);
  const session = new LintSession(project, rules, resolveConfig(), { covers: (each) => each === path });
  return (text: string) => {
    const file = SourceFile.create(path, text);
    assert.ok(file);
    project.set(file);
    const work = session.refresh();
    while (!work.next().done);
    return session
      .findingsOf(path)
      .map((finding) => ({ ...finding, text: text.slice(finding.at.start, finding.at.end) }));
  };
}

/** The same finding before and after, wherever typing moved it. */
function keyOf({ rule, message, text }: { rule: string; message: string; text: string }): string {
  return `${rule}\n${message}\n${text}`;
}
