import { launchSecretsRotationDoc } from "../../../../src/core/rules/launch/secrets-rotation-doc";
import { testRule } from "../../../support/rule-tester";
import { documentCases } from "./document-cases";

testRule(launchSecretsRotationDoc, documentCases("secrets-rotation-doc"));
