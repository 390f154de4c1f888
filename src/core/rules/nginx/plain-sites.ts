import type { NginxLevel } from "../../files/nginx/level";
import { contentLevels, isHttpServer, serverNames, socketsOf } from "../../files/nginx/server";

/** Which names a file serves over plain HTTP with content instead of a redirect. */
export class PlainSites {
  /** By name; the empty name stands for servers that answer to every name. */
  private readonly open = new Map<string, boolean>();
  /** Whether any of them serves content. */
  private readonly isAnyOpen: boolean;

  constructor(levels: Iterable<NginxLevel>) {
    for (const level of levels) {
      if (!isHttpServer(level) || !socketsOf(level).plain) continue;
      const serves = !contentLevels(level).next().done;
      const names = serverNames(level);
      for (const name of names.length > 0 ? names : [""]) {
        this.open.set(name, serves || this.open.get(name) === true);
      }
    }
    this.isAnyOpen = [...this.open.values()].includes(true);
  }

  /** Whether somebody gets content over plain HTTP under a name of the TLS server `server`. */
  serve(server: NginxLevel): boolean {
    if (socketsOf(server).plain) return true;
    const names = serverNames(server);
    if (names.length === 0) return this.isAnyOpen;
    const known = names.filter((name) => this.open.has(name));
    return (known.length > 0 ? known : [""]).some((name) => this.open.get(name) === true);
  }
}
