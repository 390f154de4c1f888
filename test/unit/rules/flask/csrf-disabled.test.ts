import { flaskCsrfDisabled } from "../../../../src/core/rules/flask/csrf-disabled";
import { testRule } from "../../../support/rule-tester";

testRule(flaskCsrfDisabled, {
  valid: [
    'app.config["WTF_CSRF_ENABLED"] = True\n',
    "app.config.WTF_CSRF_ENABLED = True\n",
    { title: "another setting", code: 'app.config["SESSION_COOKIE_SECURE"] = False  # WTF_CSRF_ENABLED\n' },
    {
      title: "tests, by the same call",
      code: "app.config.update(\n    WTF_CSRF_ENABLED=False,\n    TESTING=True,\n)\n",
    },
    {
      title: "tests, by the same mapping",
      code: 'app.config.from_mapping({"WTF_CSRF_ENABLED": False, "TESTING": True})\n',
    },
    {
      title: "tests, by the class",
      code: "class Config:\n    pass\n\n\nclass TestingConfig(Config):\n    WTF_CSRF_ENABLED = False\n",
    },
    {
      title: "tests, by the class's setting",
      code: "class Unit(Config):\n    TESTING = True\n    WTF_CSRF_ENABLED = False\n",
    },
    {
      title: "tests, by the function",
      code: 'def create_test_app():\n    app.config["WTF_CSRF_ENABLED"] = False\n',
    },
    {
      title: "tests, by the same scope",
      code: 'app.config["TESTING"] = True\napp.config["WTF_CSRF_ENABLED"] = False\n',
    },
    {
      title: "tests, by the file",
      code: { "tests/conftest.py": 'app.config["WTF_CSRF_ENABLED"] = False\n' },
    },
    { title: "development", code: 'if app.debug:\n    app.config["WTF_CSRF_ENABLED"] = False\n' },
    { title: "the environment", code: 'WTF_CSRF_ENABLED = os.getenv("CSRF", "1") == "1"\n' },
    {
      title: "protected",
      code: "from flask_wtf import CSRFProtect\n\ncsrf = CSRFProtect(app)\n",
      proof: "CSRFProtect(app)",
    },
    {
      title: "silenced for a peer",
      code: 'app.config["WTF_CSRF_ENABLED"] = False  # nosemgrep: flask-wtf-csrf-disabled\n',
    },
  ],
  invalid: [
    {
      title: "by key",
      severity: "error",
      code: "app.config['WTF_CSRF_ENABLED'] = «False»\n",
      fixed: "app.config['WTF_CSRF_ENABLED'] = True\n",
    },
    { title: "by attribute", code: "app.config.WTF_CSRF_ENABLED = «False»\n" },
    {
      title: "by update",
      code: "app.config.update(\n    WTF_CSRF_ENABLED = «False»,\n    TESTING=False\n)\n",
    },
    { title: "by mapping", code: 'app.config.from_mapping({"WTF_CSRF_ENABLED": «False»})\n' },
    {
      title: "an object",
      code: "appconfig = MyAppConfig()\nappconfig.WTF_CSRF_ENABLED = «False»\napp.config.from_object(appconfig)\n",
    },
    { title: "a module", code: "WTF_CSRF_ENABLED = «False»\n\napp.config.from_object(__name__)\n" },
    { title: "a class", code: "class LatestConfig:\n    WTF_CSRF_ENABLED = «False»\n" },
    {
      title: "tests elsewhere in the module",
      code: 'def create_app():\n    app.config["WTF_CSRF_ENABLED"] = «False»\n\n\ndef other():\n    app.config["TESTING"] = True\n',
    },
    { title: "none", code: 'app.config["WTF_CSRF_ENABLED"] = «0»\n' },
  ],
});
