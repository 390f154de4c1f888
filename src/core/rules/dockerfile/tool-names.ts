/**
 * Python tools that install the application's packages: `pip install poetry` is judged by `dockerfile/pin-global-tool`
 * and by no other rule. Names as `normalizeDistribution` gives them.
 */
export const pipTools: ReadonlySet<string> = new Set(["pipenv", "poetry", "uv"]);
