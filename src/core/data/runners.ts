/**
 * The machines that GitHub has taken out of service. Source: https://github.com/actions/runner-images, announcements
 * (the last one: macOS 14, issue 13518). Announced next: `ubuntu-22.04` on 2027-04-17, issue 14254.
 *
 * To refresh: add labels whose removal date has passed, and move `as_of`.
 */
export const as_of = "2026-11-25";

/** A label that names no machine any more. */
export interface RemovedRunner {
  /** The day from which on its jobs fail. */
  readonly since: string;
  /** A label to move to. */
  readonly successor: string;
}

const removed: Readonly<Record<string, readonly [since: string, successor: string]>> = {
  "ubuntu-16.04": ["2021-09-20", "ubuntu-24.04"],
  "ubuntu-18.04": ["2023-04-03", "ubuntu-24.04"],
  "ubuntu-20.04": ["2025-04-15", "ubuntu-24.04"],
  "macos-10.15": ["2023-03-31", "macos-15"],
  "macos-11": ["2024-06-28", "macos-15"],
  "macos-11.0": ["2024-06-28", "macos-15"],
  "macos-12": ["2024-12-03", "macos-15"],
  "macos-12-large": ["2024-12-03", "macos-15-large"],
  "macos-12-xlarge": ["2024-12-03", "macos-15-xlarge"],
  "macos-13": ["2025-12-04", "macos-15"],
  "macos-13-large": ["2025-12-04", "macos-15-large"],
  "macos-13-xlarge": ["2025-12-04", "macos-15-xlarge"],
  "macos-14": ["2026-11-02", "macos-15"],
  "macos-14-large": ["2026-11-02", "macos-15-large"],
  "macos-14-xlarge": ["2026-11-02", "macos-15-xlarge"],
  "windows-2016": ["2022-06-01", "windows-2022"],
  "windows-2019": ["2025-06-30", "windows-2022"],
};

/** What became of the machine with this label; undefined for labels that work or that nobody knows. */
export function removedRunner(label: string): RemovedRunner | undefined {
  const key = label.toLowerCase();
  const found = Object.hasOwn(removed, key) ? removed[key] : undefined;
  return found && { since: found[0], successor: found[1] };
}
