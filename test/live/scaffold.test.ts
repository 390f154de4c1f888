import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { repositories } from "../support/repositories";
import { generatedFor, generatedLike, inFolderWith, passes, run, withTool } from "./support/generated";
import {
  bashTool,
  composeCommand,
  composeTool,
  nginxCommand,
  nginxTool,
  opensslTool,
  python,
  pythonInterpreter,
  shellcheckTool,
  systemdTool,
} from "./support/tools";

/** Names of files on disk, for texts of many repositories in one folder. */
const numbered = (texts: readonly { readonly text: string }[], extension: string) =>
  Object.fromEntries(texts.map(({ text }, i) => [`${i}.${extension}`, text]));

withTool("bash", bashTool, {
  "reads every script"() {
    const scripts = generatedLike(/\.sh$/);
    assert.ok(scripts.length > 50);
    inFolderWith(numbered(scripts, "sh"), (folder) => {
      for (const [i, script] of scripts.entries()) passes(run("bash", ["-n", `${i}.sh`], folder), script);
    });
  },
});

withTool("shellcheck", shellcheckTool, {
  "has nothing to say about any script"() {
    const files = numbered(generatedLike(/\.sh$/), "sh");
    inFolderWith(files, (folder) => {
      const { status, output } = run("shellcheck", Object.keys(files), folder);
      assert.equal(status, 0, output);
    });
  },
});

withTool("nginx", "missing" in opensslTool ? opensslTool : nginxTool, {
  "takes every nginx.conf"() {
    const configurations = generatedLike(/nginx\.conf$/);
    assert.ok(configurations.length > 5);
    const files = Object.fromEntries(configurations.map(({ text }, i) => [`${i}.conf`, onThisMachine(text)]));
    inFolderWith({ ...files, "logs/x": "" }, (folder) => {
      const pair = ["-keyout", "key.pem", "-out", "cert.pem", "-days", "2", "-subj", "/CN=app.example.com"];
      assert.equal(
        run("openssl", ["req", "-x509", "-newkey", "rsa:2048", "-nodes", ...pair], folder).status,
        0,
      );
      for (const [i, configuration] of configurations.entries())
        passes(
          run(nginxCommand, ["-t", "-p", folder.root, "-c", folder.at(`${i}.conf`)], folder),
          configuration,
        );
    });
  },
});

/** With certificates, folders and hosts that are here; older releases have no directive for HTTP/2. */
function onThisMachine(text: string): string {
  const [, major = 0, minor = 0, patch = 0] =
    /^(\d+)\.(\d+)\.(\d+)/.exec("version" in nginxTool ? nginxTool.version : "") ?? [];
  const hasHttp2 = Number(major) * 1e6 + Number(minor) * 1e3 + Number(patch) >= 1_025_001;
  return `pid logs/nginx.pid;\n${text
    .replace(/^user \w+;\n/m, "")
    .replace(/\/etc\/letsencrypt\/live\/[^/]+\/fullchain\.pem/g, "cert.pem")
    .replace(/\/etc\/letsencrypt\/live\/[^/]+\/privkey\.pem/g, "key.pem")
    .replaceAll("/var/log/nginx/", "logs/")
    .replaceAll(
      "/etc/nginx/mime.types",
      existsSync("/etc/nginx/mime.types") ? "/etc/nginx/mime.types" : "mime.types",
    )
    .replace(/(proxy_pass http:\/\/)[\w-]+:/g, "$1127.0.0.1:")
    .replace(/^\s+http2 on;\n/m, hasHttp2 ? "$&" : "")}`;
}

/** Programs, users and folders of a server that this machine need not be. */
const ofTheServer =
  /is not executable: No such file|Unknown user|Failed to prepare filename|\/usr\/share\/man|man page/;

withTool("systemd", systemdTool, {
  "finds every unit and timer right"() {
    const repositoriesWithUnits = Object.keys(repositories).map((name) =>
      generatedFor(name).filter(({ path }) => /\.(?:service|timer)$/.test(path)),
    );
    for (const units of repositoriesWithUnits.filter(({ length }) => length > 0)) {
      const files = Object.fromEntries(units.map(({ path, text }) => [path.replace(/^.*\//, ""), text]));
      const docker = { "docker.service": "[Service]\nExecStart=/bin/true\n" };
      inFolderWith({ ...docker, ...files }, (folder) => {
        const paths = Object.keys(files).map((name) => folder.at(name));
        const { output } = run("systemd-analyze", ["verify", "--man=no", ...paths], folder, {
          SYSTEMD_UNIT_PATH: `${folder.root}:`,
        });
        const said = output
          .split("\n")
          .filter((line) => line.includes(folder.root) || /\.(?:service|timer)\b/.test(line));
        assert.deepEqual(
          said.filter((line) => !ofTheServer.test(line)),
          [],
          units[0]?.repository,
        );
      });
    }
  },
  "finds services hardened"() {
    const units = generatedLike(/^deploy\/(?!.*backup).*\.service$/);
    assert.ok(units.length > 5);
    const files = numbered(units, "service");
    inFolderWith(files, (folder) => {
      const { status, output } = run(
        "systemd-analyze",
        [
          "security",
          "--offline=true",
          "--threshold=30",
          ...Object.keys(files).map((name) => folder.at(name)),
        ],
        folder,
      );
      assert.equal(status, 0, output);
    });
  },
});

withTool(
  "node",
  { version: process.versions.node },
  {
    "reads every script"() {
      const scripts = generatedLike(/\.[cm]?js$/);
      assert.ok(scripts.length > 0);
      inFolderWith(numbered(scripts, "mjs"), (folder) => {
        for (const [i, script] of scripts.entries())
          passes(run(process.execPath, ["--check", `${i}.mjs`], folder), script);
      });
    },
    "parses every JSON file"() {
      for (const { text } of generatedLike(/\.json$/)) assert.doesNotThrow(() => JSON.parse(text), text);
    },
  },
);

withTool("Python", pythonInterpreter, {
  "compiles every module"() {
    const modules = generatedLike(/\.py$/);
    assert.ok(modules.length > 5);
    const files = numbered(modules, "py");
    inFolderWith(files, (folder) => {
      const { status, output } = run(
        python?.command ?? "python3",
        ["-m", "py_compile", ...Object.keys(files)],
        folder,
      );
      assert.equal(status, 0, output);
    });
  },
});

withTool("Docker Compose", composeTool, {
  "takes every Compose file"() {
    const files = generatedLike(/^compose\.prod\.yaml$/);
    assert.ok(files.length > 20);
    const [command = "docker", ...args] = composeCommand;
    for (const file of files) {
      const settings = {
        ".env.production": "POSTGRES_PASSWORD=a\nDB_PASSWORD=a\n",
        ".env.release": "IMAGE_TAG=sha-1\n",
      };
      inFolderWith({ "compose.prod.yaml": file.text, ...settings }, (folder) => {
        const environments = Object.keys(settings).flatMap((name) => ["--env-file", name]);
        const result = run(
          command,
          [...args, "-f", "compose.prod.yaml", ...environments, "config", "--quiet"],
          folder,
        );
        passes(result, file);
        assert.doesNotMatch(result.output, /level=(?:warn|error)/);
      });
    }
  },
});
