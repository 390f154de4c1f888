import { requiredMissing } from "../../../../src/core/rules/env/required-missing";
import { testRule } from "../../../support/rule-tester";

const node = (...names: string[]) => ({
  "package.json": JSON.stringify({ dependencies: Object.fromEntries(names.map((name) => [name, "1"])) }),
});

testRule(requiredMissing, {
  valid: [
    {
      title: "everything is set",
      code: { ...node("stripe"), ".env.production": "STRIPE_SECRET_KEY=x\n" },
      proof: "STRIPE_SECRET_KEY",
    },
    { title: "under another name", code: { ...node("openai"), ".env.production": "LLM_API_KEY=x\n" } },
    {
      title: "the code reads another name",
      code: {
        ...node("stripe"),
        "a.ts": 'use(process.env.STRIPE_KEY ?? "x");\n',
        ".env.production": "A_KEY=x\n",
      },
    },
    {
      title: "a library of browsers",
      code: { ...node("@stripe/stripe-js"), ".env.production": "A_KEY=x\n" },
    },
    {
      title: "only addresses for browsers",
      code: { ...node("stripe"), ".env.production": "VITE_API_URL=https://a.example\n" },
    },
    { title: "developers", code: { ...node("stripe"), ".env": "A_KEY=x\n", ".env.local": "B_KEY=\n" } },
    {
      title: "what code does without may be empty",
      code: { "a.ts": "use(process.env.A_KEY ?? 1);\n", ".env.production": "A_KEY=\nB_KEY=x\n" },
    },
    {
      title: "listed in the example",
      code: {
        "a.ts": "use(process.env.A_KEY!);\n",
        ".env.example": "A_KEY=\nB_KEY=\n",
        ".env.production": "B_KEY=x\n",
      },
    },
    {
      title: "the mode is set in the image",
      code: {
        ...node("express"),
        Dockerfile: "FROM node:22\nENV NODE_ENV=production\n",
        ".env.production": "A_KEY=x\n",
      },
    },
  ],
  invalid: [
    {
      title: "what code reads",
      code: { "a.ts": "use(process.env.A_KEY!);\n", ".env.production": "«B_KEY»=x\n" },
      severity: "warning",
      message: /A_KEY is not set here/,
      fixed: null,
    },
    {
      title: "an empty value",
      code: { "a.ts": "use(process.env.A_KEY!);\n", ".env.production": "«A_KEY»=\nB_KEY=x\n" },
      message: /A_KEY is empty/,
    },
    {
      title: "Python",
      code: { "requirements.txt": "redis\nsentry-sdk\n", ".env.production": "«A_KEY»=x\n" },
      message: /SENTRY_DSN, REDIS_URL are/,
    },
    {
      title: "the mode",
      code: { ...node("express"), ".env.production": "«A_KEY»=x\n" },
      message: /NODE_ENV/,
    },
  ],
});
