import assert from "node:assert/strict";
import { mounts } from "../../../src/core/project/mounts";
import { projectOf } from "../../support/project";

function isMounted(files: Record<string, string>, path: string, name: string): boolean {
  return projectOf(files).watch().view.fact(mounts).isMounted(path, name);
}

describe("project/mounts", () => {
  it("follows an import to the module that it names", () => {
    const files = { "backend/main.py": "from api.v1 import app as v1\napp.mount('/v1', v1)\n" };
    assert.ok(isMounted(files, "backend/api/v1.py", "app"));
    assert.ok(isMounted(files, "backend/api/v1/__init__.py", "app"));
    assert.ok(!isMounted(files, "backend/api/v1.py", "other"));
    assert.ok(!isMounted(files, "backend/myapi/v1.py", "app"));
    assert.ok(!isMounted(files, "backend/main.py", "app"));
  });

  it("reads members of a module and Starlette's routes", () => {
    assert.ok(isMounted({ "a.py": "import b.c\napp.mount('/c', b.c.app)\n" }, "b/c.py", "app"));
    assert.ok(isMounted({ "a.py": "from .c import sub\nroutes = [Mount('/c', app=sub)]\n" }, "c.py", "sub"));
  });

  it("takes what the module defines itself for nothing of others", () => {
    assert.ok(!isMounted({ "a.py": "sub = FastAPI()\napp.mount('/c', sub)\n" }, "b.py", "sub"));
  });
});
