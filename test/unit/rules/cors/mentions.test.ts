import assert from "node:assert/strict";
import fc from "fast-check";
import type { FileKind } from "../../../../src/core/files/kind";
import type { SourceFile } from "../../../../src/core/files/source";
import { expressCorsWildcard } from "../../../../src/core/rules/express/cors-wildcard";
import { fastapiCorsWildcard } from "../../../../src/core/rules/fastapi/cors-wildcard";
import { fastapiCorsWildcardMethods } from "../../../../src/core/rules/fastapi/cors-wildcard-methods";
import { fastapiMissingSecurityHeaders } from "../../../../src/core/rules/fastapi/missing-security-headers";
import { type FileRule, isProof } from "../../../../src/core/rules/rule";
import { projectOf } from "../../../support/project";

/** Where `rule` reports what of `text`; with `looksFirst` off, every word counts as mentioned. */
function reports<K extends FileKind>(
  rule: FileRule<K>,
  path: string,
  text: string,
  looksFirst: boolean,
): unknown {
  const project = projectOf({ [path]: text });
  const file = project.file(path);
  assert.ok(file?.is(rule.on));
  const { form } = file;
  if (!looksFirst) Object.defineProperty(form, "mentions", { value: () => true });
  const found = [...rule.check({ file: file as SourceFile<K>, project: project.watch().view })];
  return found.map((report) => [isProof(report) ? report.proves : report.at, report.message]);
}

const python = fc.constantFrom(
  "from fastapi import FastAPI\n",
  "from fastapi.middleware.cors import CORSMiddleware\n",
  "from starlette.middleware.cors import CORSMiddleware as Cors\n",
  "import fastapi.middleware.cors\n",
  "from starlette.applications import *\n",
  "app = FastAPI()\n",
  "app = fastapi.FastAPI()\n",
  "app = Starlette()\n",
  "origins = ['*']\n",
  "app.add_middleware(CORSMiddleware, allow_origins=origins)\n",
  "app.add_middleware(Cors, allow_origins=['*'], allow_methods='*')\n",
  "Middleware(fastapi.middleware.cors.CORSMiddleware, allow_headers=['*'], allow_credentials=True)\n",
  "if DEBUG:\n    ",
  "x = (",
  ")\n",
  "\\\n",
);

const script = fc.constantFrom(
  "const cors = require('cors');\n",
  "import shared from 'cors';\n",
  "app.use(cors());\n",
  "app.use(shared({ origin: '*' }));\n",
  "app.use(require('cors')());\n",
  "app.use((req, res) => { res.set('Access-Control-Allow-Origin', '*') });\n",
  "app.use((req, res) => { res.set('ACCESS-control-allow-origin', any) });\n",
  "const any = '*';\n",
  "if (isDev) {\n",
  "}\n",
  "`",
);

describe("rules look for a word first", () => {
  for (const rule of [fastapiCorsWildcard, fastapiCorsWildcardMethods, fastapiMissingSecurityHeaders]) {
    it(`${rule.id} misses nothing by it`, () => {
      fc.assert(
        fc.property(fc.array(python, { maxLength: 12 }), (parts) => {
          const text = parts.join("");
          assert.deepEqual(reports(rule, "app.py", text, true), reports(rule, "app.py", text, false));
        }),
        { numRuns: 150 },
      );
    });
  }

  it(`${expressCorsWildcard.id} misses nothing by it`, () => {
    fc.assert(
      fc.property(fc.array(script, { maxLength: 12 }), (parts) => {
        const text = parts.join("");
        const rule = expressCorsWildcard;
        assert.deepEqual(reports(rule, "app.ts", text, true), reports(rule, "app.ts", text, false));
      }),
      { numRuns: 150 },
    );
  });
});
