import assert from "node:assert/strict";
import { parseScript } from "../../../../src/core/files/script/form";
import { importDefault, importNamed } from "../../../../src/core/files/script/imports";
import { applyEdits } from "../../../../src/core/text/edits";

function withDefault(text: string, path = "a.js"): string | undefined {
  const available = importDefault(parseScript(text, path), "helmet", "helmet");
  return available && applyEdits(text, available.edits);
}

function withNamed(text: string, path = "a.js"): string | undefined {
  const available = importNamed(parseScript(text, path), "limits", "rateLimit");
  return available && applyEdits(text, available.edits);
}

describe("files/script/imports", () => {
  const defaults: [string, string, string][] = [
    [
      "follows imports",
      "import a from 'a';\n\na();\n",
      "import a from 'a';\nimport helmet from 'helmet';\n\na();\n",
    ],
    [
      "follows the file's quotes and semicolons",
      'import a from "a"\n\na()\n',
      'import a from "a"\nimport helmet from "helmet"\n\na()\n',
    ],
    [
      "follows the quotes of the other imports rather than those of the code",
      "import a from \"a\";\n\na('b', 'c', ['d']);\n",
      "import a from \"a\";\nimport helmet from \"helmet\";\n\na('b', 'c', ['d']);\n",
    ],
    [
      "requires where the file does",
      "const a = require('a');\n\na();\n",
      "const a = require('a');\nconst helmet = require('helmet');\n\na();\n",
    ],
    [
      "stays with the requires at the top",
      "const a = require('a')\nconst app = a()\nconst b = require('b')\n",
      "const a = require('a')\nconst helmet = require('helmet')\nconst app = a()\nconst b = require('b')\n",
    ],
    ["is there as an import", "import helmet from 'helmet';\n", "import helmet from 'helmet';\n"],
    ["is there as a require", "const helmet = require('helmet');\n", "const helmet = require('helmet');\n"],
    [
      "stands first in a file without any",
      "app.use(a);\n",
      "const helmet = require('helmet');\n\napp.use(a);\n",
    ],
    [
      "stands behind a directive",
      "#!/usr/bin/env node\n'use strict';\napp.use(a);\n",
      "#!/usr/bin/env node\n'use strict';\nconst helmet = require('helmet');\n\napp.use(a);\n",
    ],
    ["keeps CRLF", "import a from 'a';\r\n", "import a from 'a';\r\nimport helmet from 'helmet';\r\n"],
    [
      "works without a final line break",
      "import a from 'a';",
      "import a from 'a';\nimport helmet from 'helmet';",
    ],
  ];
  for (const [title, before, after] of defaults) {
    it(`a module ${title}`, () => assert.equal(withDefault(before), after));
  }

  it("imports in a TypeScript file", () => {
    assert.equal(withDefault("use('a');\n", "a.ts"), "import helmet from 'helmet';\n\nuse('a');\n");
  });

  it("is used under the name that it has", () => {
    const form = parseScript("import shield from 'helmet';\n", "a.ts");
    assert.deepEqual(importDefault(form, "helmet", "helmet"), { local: "shield", edits: [] });
  });

  it("cannot have a name that is taken", () => {
    assert.equal(withDefault("const helmet = make();\n"), undefined);
    assert.equal(withNamed("import { rateLimit } from './own';\n"), undefined);
  });

  const named: [string, string, string][] = [
    ["joins an import", "import { a } from 'limits';\n", "import { a, rateLimit } from 'limits';\n"],
    [
      "joins an import in its layout",
      "import {\n  a,\n  z,\n} from 'limits';\n",
      "import {\n  a,\n  rateLimit,\n  z,\n} from 'limits';\n",
    ],
    [
      "joins a default import",
      "import limits from 'limits';\n",
      "import limits, { rateLimit } from 'limits';\n",
    ],
    [
      "leaves a namespace alone",
      "import * as limits from 'limits';\n",
      "import * as limits from 'limits';\nimport { rateLimit } from 'limits';\n",
    ],
    [
      "joins a require",
      "const { a } = require('limits');\n",
      "const { a, rateLimit } = require('limits');\n",
    ],
    [
      "gets a statement of its own",
      "const limits = require('limits');\n",
      "const limits = require('limits');\nconst { rateLimit } = require('limits');\n",
    ],
    ["is there", "const { rateLimit } = require('limits');\n", "const { rateLimit } = require('limits');\n"],
  ];
  for (const [title, before, after] of named) {
    it(`a name ${title}`, () => assert.equal(withNamed(before), after));
  }
});
