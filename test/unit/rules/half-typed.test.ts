import assert from "node:assert/strict";
import { resolveConfig } from "../../../src/core/lint/config";
import { lint } from "../../../src/core/lint/lint";
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
    "    image:",
    "      - half",
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
        const before = new Set(findingsIn(files, path).map(keyOf));
        for (let line = 0; line < file.lines.lineCount; line++) {
          const { start } = file.lines.lineSpan(line);
          for (const half of typed) {
            const now = `${text.slice(0, start)}${half}\n${text.slice(start)}`;
            const news = findingsIn({ ...files, [path]: now }, path).filter(
              (each) => !before.has(keyOf(each)),
            );
            const place = `line ${line + 1}: ${half}`;
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

function findingsIn(files: Readonly<Record<string, string>>, path: string) {
  const project = projectOf(files);
  return lint(project, rules, resolveConfig())
    .findings.filter((finding) => finding.path === path)
    .map((finding) => ({
      ...finding,
      text: files[path]?.slice(finding.at.start, finding.at.end) ?? "",
    }));
}

/** The same finding before and after, wherever typing moved it. */
function keyOf({ rule, message, text }: { rule: string; message: string; text: string }): string {
  return `${rule}\n${message}\n${text}`;
}
