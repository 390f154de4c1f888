import type { BrowserContext, Page } from "playwright-core";

export interface SessionRequest {
  /** Absolute path of a folder or .code-workspace file, which is copied; without one the window is empty. */
  readonly workspace?: string | undefined;
  readonly trusted?: boolean | undefined;
  readonly settings?: Readonly<Record<string, unknown>> | undefined;
}

export interface PreparedSession {
  readonly dir: string;
  readonly user: string;
  /** Absolute path of the copy that is opened. */
  readonly opened: string | undefined;
  dispose(): Promise<void>;
}

export interface Address {
  readonly origin: string;
  readonly opened: string | undefined;
  readonly extensionPath: string;
  readonly testsPath?: string | undefined;
}

export function prepareSession(request: SessionRequest): Promise<PreparedSession>;
export function workbenchAddress(address: Address): string;
export function isolateUserData(page: Page | BrowserContext, user: string): Promise<void>;
