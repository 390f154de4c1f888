import assert from "node:assert/strict";
import { parsePython } from "../../../../src/core/files/python/form";
import { importModule, importName } from "../../../../src/core/files/python/imports";
import { applyEdits } from "../../../../src/core/text/edits";

function withModule(text: string, module: string): string | undefined {
  const available = importModule(parsePython(text), module);
  return available && applyEdits(text, available.edits);
}

function withName(text: string, module: string, name: string, alsoIn: string[] = []): string | undefined {
  const available = importName(parsePython(text), module, name, alsoIn);
  return available && applyEdits(text, available.edits);
}

describe("files/python/imports", () => {
  describe("a module", () => {
    const cases: [string, string, string][] = [
      ["is there", "import os\n", "import os\n"],
      ["is there among others", "import sys, os\n", "import sys, os\n"],
      [
        "goes into the group of the standard library",
        "import logging\nimport sys\n\nimport fastapi\n",
        "import logging\nimport os\nimport sys\n\nimport fastapi\n",
      ],
      [
        "goes behind the last of its group",
        "import json\n\nfrom fastapi import FastAPI\n",
        "import json\nimport os\n\nfrom fastapi import FastAPI\n",
      ],
      [
        "goes before from-imports of its group",
        "from typing import Any\n\nimport fastapi\n",
        "import os\nfrom typing import Any\n\nimport fastapi\n",
      ],
      [
        "gets a group of its own",
        "from fastapi import FastAPI\n",
        "import os\n\nfrom fastapi import FastAPI\n",
      ],
      ["stands under a docstring", '"""Doc."""\n\nx = 1\n', '"""Doc."""\n\nimport os\n\nx = 1\n'],
      [
        "stands under docstring and future",
        '"""Doc."""\nfrom __future__ import annotations\n\nimport fastapi\n',
        '"""Doc."""\nfrom __future__ import annotations\n\nimport os\n\nimport fastapi\n',
      ],
      ["stands above comments of the first statement", "# note\nx = 1\n", "import os\n\n# note\nx = 1\n"],
      [
        "leaves the first line to the shell",
        "#!/usr/bin/env python3\n# -*- coding: utf-8 -*-\nx = 1\n",
        "#!/usr/bin/env python3\n# -*- coding: utf-8 -*-\nimport os\n\nx = 1\n",
      ],
      ["keeps CRLF", "import sys\r\nx = 1\r\n", "import os\r\nimport sys\r\nx = 1\r\n"],
      ["keeps the byte order mark first", "\uFEFFx = 1\n", "\uFEFFimport os\n\nx = 1\n"],
      ["works without a final line break", "import abc", "import abc\nimport os"],
      [
        "does not go into a try",
        "try:\n    import ujson\nexcept ImportError:\n    pass\n",
        "import os\n\ntry:\n    import ujson\nexcept ImportError:\n    pass\n",
      ],
    ];
    for (const [title, before, after] of cases) {
      it(title, () => assert.equal(withModule(before, "os"), after));
    }

    it("is used under the name that it has", () => {
      assert.deepEqual(importModule(parsePython("import os as system\n"), "os"), {
        local: "system",
        edits: [],
      });
    });

    it("cannot have a name that is taken", () => {
      assert.equal(withModule("os = 1\n", "os"), undefined);
      assert.equal(withModule("from fabric import os\n", "os"), undefined);
    });

    it("is imported again where only a function has it", () => {
      assert.equal(withModule("def f():\n    import os\n", "os"), undefined);
    });
  });

  describe("a name", () => {
    const cases: [string, string, string][] = [
      ["is added in order", "from fastapi import FastAPI\n", "from fastapi import FastAPI, Request\n"],
      [
        "is added between",
        "from fastapi import Depends, Response\n",
        "from fastapi import Depends, Request, Response\n",
      ],
      [
        "is added last where there is no order",
        "from fastapi import Response, Depends\n",
        "from fastapi import Response, Depends, Request\n",
      ],
      [
        "is added in parentheses",
        "from fastapi import (Depends, FastAPI)\n",
        "from fastapi import (Depends, FastAPI, Request)\n",
      ],
      [
        "gets a line of its own",
        "from fastapi import (\n    Depends,\n    FastAPI,\n)\n",
        "from fastapi import (\n    Depends,\n    FastAPI,\n    Request,\n)\n",
      ],
      [
        "gets a line between",
        "from fastapi import (\n    Depends,\n    Response\n)\n",
        "from fastapi import (\n    Depends,\n    Request,\n    Response\n)\n",
      ],
      [
        "follows an alias",
        "from fastapi import FastAPI as F\n",
        "from fastapi import FastAPI as F, Request\n",
      ],
      ["gets a statement of its own", "import fastapi\n", "import fastapi\nfrom fastapi import Request\n"],
      ["is there", "from fastapi import Request\n", "from fastapi import Request\n"],
      [
        "is there from elsewhere",
        "from starlette.requests import Request\n",
        "from starlette.requests import Request\n",
      ],
      [
        "is not taken from a type-only import",
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from fastapi import Depends\n",
        "from typing import TYPE_CHECKING\n\nfrom fastapi import Request\nif TYPE_CHECKING:\n    from fastapi import Depends\n",
      ],
    ];
    for (const [title, before, after] of cases) {
      it(title, () => assert.equal(withName(before, "fastapi", "Request", ["starlette.requests"]), after));
    }

    it("cannot have a name that is taken", () => {
      assert.equal(withName("from urllib.request import Request\n", "fastapi", "Request"), undefined);
      assert.equal(withName("class Request: pass\n", "fastapi", "Request"), undefined);
    });
  });
});
