import assert from "node:assert/strict";
import { djangoSettings } from "../../../src/core/project/django-settings";
import { projectOf } from "../../support/project";

const sure = 'ROOT_URLCONF = "shop.urls"\n';

function entries(files: Record<string, string>): string[] {
  const found = projectOf(files).watch().view.fact(djangoSettings);
  return found.map(({ path, isShared }) => `${path}${isShared ? " (shared)" : ""}`);
}

describe("the settings that production starts with", () => {
  it("is the only module there is", () => {
    assert.deepEqual(entries({ "shop/settings.py": sure }), ["shop/settings.py (shared)"]);
  });

  it("is the one for production, by its name", () => {
    const common = { "shop/settings/base.py": sure, "shop/settings/dev.py": "from .base import *\n" };
    assert.deepEqual(entries({ ...common, "shop/settings/production.py": "from .base import *\n" }), [
      "shop/settings/production.py",
    ]);
    assert.deepEqual(
      entries({ "shop/settings.py": sure, "shop/settings_prod.py": "from settings import *\n" }),
      ["shop/settings_prod.py"],
    );
  });

  it("is the one that builds on what is for production", () => {
    const files = {
      "shop/settings/__init__.py": "from .production import *\n",
      "shop/settings/production.py": sure,
      "shop/settings/test.py": "from .production import *\n",
    };
    assert.deepEqual(entries(files), ["shop/settings/__init__.py"]);
  });

  it("is the one that a file for production names", () => {
    const files = { "core/one.py": sure, "core/two.py": sure };
    assert.deepEqual(entries(files), ["core/one.py (shared)", "core/two.py (shared)"]);
    const declared = [
      { "core/wsgi.py": "os.environ.setdefault('DJANGO_SETTINGS_MODULE', 'core.two')\n" },
      { "compose.yaml": "services:\n  api:\n    environment:\n      - DJANGO_SETTINGS_MODULE=core.two\n" },
      { "k8s/api.yaml": "env:\n  - name: DJANGO_SETTINGS_MODULE\n    value: core.two\n" },
      { Dockerfile: "ENV DJANGO_SETTINGS_MODULE=core.two\n" },
    ];
    for (const file of declared) assert.deepEqual(entries({ ...files, ...file }), ["core/two.py (shared)"]);
  });

  it("is none where the workspace shows the common part only", () => {
    assert.deepEqual(
      entries({ "shop/settings/base.py": sure, "shop/settings/local.py": "from .base import *\n" }),
      [],
    );
  });

  it("is each of several projects'", () => {
    assert.deepEqual(entries({ "a/settings.py": sure, "b/settings/prod.py": sure }), [
      "a/settings.py (shared)",
      "b/settings/prod.py",
    ]);
  });

  it("is no module of another framework", () => {
    assert.deepEqual(
      entries({ "app/settings.py": "DEBUG = True\n", "app/config.py": "ALLOWED_HOSTS = []\n" }),
      [],
    );
    assert.deepEqual(
      entries({
        "app/settings.py": "DEBUG = True\n",
        "app/views.py": "from django.http import HttpResponse\n",
      }),
      ["app/settings.py (shared)"],
    );
  });

  it("ends where modules build on each other", () => {
    const files = {
      "s/settings.py": `from .other_settings import *\n${sure}`,
      "s/other_settings.py": `from .settings import *\n${sure}`,
    };
    assert.deepEqual(entries(files), []);
  });
});
