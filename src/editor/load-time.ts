/** When the extension's code began to run, in milliseconds of `performance.now()`. Imported first of all. */
export const loadStarted = performance.now();
