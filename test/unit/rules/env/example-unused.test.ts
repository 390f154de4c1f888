import { exampleUnused } from "../../../../src/core/rules/env/example-unused";
import { testRule } from "../../../support/rule-tester";

const code = { "main.py": 'import os\nos.environ["SITE_NAME"]\n' };

testRule(exampleUnused, {
  valid: [
    { title: "read", code: { ...code, ".env.example": "SITE_NAME=\n" } },
    {
      title: "mentioned by code",
      code: { ...code, "b.py": 'NAMES = ["OLD_KEY"]\n', ".env.example": "OLD_KEY=\n" },
    },
    {
      title: "put into Compose",
      code: {
        ...code,
        "compose.yaml": "services:\n  a:\n    image: a:${IMAGE_REV}\n",
        ".env.example": "IMAGE_REV=\n",
      },
    },
    {
      title: "of an image or a tool",
      code: {
        ...code,
        ".env.example": "POSTGRES_PASSWORD=\nMINIO_ROOT_USER=\nCOMPOSE_PROJECT_NAME=\nDOCKER_BUILDKIT=\n",
      },
    },
    { title: "of one word", code: { ...code, ".env.example": "DOMAINS=\n" } },
    { title: "no code here", code: { ".env.example": "OLD_KEY=\n" } },
    {
      title: "code that is not read",
      code: { ...code, "Main.java": "class Main {}\n", ".env.example": "OLD_KEY=\n" },
    },
    { title: "no example", code: { ...code, ".env": "OLD_KEY=\n" } },
    {
      title: "a name that looks like another",
      code: { "a.py": 'import os\nos.environ["LLM_API_KEY"]\n', ".env.example": "LLM_API_KEYS=\n" },
    },
  ],
  invalid: [
    {
      title: "only in documents",
      code: {
        ...code,
        "CHANGELOG.md": "OLD_KEY was added\n",
        ".env": "OLD_KEY=1\n",
        ".env.example": "SITE_NAME=\n«OLD_KEY»=x\n",
      },
      severity: "hint",
      fixed: {
        ...code,
        "CHANGELOG.md": "OLD_KEY was added\n",
        ".env": "OLD_KEY=1\n",
        ".env.example": "SITE_NAME=\n",
      },
    },
    {
      title: "its comment goes with it",
      code: {
        ...code,
        ".env.example":
          "SITE_NAME=\n\n# Ask Ann for one.\n# It expires in June.\n«OLD_KEY»=x\n\n# Who it is.\nSITE_NAME=\n",
      },
      fixed: { ...code, ".env.example": "SITE_NAME=\n\n# Who it is.\nSITE_NAME=\n" },
    },
    {
      title: "a comment above several stays, and so does one with a variable in it",
      code: { ...code, ".env.example": "# Shop\n«OLD_KEY»=x\nSITE_NAME=\n# SITE_LOGO=\n«OLD_LOGO»=x\n" },
      fixed: { ...code, ".env.example": "# Shop\nSITE_NAME=\n# SITE_LOGO=\n" },
    },
  ],
});
