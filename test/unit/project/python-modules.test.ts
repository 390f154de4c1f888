import assert from "node:assert/strict";
import { pythonModulePath } from "../../../src/core/project/python-modules";
import { projectOf } from "../../support/project";

describe("the module that an import means", () => {
  const project = projectOf({
    "api/shop/__init__.py": "",
    "api/shop/views.py": "",
    "api/shop/settings/base.py": "",
    "api/shop/settings/__init__.py": "",
    "config.py": "",
  }).watch().view;
  const cases: readonly [from: string, module: string, path: string | undefined][] = [
    ["api/shop/settings/production.py", ".base", "api/shop/settings/base.py"],
    ["api/shop/settings/production.py", "..views", "api/shop/views.py"],
    ["api/shop/settings/production.py", "..", "api/shop/__init__.py"],
    ["api/shop/settings/production.py", ".", "api/shop/settings/__init__.py"],
    ["api/shop/settings/__init__.py", ".base", "api/shop/settings/base.py"],
    ["api/shop/views.py", "shop.settings.base", "api/shop/settings/base.py"],
    ["api/shop/views.py", "shop.settings", "api/shop/settings/__init__.py"],
    ["api/shop/views.py", "config", "config.py"],
    ["api/shop/views.py", "shop.missing", undefined],
    ["api/shop/views.py", "....far", undefined],
    ["config.py", "config", undefined],
  ];
  for (const [from, module, path] of cases) {
    it(`${module} in ${from} is ${path}`, () => assert.equal(pythonModulePath(project, from, module), path));
  }
});
