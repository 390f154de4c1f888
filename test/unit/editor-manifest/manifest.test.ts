import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { readConfig } from "../../../src/core/lint/config";
import { PLAN_PATH } from "../../../src/core/plan/read";
import {
  commands,
  contextKeys,
  customEditors,
  internalCommands,
  nodeTraits,
  settings,
  views,
} from "../../../src/editor/contributions";
import type { Row } from "../../../src/editor/tree/nodes";

interface Menu {
  readonly command: string;
  readonly when?: string;
  readonly group?: string;
}

interface Setting {
  readonly type: string;
  readonly default: unknown;
  readonly scope: string;
  readonly enum?: readonly string[];
  readonly additionalProperties?: { readonly enum: readonly string[] };
}

interface Manifest {
  readonly icon: string;
  readonly activationEvents: readonly string[];
  readonly capabilities: {
    readonly untrustedWorkspaces: {
      readonly supported: string;
      readonly restrictedConfigurations: readonly string[];
    };
    readonly virtualWorkspaces: boolean;
  };
  readonly contributes: {
    readonly commands: readonly {
      command: string;
      title: string;
      category: string;
      icon?: string;
      enablement?: string;
    }[];
    readonly menus: Readonly<Record<string, readonly Menu[]>>;
    readonly keybindings: readonly Menu[];
    readonly views: Readonly<Record<string, readonly { id: string; icon: string }[]>>;
    readonly viewsContainers: { readonly activitybar: readonly { id: string; icon: string }[] };
    readonly viewsWelcome: readonly { view: string; contents: string; when: string }[];
    readonly customEditors: readonly {
      viewType: string;
      priority: string;
      selector: readonly { filenamePattern: string }[];
    }[];
    readonly yamlValidation: readonly { fileMatch: string; url: string }[];
    readonly configuration: { readonly properties: Readonly<Record<string, Setting>> };
  };
}

const text = readFileSync("package.json", "utf8");
const manifest = JSON.parse(text) as Manifest;
const words = JSON.parse(readFileSync("package.nls.json", "utf8")) as Readonly<Record<string, string>>;
const { contributes } = manifest;
const menus = Object.entries(contributes.menus).flatMap(([place, list]) =>
  list.map((menu) => ({ place, ...menu })),
);
const clauses = [
  ...[...menus, ...contributes.keybindings, ...contributes.viewsWelcome].flatMap(({ when }) => when ?? []),
  ...contributes.commands.flatMap(({ enablement }) => enablement ?? []),
];

function sorted(values: Iterable<string>): string[] {
  return [...values].sort();
}

describe("commands of the manifest", () => {
  it("are the commands of contributions.ts", () => {
    assert.deepEqual(
      sorted(contributes.commands.map(({ command }) => command)),
      sorted(Object.values(commands)),
    );
  });

  it("are all implemented", () => {
    const register = readFileSync("src/editor/commands/register.ts", "utf8");
    for (const name of Object.keys(commands)) assert.match(register, new RegExp(`\\[commands\\.${name}\\]:`));
    for (const name of Object.keys(internalCommands)) {
      assert.match(register, new RegExp(`\\[internalCommands\\.${name}\\]:`));
    }
  });

  it("have a title and the category Liftoff", () => {
    for (const { command, title, category } of contributes.commands) {
      assert.equal(category, "Liftoff", command);
      const shown = words[title.slice(1, -1)] ?? "";
      assert.match(shown, /^[A-Z].*[^.]$/, command);
    }
  });

  it("appear in menus under their names only", () => {
    const known = new Set<string>(Object.values(commands));
    for (const { command, place } of [
      ...menus,
      ...contributes.keybindings.map((k) => ({ ...k, place: "keys" })),
    ]) {
      assert.ok(known.has(command), `${place}: ${command}`);
    }
  });

  it("that need a row of the tree stay out of the palette", () => {
    const inMenu = (menu: string) =>
      menus.filter(({ place }) => place === menu).map(({ command }) => command);
    const withoutRow = new Set(inMenu("view/title"));
    const onRows = inMenu("view/item/context").filter((command) => !withoutRow.has(command));
    const hidden = new Set(
      menus.filter(({ place, when }) => place === "commandPalette" && when === "false").map((m) => m.command),
    );
    for (const command of onRows) assert.ok(hidden.has(command), command);
  });

  it("have an icon where a menu shows one", () => {
    const icons = new Map(contributes.commands.map(({ command, icon }) => [command, icon]));
    for (const { command, group, place } of menus) {
      if (group?.startsWith("inline") || group?.startsWith("navigation")) {
        assert.ok(icons.get(command), `${place}: ${command}`);
      }
    }
  });

  it("that a welcome text links to exist", () => {
    const known = new Set<string>([
      ...Object.values(commands),
      "vscode.openFolder",
      "workbench.actions.view.problems",
    ]);
    const links = Object.values(words).flatMap((shown) => [...shown.matchAll(/\(command:([\w.]+)\)/g)]);
    assert.ok(links.length > 0);
    for (const [, command = ""] of links) assert.ok(known.has(command), command);
  });
});

describe("texts of the manifest", () => {
  it("are all there, and none is left over", () => {
    const used = new Set([...text.matchAll(/"%([\w.]+)%"/g)].map(([, key = ""]) => key));
    assert.deepEqual(sorted(used), sorted(Object.keys(words)));
  });

  it("are not empty", () => {
    for (const [key, shown] of Object.entries(words)) assert.ok(shown.trim() !== "", key);
  });
});

describe("views and editors of the manifest", () => {
  it("have the ids of contributions.ts", () => {
    const ids = Object.values(contributes.views).flatMap((list) => list.map(({ id }) => id));
    assert.deepEqual(sorted(ids), sorted(Object.values(views)));
    assert.deepEqual(
      sorted(contributes.customEditors.map(({ viewType }) => viewType)),
      sorted(Object.values(customEditors)),
    );
    for (const { view } of contributes.viewsWelcome) assert.ok(ids.includes(view), view);
  });

  it("lie in a container that exists", () => {
    const containers = contributes.viewsContainers.activitybar.map(({ id }) => id);
    for (const container of Object.keys(contributes.views)) assert.ok(containers.includes(container));
  });

  it("open the plan file by default and Markdown only when asked", () => {
    for (const { viewType, priority, selector } of contributes.customEditors) {
      const isPlan = viewType === customEditors.plan;
      assert.equal(priority, isPlan ? "default" : "option");
      if (isPlan) assert.deepEqual(selector, [{ filenamePattern: `**/${PLAN_PATH}` }]);
    }
  });

  it("complete the plan file from a schema that exists", () => {
    assert.deepEqual(
      contributes.yamlValidation.map(({ fileMatch }) => fileMatch),
      [PLAN_PATH],
    );
    for (const { url } of contributes.yamlValidation) {
      assert.doesNotThrow(() => JSON.parse(readFileSync(path.resolve(url), "utf8")));
    }
  });

  it("name pictures that exist", () => {
    const pictures = [
      manifest.icon,
      ...contributes.viewsContainers.activitybar.map(({ icon }) => icon),
      ...Object.values(contributes.views).flatMap((list) => list.map(({ icon }) => icon)),
    ];
    for (const picture of pictures) assert.ok(existsSync(path.resolve(picture)), picture);
  });
});

describe("when clauses of the manifest", () => {
  /** Context keys of VS Code itself that we depend on. */
  const ofVsCode = new Set(
    "view viewItem focusedView listFocus inputFocus workspaceFolderCount resourceFilename resourceDirname activeCustomEditorId isWeb remoteName isWorkspaceTrusted virtualWorkspace".split(
      " ",
    ),
  );

  /** The keys of a clause: names that are not on the right side of an operator, and not inside an expression. */
  function keysOf(clause: string): string[] {
    const bare = clause.replace(/=~ \/(?:\\.|[^/\\])+\//g, "").replace(/[=!]= [\w.]+/g, "");
    return bare.match(/[A-Za-z_][\w.]*/g)?.filter((word) => word !== "false" && word !== "true") ?? [];
  }

  it("use keys that somebody sets", () => {
    const ours = new Set<string>(Object.values(contextKeys));
    for (const clause of clauses) {
      for (const key of keysOf(clause)) assert.ok(ours.has(key) || ofVsCode.has(key), `${key} in ${clause}`);
    }
  });

  it("use every key that we set", () => {
    const used = new Set(clauses.flatMap(keysOf));
    for (const key of Object.values(contextKeys)) assert.ok(used.has(key), key);
  });

  it("look for words that rows carry", () => {
    const kinds: readonly Row["kind"][] = ["folder", "phase", "section", "item", "evidence"];
    const carried = new Set<string>([...kinds, ...Object.values(nodeTraits)]);
    const looked = clauses.flatMap((clause) => [...clause.matchAll(/viewItem =~ \/((?:\\.|[^/])+)\//g)]);
    assert.ok(looked.length > 0);
    for (const [, expression = ""] of looked) {
      assert.doesNotThrow(() => new RegExp(expression));
      for (const word of expression.replaceAll("\\b", " ").match(/[a-z]+/g) ?? []) {
        assert.ok(carried.has(word), `${word} in ${expression}`);
      }
    }
  });

  it("name views that exist", () => {
    const known = new Set<string>(Object.values(views));
    for (const clause of clauses) {
      for (const [, id = ""] of clause.matchAll(/(?:view|focusedView) == ([\w.]+)/g))
        assert.ok(known.has(id), id);
    }
  });
});

describe("settings of the manifest", () => {
  const { properties } = contributes.configuration;

  it("are the settings that the code reads", () => {
    assert.deepEqual(sorted(Object.keys(properties)), sorted(Object.values(settings)));
  });

  it("have a default of their own type", () => {
    for (const [name, setting] of Object.entries(properties)) {
      const type = Array.isArray(setting.default) ? "array" : typeof setting.default;
      assert.equal(type, setting.type, name);
      if (setting.enum) assert.ok(setting.enum.includes(String(setting.default)), name);
    }
  });

  it("offer exactly what the configuration file allows", () => {
    const isAllowed = (config: unknown) => "config" in readConfig(config);
    const targets = properties[settings.target]?.enum ?? [];
    for (const target of targets) assert.ok(target === "" || isAllowed({ target }), target);
    const outcome = readConfig({ target: "nowhere" });
    assert.ok("problems" in outcome);
    const named = outcome.problems[0]?.message.split(" takes ")[1]?.split(", ") ?? [];
    assert.deepEqual(sorted(targets.filter((target) => target !== "")), sorted(named));
    const severities = properties[settings.rules]?.additionalProperties?.enum ?? [];
    for (const severity of severities) assert.ok(isAllowed({ rules: { "a/b": severity } }), severity);
    assert.ok(!isAllowed({ rules: { "a/b": "fatal" } }));
    assert.equal(severities.length, 5);
  });
});

describe("what starts the extension", () => {
  it("is never everything, and never a search through the workspace", () => {
    for (const event of manifest.activationEvents) {
      assert.doesNotMatch(event, /^\*$|^onStartupFinished$|\*/, event);
    }
  });

  it("includes the plan file", () => {
    assert.ok(manifest.activationEvents.includes(`workspaceContains:${PLAN_PATH}`));
  });

  it("may happen in Restricted Mode and on virtual file systems", () => {
    const { untrustedWorkspaces, virtualWorkspaces } = manifest.capabilities;
    assert.equal(untrustedWorkspaces.supported, "limited");
    assert.equal(virtualWorkspaces, true);
  });
});

describe("what starts programs", () => {
  const { properties } = contributes.configuration;
  const ofTools = Object.keys(properties).filter((name) => name.startsWith("liftoff.tools."));

  it("is no business of a workspace that nobody has trusted", () => {
    const { restrictedConfigurations } = manifest.capabilities.untrustedWorkspaces;
    assert.deepEqual(sorted(restrictedConfigurations), sorted(ofTools));
    const command = contributes.commands.find((each) => each.command === commands.checkWithTools);
    assert.match(command?.enablement ?? "", /\bisWorkspaceTrusted\b.*!virtualWorkspace\b/);
  });

  it("is named by the user, never by a workspace", () => {
    for (const name of [settings.actionlint, settings.zizmor])
      assert.equal(properties[name]?.scope, "machine");
  });

  it("is off unless asked for", () => {
    assert.equal(properties[settings.toolsOnSave]?.default, false);
  });
});
