import type { PlanDocument, PlanLine } from "./document";
import { matchesIn } from "./finding";

/** A command as it stands in a plan. */
export interface PlanCommand {
  /** All its lines, marks of a continued line included. */
  readonly text: string;
  /** The offset of its first character in the plan's text. */
  readonly start: number;
  readonly line: PlanLine;
  /** The same for commands that stand together: those of one listing, or of lines that follow each other. */
  readonly group: number;
}

const shells = /^(?:|bash|sh|shell|console|zsh|terminal|shell-session|shellsession|cmd|powershell|ps1|text)$/;
/** Programs that launches are made with: what a line of an untagged listing or a code span begins with. */
const programs =
  /^(?:sudo |\$ )?(?:heroku|docker(?:-compose)?|podman|git|gh|npm|npx|pnpm|yarn|bun|pip3?|pipx|uv|poetry|python3?|node|curl|wget|ssh|scp|rsync|fly(?:ctl)?|railway|vercel|netlify|render|wrangler|supabase|kubectl|helm|terraform|tofu|aws|gcloud|az|doctl|systemctl|service|journalctl|ufw|iptables|apt(?:-get)?|yum|dnf|apk|snap|certbot|nginx|pg_restore|pg_dump|psql|mysql|mysqldump|mongorestore|mongodump|mongosh|redis-cli|alembic|prisma|rails|rake|bundle|php|composer|mix|cargo|go|make|chmod|chown|mkdir|rm|cp|mv|ln|cat|export|cd|source|tar|openssl|ssh-keygen|crontab|pm2|bash|sh|\.\.?\/[\w./-]+)(?: |$)/;
const treeMarks = /^[\s│├└─┬┼|+`*•·–—-]*/u;

/** The commands of a plan in the order of its text. */
export function commandsOf({ lines }: PlanDocument): PlanCommand[] {
  const commands: PlanCommand[] = [];
  let open: { text: string; start: number; line: PlanLine } | undefined;
  let group = -1;
  let last: PlanLine | undefined;
  const push = (text: string, start: number, line: PlanLine) => {
    const isTogether =
      last !== undefined &&
      (line.listing ? line.listing === last.listing : !last.listing && line.index - last.index <= 3);
    if (!isTogether) group++;
    last = line;
    commands.push({ text, start, line, group });
  };
  for (const line of lines) {
    if (line.kind === "comment") continue;
    if (open) {
      open.text += `\n${line.text}`;
      if (line.listing === open.line.listing && line.text.trimEnd().endsWith("\\")) continue;
      push(open.text, open.start, open.line);
      open = undefined;
      continue;
    }
    if (line.kind === "code") {
      const from = lineStart(line);
      const text = line.text.slice(from).trimEnd();
      if (from === -1 || text === "") continue;
      if (text.endsWith("\\")) open = { text: line.text.slice(from), start: line.start + from, line };
      else push(text, line.start + from, line);
      continue;
    }
    for (const { 0: whole, 1: code = "", index } of matchesIn(line.text, /`([^`]{2,300})`/g)) {
      if (programs.test(code)) push(code, line.start + index + whole.indexOf(code), line);
    }
    const value = /^\s*(?:- )?command:\s*(["']?)(?![|>])(\S.*?)\1\s*$/.exec(line.text);
    if (value?.[2]) push(value[2], line.start + line.text.indexOf(value[2]), line);
    else if (line.headings[0] === "commands" && line.headings.length === 1) {
      const named = /^\s+[\w-]+:\s+(["']?)(\S.*?)\1\s*$/.exec(line.text)?.[2];
      if (named && programs.test(named)) push(named, line.start + line.text.indexOf(named), line);
    }
  }
  if (open) push(open.text, open.start, open.line);
  return commands;
}

/** Where the command in a line of a listing starts; -1 for a line without one. */
function lineStart({ text, listing }: PlanLine): number {
  if (!shells.test(listing?.language ?? "-")) return -1;
  const marks = treeMarks.exec(text)?.[0].length ?? 0;
  const rest = text.slice(marks);
  if (rest === "" || rest.startsWith("#")) return -1;
  const isShell = /^(?:bash|sh|shell|zsh)$/.test(listing?.language ?? "");
  const indent = /^\s*/.exec(text)?.[0].length ?? 0;
  const prompt = /^[$%>] +/.exec(rest)?.[0].length ?? 0;
  if (programs.test(rest.slice(prompt))) return marks + prompt;
  return isShell && indent === marks ? marks + prompt : -1;
}
