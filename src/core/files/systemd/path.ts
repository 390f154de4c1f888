/** Whether the file at `path` adds to a unit: `app.service.d/override.conf`. */
export function isSystemdDropIn(path: string): boolean {
  return /\.(?:service|timer|socket)\.d\/[^/]+\.conf$/.test(path);
}
