// What the test runner prepared for the browser suite: a running VS Code server and a browser to start.
import type { LaunchOptions } from "playwright-core";

export interface TestHost {
  /** Absolute path of the repository. */
  readonly root: string;
  /** Address of the VS Code server. */
  readonly origin: string;
  /** Absolute path of the extension under test: the repository, or an unpacked .vsix. */
  readonly extensionPath: string;
  readonly chromium: LaunchOptions;
}

/** Throws when the test was not started by the runner, which alone can answer. */
export function testHost(): TestHost {
  const description = process.env.LIFTOFF_TEST_HOST;
  if (!description) throw new Error("run browser tests with: npm test -- --only browser");
  return JSON.parse(description);
}
