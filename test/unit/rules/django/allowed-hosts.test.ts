import { djangoAllowedHosts } from "../../../../src/core/rules/django/allowed-hosts";
import { testRule } from "../../../support/rule-tester";

const base = 'ROOT_URLCONF = "shop.urls"\n';
const production = (lines: string, common = "") => ({
  "shop/settings/base.py": base + common,
  "shop/settings/production.py": `import os\n\nfrom .base import *\n\n${lines}`,
});
const one = (lines: string) => ({ "shop/settings.py": `import os\n\n${base}${lines}` });

testRule(djangoAllowedHosts, {
  valid: [
    { title: "a host", code: production('ALLOWED_HOSTS = ["shop.example.com"]\n'), proof: "ALLOWED_HOSTS" },
    { title: "a host in the common settings", code: production("", 'ALLOWED_HOSTS = [".example.com"]\n') },
    {
      title: "more hosts",
      code: production('ALLOWED_HOSTS += ["shop.example.com"]\n', "ALLOWED_HOSTS = []\n"),
    },
    { title: "the environment", code: production('ALLOWED_HOSTS = os.environ["HOSTS"].split(",")\n') },
    {
      title: "the environment, closed otherwise",
      code: production('ALLOWED_HOSTS = env.list("HOSTS", default=[])\n'),
    },
    { title: "by stage", code: one('ALLOWED_HOSTS = ["*"] if DEBUG else ["shop.example.com"]\n') },
    {
      title: "open while developing",
      code: one('ALLOWED_HOSTS = ["shop.example.com"]\nif DEBUG:\n    ALLOWED_HOSTS = ["*"]\n'),
    },
    { title: "unseen settings", code: one("from .deployed import *\n") },
  ],
  invalid: [
    {
      title: "every host",
      severity: "warning",
      code: production('ALLOWED_HOSTS = «["*"]»\n'),
      fixed: production('ALLOWED_HOSTS = os.environ["ALLOWED_HOSTS"].split(",")\n'),
    },
    {
      title: "every host, beside others",
      code: production('ALLOWED_HOSTS = «["shop.example.com", "*"]»\n'),
      fixed: production('ALLOWED_HOSTS = ["shop.example.com"]\n'),
    },
    {
      title: "none",
      message: /is empty/,
      code: one("ALLOWED_HOSTS = «[]»\n"),
      fixed: one('ALLOWED_HOSTS = os.environ.get("ALLOWED_HOSTS", "localhost").split(",")\n'),
    },
    {
      title: "none, with django-environ",
      code: one("import environ\n\nenv = environ.Env()\nALLOWED_HOSTS = «[]»\n"),
      fixed: one(
        'import environ\n\nenv = environ.Env()\nALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost"])\n',
      ),
    },
    {
      title: "none, with decouple",
      code: production("from decouple import config\n\nALLOWED_HOSTS = «[]»\n"),
      fixed: production(
        'from decouple import config\n\nALLOWED_HOSTS = config("ALLOWED_HOSTS").split(",")\n',
      ),
    },
    {
      title: "production takes an empty list over",
      code: {
        "shop/settings/base.py": `${base}ALLOWED_HOSTS = []\n`,
        "shop/settings/production.py": "import os\n\n«from .base import *»\n",
      },
      fixed: {
        "shop/settings/base.py": `${base}ALLOWED_HOSTS = []\n`,
        "shop/settings/production.py":
          'import os\n\nfrom .base import *\n\nALLOWED_HOSTS = os.environ["ALLOWED_HOSTS"].split(",")\n',
      },
    },
    { title: "not set", message: /is not set/, code: production("«DEBUG» = False\n") },
    {
      title: "every host where nothing is set",
      severity: "info",
      code: one('ALLOWED_HOSTS = «os.environ.get("HOSTS", "*").split(",")»\n'),
      fixed: null,
    },
    {
      title: "every host by default",
      severity: "info",
      code: one('ALLOWED_HOSTS = «env.list("HOSTS", default=["*"])»\n'),
    },
  ],
});
