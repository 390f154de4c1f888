import { workOf } from "../../core/api";
import type { GateAnswer } from "../gate";

/** What a gate misses as SARIF 2.1.0: each item where the plan states it, what contradicts it as a related place. */
export function formatGateSarif({ view, gate, path }: GateAnswer, version: string): string {
  const missing = new Map(gate.missing.map((item) => [item.id, item]));
  const results = workOf(view)
    .filter(({ item }) => missing.has(item.id))
    .map(({ item, phase }) => ({
      ruleId: "plan/gate",
      ruleIndex: 0,
      level: item.shown === "regressed" || item.priority === "critical" ? "error" : "warning",
      message: { text: `${phase.title}: ${item.title} (${item.shown})` },
      locations: [placeOf(path, item.line)],
      relatedLocations: item.evidence
        .filter(({ kind }) => kind === "fails")
        .map((evidence, id) => ({
          id,
          ...placeOf(evidence.path, evidence.line),
          message: { text: evidence.message },
        })),
    }));
  const driver = {
    name: "Liftoff",
    version,
    rules: [{ id: "plan/gate", shortDescription: { text: `Items that ${gate.title} asks for` } }],
  };
  return JSON.stringify(
    {
      $schema: "https://json.schemastore.org/sarif-2.1.0.json",
      version: "2.1.0",
      runs: [{ tool: { driver }, results }],
    },
    undefined,
    2,
  );
}

function placeOf(path: string, line: number) {
  return {
    physicalLocation: {
      artifactLocation: { uri: path.split("/").map(encodeURIComponent).join("/") },
      region: { startLine: line + 1 },
    },
  };
}
