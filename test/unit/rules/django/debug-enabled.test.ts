import { djangoDebugEnabled } from "../../../../src/core/rules/django/debug-enabled";
import { testRule } from "../../../support/rule-tester";

const base = 'ROOT_URLCONF = "shop.urls"\n';
const one = (lines: string) => ({ "shop/settings.py": `import os\n\n${lines}${base}` });
const split = (production: string, common = "") => ({
  "shop/settings/base.py": base + common,
  "shop/settings/dev.py": "from .base import *\n\nDEBUG = True\n",
  "shop/settings/production.py": production,
});

testRule(djangoDebugEnabled, {
  valid: [
    { title: "off", code: one("DEBUG = False\n"), proof: "DEBUG = False" },
    { title: "the environment", code: one('DEBUG = os.environ.get("DEBUG") == "1"\n') },
    { title: "the environment, off by default", code: one('DEBUG = os.environ.get("DEBUG", False)\n') },
    { title: "django-environ", code: one('env = environ.Env()\nDEBUG = env.bool("DEBUG", default=False)\n') },
    { title: "decouple", code: one('DEBUG = config("DEBUG", default=False, cast=bool)\n') },
    { title: "on by default in development", code: one('DEBUG = os.environ.get("ENV") != "production"\n') },
    { title: "nothing is said", code: one("") },
    {
      title: "settings for development",
      code: { ...split("from .base import *\n\nDEBUG = False\n") },
      proof: "DEBUG = False",
    },
    {
      title: "production switches it off",
      code: split("from .base import *\n\nDEBUG = False\n", "DEBUG = True\n"),
    },
    {
      title: "off where it is production",
      code: one('DEBUG = True\nif os.environ.get("ENV") == "production":\n    DEBUG = False\n'),
    },
    { title: "off on some machines", code: one("DEBUG = True\nif on_server():\n    DEBUG = False\n") },
    {
      title: "a module that is not in the workspace follows",
      code: one("DEBUG = True\ntry:\n    from .local_settings import *\nexcept ImportError:\n    pass\n"),
    },
    {
      title: "settings that nobody starts production with",
      code: {
        "shop/settings/base.py": `${base}DEBUG = True\n`,
        "shop/settings/local.py": "from .base import *\n",
      },
    },
    { title: "settings of something else", code: { "app/settings.py": "DEBUG = True\nHOST = '0.0.0.0'\n" } },
    {
      title: "a class of settings",
      code: { "shop/settings.py": `${base}\n\nclass Debug:\n    DEBUG = True\n` },
    },
    { title: "settings for tests", code: { "shop/test_settings.py": `${base}DEBUG = True\n` } },
    { title: "half typed", code: one("DEBUG = True\nX = [\n") },
    { title: "silenced", code: one("DEBUG = True  # liftoff-ignore django/debug-enabled -- a demo\n") },
  ],
  invalid: [
    {
      title: "for production",
      severity: "error",
      code: split("from .base import *\n\nDEBUG = «True»\n"),
      fixed: split("from .base import *\n\nDEBUG = False\n"),
    },
    {
      title: "production takes it over",
      severity: "error",
      code: split("«from .base import *»\n\nX = 1\n", "DEBUG = True\n"),
      fixed: split("from .base import *\n\nX = 1\n\nDEBUG = False\n", "DEBUG = True\n"),
    },
    {
      title: "one module",
      severity: "error",
      code: one("DEBUG = «True»\n"),
      fixed: one('DEBUG = os.environ.get("DEBUG") == "1"\n'),
    },
    {
      title: "one module, off",
      code: one("DEBUG = «True»\n"),
      fix: "Set DEBUG = False",
      fixed: one("DEBUG = False\n"),
    },
    {
      title: "one module with django-environ",
      code: one("import environ\n\nenv = environ.Env()\nDEBUG = «True»\n"),
      fixed: one('import environ\n\nenv = environ.Env()\nDEBUG = env.bool("DEBUG", default=False)\n'),
    },
    {
      title: "one module with decouple",
      code: one("from decouple import config\n\nDEBUG = «True»\n"),
      fixed: one('from decouple import config\n\nDEBUG = config("DEBUG", default=False, cast=bool)\n'),
    },
    {
      title: "on where the variable is not set",
      severity: "info",
      code: one('DEBUG = «env.bool("DEBUG", default=True)»\n'),
      fixed: one('DEBUG = env.bool("DEBUG", default=False)\n'),
    },
    {
      title: "on where the variable is not set, as text",
      severity: "info",
      code: one('DEBUG = «os.getenv("DEBUG", "True").lower() == "true"»\n'),
      fixed: one('DEBUG = os.getenv("DEBUG", "False").lower() == "true"\n'),
    },
    {
      title: "a text is always true",
      severity: "warning",
      message: /any text is true/,
      code: one('DEBUG = «bool(os.environ.get("DEBUG", "False"))»\n'),
      fixed: one('DEBUG = os.environ.get("DEBUG") == "1"\n'),
    },
    {
      title: "declared for production",
      code: {
        "config/settings.py": `${base}DEBUG = «True»\n`,
        "config/other.py": `${base}DEBUG = True\n`,
        "config/wsgi.py": 'os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")\n',
      },
    },
    {
      title: "declared in an image",
      code: {
        "api/core/main.py": `${base}DEBUG = «True»\n`,
        "api/Dockerfile": "ENV DJANGO_SETTINGS_MODULE=core.main\n",
      },
    },
    {
      title: "a package",
      code: {
        "shop/settings/__init__.py": "«from .base import *»\n",
        "shop/settings/base.py": `${base}DEBUG = True\n`,
      },
    },
    {
      title: "a package that chooses",
      code: {
        "shop/settings/__init__.py":
          'import os\n\nfrom .base import *\n\nif os.environ.get("ENV") == "production":\n    from .production import *\nelse:\n    from .dev import *\n'.replace(
            "from .base import *",
            "«from .base import *»",
          ),
        "shop/settings/base.py": base,
        "shop/settings/production.py": "DEBUG = True\n",
        "shop/settings/dev.py": "DEBUG = True\n",
      },
    },
  ],
});
