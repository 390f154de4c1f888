/** An app of some size, with a deployment. */
export const app: Readonly<Record<string, string>> = {
  "api/requirements.txt": "fastapi\n",
  ...Object.fromEntries("abcdefgh".split("").map((name) => [`api/${name}.py`, "x = 1\n"])),
  "compose.yaml": "# The whole app.\nservices:\n  api:\n    build: ./api\n",
};

const bad = { ...app, "compose.yaml": "# The whole app.\n«services:»\n  api:\n    build: ./api\n" };

const steps =
  "\n1. First this.\n2. Then that.\n3. Look again.\n4. Tell the others, and revoke the old one.\n5. Write it down.\n";
const words: Readonly<Record<string, { path: string; heading: string }>> = {
  runbook: { path: "docs/ops/runbook-api.md", heading: "On-call" },
  "rollback-doc": { path: "docs/rollback.md", heading: "Rolling back" },
  "secrets-rotation-doc": { path: "docs/secret-rotation.md", heading: "Rotating the signing key" },
};

/** The cases that the rules about documents have in common. */
export function documentCases(name: string) {
  const { path, heading } = words[name] ?? { path: "", heading: "" };
  return {
    valid: [
      { title: "a document", code: { ...app, [path]: `# Title\n${steps}` }, proof: "Title" },
      {
        title: "a section",
        code: { ...app, "README.md": `# App\n\n## ${heading}\n${steps}\n## More\n` },
        proof: heading,
      },
      {
        title: "sections below",
        code: { ...app, "README.md": `# App\n\n## ${heading}\n\n### One\n${steps}` },
        proof: heading,
      },
      { title: "a document that is not read", code: { ...app, [path.replace(".md", ".rst")]: "" } },
      {
        title: "a handful of modules",
        code: { "requirements.txt": "fastapi\n", "a.py": "", Dockerfile: "FROM x\n" },
      },
      {
        title: "nothing is deployed",
        code: Object.fromEntries(Object.entries(app).filter(([file]) => file !== "compose.yaml")),
      },
      {
        title: "a library",
        code: {
          "package.json": '{ "name": "x", "exports": "./a.js", "dependencies": { "express": "5" } }\n',
          ...Object.fromEntries("abcdefgh".split("").map((file) => [`src/${file}.ts`, ""])),
          Dockerfile: "FROM x\n",
        },
      },
      { title: "no app", code: { ".liftoff/plan.yaml": "liftoff: 1\n", "a.tf": "" } },
    ],
    invalid: [
      { title: "nothing", code: bad, severity: "info" as const },
      { title: "a stub", code: { ...bad, [path]: "# Title\n\nTo be written.\n" } },
      {
        title: "a heading alone",
        code: { ...bad, "README.md": `# App\n\n## ${heading}\n\n## More\n${steps}` },
      },
      {
        title: "a task in a plan",
        code: { ...bad, "PLAN.md": `## ${heading}\n\n- [ ] a\n- [ ] b\n- [ ] c\n- [x] d\n- [ ] e\n` },
      },
      {
        title: "at the manifest of a platform",
        code: { ...app, "compose.yaml": "services: {}\n", "compose.prod.yaml": "«services: {}»\n" },
      },
    ],
  };
}
