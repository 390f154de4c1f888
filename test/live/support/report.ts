/** What the suite tells at its end: what ran on which server, and what was left out. */
class Report {
  private readonly rows: { server: string; rule: string; shows: string; result: string }[] = [];
  private readonly absent = new Map<string, { reason: string; cases: number }>();

  /** Notes a case that starts; the result is called with how long it took, in milliseconds, when it holds. */
  begin(server: string, rule: string, shows: string): (elapsed: number) => void {
    const row = { server, rule, shows, result: "FAILED" };
    this.rows.push(row);
    return (elapsed) => {
      row.result = `${(elapsed / 1000).toFixed(1)} s`;
    };
  }

  leaveOut(server: string, reason: string, cases: number): void {
    this.absent.set(`${server} ${reason}`, {
      reason: `${server}: ${reason}`,
      cases: cases + (this.absent.get(`${server} ${reason}`)?.cases ?? 0),
    });
  }

  print(): void {
    const widths = (["server", "rule", "shows"] as const).map((key) =>
      Math.max(...this.rows.map((row) => row[key].length), 0),
    );
    console.log("\n  What ran, before and after the fix:");
    for (const { server, rule, shows, result } of this.rows) {
      const cells = [server, rule, shows].map((cell, i) => cell.padEnd(widths[i] ?? 0));
      console.log(`    ${cells.join("  ")}  ${result}`);
    }
    for (const { reason, cases } of this.absent.values())
      console.log(`    left out (${cases} of them): ${reason}`);
  }
}

export const report = new Report();

after(() => report.print());
