// Runs one suite inside VS Code. Both hosts call run(): the desktop one and the server one.
// Results leave through console.log, which VS Code carries out of the extension host; the marker in front of
// each line tells them from the workbench's own log.
import { files, name } from "liftoff:suite";
import Mocha from "mocha";
import * as vscode from "vscode";

const marker = "liftoff-test|";
const endMarker = "liftoff-end|";

/** Resolves when every test of the suite passed, rejects when one failed. */
export async function run(): Promise<void> {
  const grep = process.env.LIFTOFF_GREP;
  const mocha = new Mocha({
    ui: "bdd",
    timeout: 30_000,
    reporter: ConsoleReporter,
    ...(grep ? { grep } : {}),
  });
  mocha.suite.emit("pre-require", globalThis, "", mocha);
  for (const load of files) load();
  const failures = await new Promise<number>((resolve) => mocha.run(resolve));
  if (failures > 0) throw new Error(`${failures} failed in suite ${name}`);
}

class ConsoleReporter extends Mocha.reporters.Base {
  private depth = 0;

  constructor(runner: Mocha.Runner, options: Mocha.MochaOptions) {
    super(runner, options);
    runner.on("suite", (suite) => {
      if (!suite.root) this.print(suite.title);
      this.depth += 1;
    });
    runner.on("suite end", () => {
      this.depth -= 1;
    });
    runner.on("pass", (test) => this.print(`✔ ${test.title}${slow(test)}`));
    runner.on("pending", (test) => this.print(`- ${test.title}`));
    runner.on("fail", (test, error: Error) => {
      this.print(`✖ ${test.title}`);
      for (const line of (error.stack ?? String(error)).split("\n")) this.print(`    ${line}`);
    });
    runner.on("end", () => {
      const { passes, failures, pending } = this.stats;
      console.log(endMarker + JSON.stringify({ passes, failures, pending, vscode: vscode.version }));
    });
  }

  private print(text: string): void {
    console.log(`${marker}${"  ".repeat(this.depth)}${text}`);
  }
}

function slow(test: Mocha.Test): string {
  return test.duration !== undefined && test.duration > test.slow() ? ` (${test.duration} ms)` : "";
}
