/** Names that people give to what limits the rate of requests; `bodyLimit` and `limit` alone mean something else. */
export const limiterName =
  /(rate|requests?|ip|login|auth|api|global)_?limit(s|er|ing|ed)?$|rate_?limit|^limiter|limiters?$|throttl(e|er|ing|ed|es)|slow_?down|^brute_?force/i;

/** Paths of logins and of what is as expensive: a limit belongs in front of them whatever the method. */
export const authPath =
  /(^|[/:_-])(log-?in|sign-?in|sign-?up|register|auth|authenticate|oauth2?|token|tokens|password|passwd|reset|otp|2fa|verify|graphql)([/:_-]|$)/i;

/** Paths that machines ask again and again; they stay in front of every limit. */
export const machinePath =
  /(^|\/)(health\w*|healthz|livez|readyz|ready|live|up|ping|status|metrics|favicon\.ico|robots\.txt)\/?$/i;
