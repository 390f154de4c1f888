/** Whether the name of a configuration says that it is for development: `nginx.dev.conf`, `local.conf`. */
export function isDevelopmentConfig(path: string): boolean {
  const name = path.slice(path.lastIndexOf("/") + 1).toLowerCase();
  return /(^|[._-])(dev|devel|development|local|localhost|test|testing)([._-]|$)/.test(name);
}
