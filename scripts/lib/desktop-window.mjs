// Runs one suite in a window of the desktop VS Code, as a process of its own whose output can be read.
// Argument: the JSON that desktop.mjs writes.
import { spawn } from "node:child_process";
import path from "node:path";
import { runTests } from "@vscode/test-electron";

const { executable, testsPath, extensionPath, session, trusted } = JSON.parse(process.argv[2]);
const launchArgs = [
  ...(session.opened ? [session.opened] : []),
  `--user-data-dir=${session.user}`,
  `--extensions-dir=${path.join(session.dir, "extensions")}`,
];

// A suite that fails makes VS Code exit with 1, which is no news: the suite has printed its results.
if (trusted) {
  const request = { vscodeExecutablePath: executable, extensionDevelopmentPath: extensionPath, launchArgs };
  await runTests({ ...request, extensionTestsPath: testsPath }).catch((error) =>
    console.error(String(error)),
  );
} else {
  // runTests() always switches Workspace Trust off, so a window in Restricted Mode is started by hand.
  const args = [
    ...launchArgs,
    ...[
      "--no-sandbox",
      "--disable-gpu-sandbox",
      "--disable-updates",
      "--skip-welcome",
      "--skip-release-notes",
    ],
    ...[`--extensionTestsPath=${testsPath}`, `--extensionDevelopmentPath=${extensionPath}`],
  ];
  const child = spawn(executable, args, { stdio: ["ignore", "inherit", "inherit"] });
  child.once("error", (error) => console.error(String(error)));
}
