import { testRule } from "../../../support/rule-tester";
import { requiredEntries } from "../../../../src/core/rules/dockerignore/required-entries";
testRule(requiredEntries);
