import { launchRunbook } from "../../../../src/core/rules/launch/runbook";
import { testRule } from "../../../support/rule-tester";
import { documentCases } from "./document-cases";

testRule(launchRunbook, documentCases("runbook"));
