import { cloudTokens } from "./provider-tokens/clouds";
import { codeTokens } from "./provider-tokens/code";
import { namedTokens } from "./provider-tokens/named";
import { serviceTokens } from "./provider-tokens/services";
import type { NamedShape, TokenShape } from "./provider-tokens/shape";

/**
 * The shapes of providers' secrets, from what the providers document of them and from tokens they were seen to issue.
 *
 * To refresh: look for new prefixes on the providers' pages about tokens (GitHub and GitLab publish lists), compare
 * with what secret scanners have added since, and move `as_of`. A shape that claims an id of gitleaks is held against
 * its true and false positives.
 */
export const as_of = "2026-11-25";

/** Tokens that show by themselves what they are. Longer marks come before shorter ones that they begin with. */
export const tokenShapes: readonly TokenShape[] = [...cloudTokens, ...codeTokens, ...serviceTokens];

/** Secrets that only the name they are given to gives away. */
export const namedShapes: readonly NamedShape[] = namedTokens;
