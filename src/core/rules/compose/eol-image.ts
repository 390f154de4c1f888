import { lifecycleReport } from "../images/lifecycle";
import { defineRule, isProof } from "../rule";
import { FirstMeeting } from "./alias";
import { hasVersion, pulledImage } from "./service-image";

export const eolImage = defineRule({
  id: "compose/eol-image",
  on: "compose",
  severity: "error",
  title: "Run images that still get security fixes",
  why: "After the end of its life a release gets no fixes, so every hole found from then on stays open in the running service. A database is best moved while its old version still starts.",
  references: [
    "https://endoflife.date",
    "https://www.postgresql.org/docs/current/upgrading.html",
    "https://dev.mysql.com/doc/refman/8.4/en/upgrading.html",
  ],
  equivalents: [],
  fix: "review",
  examples: [
    {
      bad: "services:\n  cache:\n    image: redis:«6.0»-alpine\n",
      good: "services:\n  cache:\n    image: redis:8-alpine\n",
    },
    {
      title: "the version comes from a default",
      bad: "services:\n  web:\n    image: node:${NODE_VERSION:-«18»}-slim\n",
      good: "services:\n  web:\n    image: node:${NODE_VERSION:-24}-slim\n",
    },
    {
      title: "a database needs more than a new tag",
      bad: "services:\n  db:\n    image: postgres:«13»\n",
      good: "services:\n  db:\n    image: postgres:17\n",
      fix: null,
    },
  ],
  *check({ file, project }) {
    const first = new FirstMeeting();
    for (const service of file.form.services) {
      const image = pulledImage(service);
      const report = image && lifecycleReport(image, project.today);
      if (!image || !report || !first.with(image.written)) continue;
      yield isProof(report) || hasVersion(image) ? report : { ...report, fixes: [] };
    }
  },
});
