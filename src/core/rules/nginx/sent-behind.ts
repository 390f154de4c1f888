import { fieldsAt, hidesUpstream, type NginxHeader, ownFields } from "../../files/nginx/effective";
import type { NginxDirective } from "../../files/nginx/form";
import type { NginxLevel } from "../../files/nginx/level";
import { contentLevels, passesOn } from "../../files/nginx/server";
import { headers } from "../../project/headers/model";
import type { LocatedProvider } from "../../project/headers/nginx";
import type { FileRuleContext, Fix, Problem } from "../rule";
import { placeOf } from "./inheritance-fixes";
import { insertAfter } from "./insert";
import { ReachedApps } from "./reached-app";
import { removalOf } from "./remove";
import { duplicateAt, singleHeaders } from "./repeated-header";
import { hidingLines, passDirective } from "./upstream";

/** A header of nginx that an application behind sends as well. */
interface Doubled {
  readonly header: NginxHeader;
  readonly app: LocatedProvider;
  /** The locations at which both arrive. */
  readonly levels: NginxLevel[];
}

/** Collects, level by level, the headers that arrive from nginx and from the application behind it. */
export class SentBehind {
  private readonly doubled = new Map<NginxDirective, Doubled>();
  private readonly apps: ReachedApps;
  /** By header: the application that sends it with every response. */
  private readonly senders = new Map<string, LocatedProvider | undefined>();

  constructor(private readonly context: FileRuleContext<"nginx">) {
    this.apps = new ReachedApps(context.project);
  }

  look(level: NginxLevel): void {
    if (level.name !== "location" || !passesOn(level)) return;
    for (const header of fieldsAt(level, "add_header")) {
      const app = this.senderBehind(level, header);
      const known = this.doubled.get(header.from.directive);
      if (app && known) known.levels.push(level);
      else if (app) this.doubled.set(header.from.directive, { header, app, levels: [level] });
    }
  }

  /** One problem for each directive of nginx. */
  *problems(): Generator<Problem> {
    for (const doubled of this.doubled.values()) yield alsoSent(doubled, this.context);
  }

  private senderBehind(level: NginxLevel, { name, value }: NginxHeader): LocatedProvider | undefined {
    const { file, project } = this.context;
    // A variable may be empty where the application sends the header: that is how one fills a gap.
    if (!singleHeaders.has(name) || !value || hidesUpstream(level, name)) return undefined;
    if (!this.senders.has(name)) {
      const app = project.fact(headers).sentBehind(file.path, name);
      this.senders.set(name, app?.layer === "app" && app.scope === "all" ? app : undefined);
    }
    const app = this.senders.get(name);
    return app && this.apps.includes(level, app.path) ? app : undefined;
  }
}

function alsoSent({ header, app, levels }: Doubled, { file }: FileRuleContext<"nginx">): Problem {
  const label = singleHeaders.get(header.name) ?? header.name;
  const owner = ownerOf(header, levels[0]);
  const isHere = owner?.unit.path === file.path;
  const place = isHere ? placeOf(header.from).at : (levels[0]?.block?.nameAt ?? header.from.directive.at);
  const hide: Fix = {
    title: `Hide the ${label} of the application, keep that of nginx`,
    kind: "review",
    edits: levels.flatMap((level) => {
      const pass = passDirective(
        level.entries.flatMap(({ directive, include }) => (include ? [] : directive)),
      );
      return pass ? insertAfter(file, pass.directive.at, hidingLines(pass, label, file)) : [];
    }),
  };
  const isOwnLine = isHere && header.from.include === undefined;
  const remove: Fix = {
    title: `Remove this ${label}, leave it to the application`,
    kind: "review",
    edits: [removalOf(header.from.directive, file)],
  };
  const fixes = [hide, ...(isOwnLine && owner && reachesOnly(owner, header, levels) ? [remove] : [])];
  return {
    ...duplicateAt(place, header.name, `${label} arrives twice: ${app.path} sends it as well.`),
    related: [{ path: app.path, at: app.at, message: "Sent here as well." }],
    fixes: fixes.filter(({ edits }) => edits.length > 0),
  };
}

/** The level that declares `header`, at `level` or around it. */
function ownerOf(header: NginxHeader, level: NginxLevel | undefined): NginxLevel | undefined {
  for (let at = level; at; at = at.parent) {
    if (ownFields(at, "add_header").some(({ from }) => from.directive === header.from.directive)) return at;
  }
  return undefined;
}

/** Whether nothing but `levels` gets `header` from `owner`. */
function reachesOnly(owner: NginxLevel, header: NginxHeader, levels: readonly NginxLevel[]): boolean {
  const all = new Set(levels.map(({ block }) => block));
  for (const level of contentLevels(owner)) {
    const gets = fieldsAt(level, "add_header").some(({ from }) => from.directive === header.from.directive);
    if (gets && !all.has(level.block)) return false;
  }
  return true;
}
