import assert from "node:assert/strict";
import { type Truth, truthOf } from "../../../../src/core/rules/python/truth";
import { projectOf } from "../../../support/project";

function truth(code: string, others: Record<string, string> = {}): Truth {
  const project = projectOf({ "app/main.py": `import os\n${code}\n`, ...others });
  const file = project.file("app/main.py");
  const { view } = project.watch();
  const last = file?.is("python") ? file.form.assignments.at(-1) : undefined;
  return file?.is("python") && last ? truthOf(last.value, file, view) : undefined;
}

describe("whether a switch is on", () => {
  const cases: readonly [code: string, truth: Truth][] = [
    ["x = True", "on"],
    ["x = 0", "off"],
    ["x = ''", "off"],
    ["x = 'False'", "on"],
    ["x = None", "off"],
    ["x = not False", "on"],
    ["a = 1\nx = a", "on"],
    ["a = 1\na = 'yes'\nx = a", "on"],
    ["a = 1\na = 0\nx = a", undefined],
    ["x = True or unknown", "on"],
    ["x = unknown and False", "off"],
    ["x = True if settings.DEBUG else False", "off"],
    ["x = True if unknown else False", undefined],
    ["x = os.environ['X']", undefined],
    ["x = os.environ.get('X', False)", undefined],
    ["x = os.environ.get('X', True)", "unset"],
    ["x = os.environ.get('X', 'False')", "text"],
    ["x = bool(os.getenv('X', '0'))", "text"],
    ["x = bool(int(os.getenv('X', '1')))", "unset"],
    ["x = int(os.getenv('X', '0'))", undefined],
    ["x = os.getenv('X', '1') == '1'", "unset"],
    ["x = os.getenv('X', '0') == '1'", undefined],
    ["x = os.getenv('X', 'True').lower() in ('true', '1')", "unset"],
    ["x = env.bool('X', default=True)", "unset"],
    ["x = config('X', default='true', cast=bool)", "unset"],
    ["x = config('X', default='false', cast=bool)", undefined],
    ["x = strtobool(os.getenv('X', 'yes'))", "unset"],
    ["x = parameter", undefined],
  ];
  for (const [code, expected] of cases) {
    it(`${code.replaceAll("\n", "; ")}: ${expected}`, () => assert.equal(truth(code), expected));
  }

  it("follows names into other modules", () => {
    assert.equal(truth("from .flags import ON\nx = ON", { "app/flags.py": "ON = True\n" }), "on");
    assert.equal(truth("from . import flags\nx = flags.ON", { "app/flags.py": "ON = True\n" }), "on");
    assert.equal(truth("import flags\nx = flags.OFF", { "app/flags.py": "ON = True\n" }), undefined);
  });
});
