import { launchRollbackDoc } from "../../../../src/core/rules/launch/rollback-doc";
import { testRule } from "../../../support/rule-tester";
import { documentCases } from "./document-cases";

testRule(launchRollbackDoc, documentCases("rollback-doc"));
