import { vercelConfig } from "../../../../src/core/rules/vercel/config";
import { testRule } from "../../../support/rule-tester";

const vercel = (text: string) => ({ "vercel.json": `${text}\n` });

testRule(vercelConfig, {
  valid: [
    {
      title: "current",
      code: vercel(
        '{ "$schema": "x", "rewrites": [{ "source": "/a", "destination": "https://api.example.com/a" }] }',
      ),
      proof: "rewrites",
    },
    { title: "routes alone", code: vercel('{ "builds": [], "routes": [] }') },
    {
      title: "no secret",
      code: vercel('{ "env": { "MAIL_FROM": "a@b.example", "NEXT_PUBLIC_API_KEY": "x" } }'),
    },
    { title: "another file", code: { "package.json": '{ "name": "a", "alias": "b" }\n' } },
  ],
  invalid: [
    {
      title: "for the build",
      code: vercel('{ "build": { "env": { "A": «"@a"» } } }'),
      severity: "error",
      fixed: vercel('{ "build": { "env": {} } }'),
    },
    {
      title: "the last of two",
      code: vercel('{ "env": { "B": "1", "A": «"@a"» } }'),
      fixed: vercel('{ "env": { "B": "1" } }'),
    },
    {
      title: "an alias",
      code: vercel('{ «"alias"»: ["a.example"] }'),
      severity: "warning",
      fixed: vercel("{}"),
    },
    {
      title: "old and new",
      code: vercel('{ «"routes"»: [], "headers": [] }'),
      severity: "warning",
      fixed: null,
    },
    {
      title: "builds and functions",
      code: vercel('{ «"builds"»: [], "functions": {} }'),
      severity: "warning",
    },
    {
      title: "a secret",
      code: vercel('{ "env": { "JWT_SECRET": "«kX9-tulip-quay-81»" } }'),
      severity: "error",
      fixed: vercel('{ "env": {} }'),
    },
  ],
});
