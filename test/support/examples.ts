import type { Rule } from "../../src/core/rules/rule";
import { usualPathOf } from "./rule-tester";

/** The faulty files of a rule's examples, marks taken out. */
export function examplesOf(rule: Rule): { title: string; files: Record<string, string> }[] {
  return rule.examples.map((example, i) => {
    const files =
      "files" in example
        ? example.files
        : { ...example.with, [example.path ?? usualPathOf(rule)]: example.bad };
    const plain = Object.entries(files).map(([path, text]) => [path, text.replaceAll(/[«»]/g, "")] as const);
    return { title: `${rule.id} ${i + 1}`, files: Object.fromEntries(plain) };
  });
}
