/** Paths that machines ask to see how a process is. */
const probes = /^\/?(_?health(z|check|-check)?|livez?|liveness|ready(z)?|readiness|ping|status|metrics)\/?$/i;

/** Whether only machines ask for `path`. */
export function isProbePath(path: string | undefined): boolean {
  return probes.test(path ?? "");
}
