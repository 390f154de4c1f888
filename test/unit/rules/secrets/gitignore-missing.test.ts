import { gitignoreMissing } from "../../../../src/core/rules/secrets/gitignore-missing";
import { testRule } from "../../../support/rule-tester";

const untracked = { tracked: () => false };
const lines = ".env\n.env.*\n!.env.example\n";

testRule(gitignoreMissing, {
  valid: [
    { title: "ignored", code: { ".gitignore": `node_modules\n${lines}`, ".env": "A=1\n" }, proof: ".env" },
    {
      title: "by a wildcard",
      code: { ".gitignore": ".env*\n!.env.example\n", ".env": "", ".env.production": "" },
    },
    {
      title: "each package ignores its own",
      code: {
        ".gitignore": "dist\n",
        "apps/api/.gitignore": ".env\n",
        "apps/api/.env": "A=1\n",
        "apps/web/.gitignore": ".env*\n",
        "apps/web/.env.local": "",
      },
    },
    { title: "no git, as far as is known", code: { ".env": "A=1\n", ".env.example": "A=\n" } },
    { title: "nothing to ignore", code: { ".gitignore": "dist\n" } },
    {
      title: "git has it already",
      code: { ".gitignore": "dist\n", ".env": "A=1\n" },
      options: { tracked: () => true },
    },
    {
      title: "files that are meant to be committed",
      code: {
        ".gitignore": "dist\n",
        ".env.development": "A=1\n",
        ".env.test": "A=1\n",
        "tests/.env": "A=1\n",
      },
    },
  ],
  invalid: [
    {
      title: "no pattern",
      code: { ".gitignore": "«dist»\n", ".env": "A=1\n" },
      severity: "warning",
      message: /^No pattern ignores `\.env`: the next `git add \.`/,
      fixed: { ".gitignore": `dist\n${lines}`, ".env": "A=1\n" },
    },
    {
      title: "git would take it",
      code: { ".gitignore": "«dist»\n", ".env": "A=1\n" },
      options: untracked,
      severity: "error",
    },
    {
      title: "taken back",
      code: { ".gitignore": "«.env*»\n!.env.production\n", ".env.production": "A=1\n" },
      fixed: { ".gitignore": ".env*\n!.env.production\n.env.*\n!.env.example\n", ".env.production": "A=1\n" },
    },
    {
      title: "an example asks for one",
      code: { ".gitignore": "«dist»\n", ".env.example": "A=\n" },
      message: /^No pattern ignores `\.env`, which the example file/,
      fixed: { ".gitignore": `dist\n${lines}`, ".env.example": "A=\n" },
    },
    {
      title: "further down",
      code: { ".gitignore": "«/.env»\n", "apps/api/.env.local": "A=1\n" },
      message: /`apps\/api\/\.env\.local`/,
      fixed: { ".gitignore": `/.env\n${lines}`, "apps/api/.env.local": "A=1\n" },
    },
    {
      title: "no ignore file at all",
      code: { ".env": "«A=1»\n" },
      options: untracked,
      severity: "warning",
      fixed: { ".env": "A=1\n", ".gitignore": lines },
    },
  ],
});
