import type { MarkdownForm } from "../files/markdown";
import { parseMarkdown } from "../files/markdown";
import { roleOf } from "../files/role";
import { detectDamage } from "./encoding";
import { countTasks, outlineOf } from "./markdown/outline";
import { type PhaseOutline, phasesOf } from "./markdown/phases";
import { cleanTitle } from "./title";

/** Longer texts are generated or logs; no plan was seen above a tenth of it. */
const MAX_PLAN = 400_000;
const MIN_BOXES = 3;
const PASS = 5;

/** Files that list boxes as a form or a record, whatever their number. */
const neverPlans =
  /(?:^|\/)(?:\.github|\.gitlab|\.changeset|issue_template|pull_request_template|merge_request_templates)\/|(?:^|\/)[^/]*(?:issue|pull|pr|merge)[-_ ]?(?:request)?[-_ ]?template[^/]*$|(?:^|\/)(?:changelog|changes|history|releases?|release[-_ ]notes|contributing|code_of_conduct|license|licence|authors|security|support|governance|upgrading|faq)(?:\.[\w-]+)?\.(?:md|markdown|mdx)$/i;
const launchName =
  /launch|go[-_ ]?live|lift-?off|deploy|production|readiness|roll-?out|cut-?over|release[-_ ](?:plan|check)|migration|migração|migración|inbetriebnahme|produktiv|markteinführung|déploiement|mise en (?:production|ligne)|lancement|despliegue|lanzamiento|producción|implantação|lançamento|produção|rilascio|wdrożeni|nasazení|spuštění|развёртывани|развертывани|деплой|миграци|запуск|релиз|上线|部署|发布|公開|リリース|デプロイ|출시|배포|triển khai/iu;
const planName =
  /check-?list|roadmap|(?:^|[-_ /])plano?(?:[-_ .]|$)|чек-?лист|(?:^| )план(?: |$)|清单|計画|プラン|チェックリスト|체크리스트|계획/iu;
const launchWord =
  /\b(?:launch|go[- ]live|deploy\w*|production|release|staging|rollback|domain|dns|ssl|tls|https|certificate|server|hosting|docker\w*|container|kubernetes|nginx|firewall|database|migrations?|backups?|restore|monitoring|uptime|alert\w*|logging|sentry|health ?checks?|secrets?|env(?:ironment)? variables?|credentials|cors|rate limit\w*|security|headers?|ci\/cd|pipeline|smoke|load test\w*|heroku|render|railway|fly\.io|vercel|netlify|aws|privacy policy|terms of service|gdpr|runbook|incident|on-call|payment|stripe|analytics|seo|bereitstell\w*|produktion|zertifikat\w*|datenbank|sicherung\w*|überwachung|credenciales|variables de entorno|copias? de seguridad|servidor|dominio|certificad\w*|variables d'environnement|sauvegardes?|certificat\w*|produção|servidores|publicar)(?![\p{L}\p{N}_])|(?:сервер|домен|резервн|деплой|сертификат)\p{L}*|服务器|域名|数据库|备份|证书|バックアップ|サーバー|서버|도메인|백업/giu;

/**
 * Whether the file at `path` is a plan worth showing: the workspace's own plan file, or a Markdown text in which
 * boxes make a plan for a launch. A score decides, because no single trait does: how many boxes there are, whether
 * headings make phases of them, what file and title are called, and how much of it speaks of launching, without
 * which it is some other list. Forms to fill in (issue and pull request templates) and records (change logs) are
 * never plans; a read-me has to be much of one.
 */
export function isPlan(path: string, text: string): boolean {
  if (isPlanFile(path)) return true;
  if (!/\.(?:md|markdown|mdx)$/i.test(path) || neverPlans.test(path)) return false;
  if (roleOf(path) === "skip" || roleOf(path) === "test" || text.length > MAX_PLAN) return false;
  return hasBoxes(text) && scoreOf(path, parseMarkdown(text)) >= PASS;
}

/** Whether `path` is where a workspace keeps its plan in YAML. */
export function isPlanFile(path: string): boolean {
  return /(?:^|\/)\.liftoff\/plan\.ya?ml$/.test(path);
}

function scoreOf(path: string, form: MarkdownForm): number {
  const damage = detectDamage(form.text);
  const { root } = outlineOf(form, (slice) => damage?.decode(slice) ?? slice);
  const boxes = Math.max(form.tasks.length, countTasks(root));
  if (boxes < MIN_BOXES) return 0;
  const phases = phasesOf(root);
  const file = path.split("/").at(-1) ?? "";
  const names = [file, root.children.find((node) => node.level === 1)?.title ?? ""];
  const launch = (names.some((name) => launchName.test(name)) ? 2 : 0) + wordPoints(form, phases);
  if (launch < 2) return 0;
  const size = boxes >= 20 ? 3 : boxes >= 8 ? 2 : 1;
  const called = names.some((name) => planName.test(name)) ? 1 : 0;
  const penalty = /^(?:readme|index)\b/i.test(file) ? 3 : /^todo\b/i.test(file) ? 2 : 0;
  return size + launch + called + sharePoints(phases) - penalty;
}

/** Boxes under several headings are a plan more likely than one list; headings that count steps say so outright. */
function sharePoints(phases: readonly PhaseOutline[]): number {
  const filled = phases.flatMap(({ sections }) => sections).filter(({ node }) => node.tasks.length > 0);
  const steps = phases.filter(({ node, sections }) => node.step && sections.length > 0);
  return (filled.length >= 2 ? 1 : 0) + (steps.length >= 2 ? 2 : 0);
}

/** How many different words of the trade the boxes and the headings over them use. */
function wordPoints({ tasks, text }: MarkdownForm, phases: readonly PhaseOutline[]): number {
  const words = new Set<string>();
  for (const title of titlesOf(tasks, text, phases)) {
    for (const [word] of title.matchAll(launchWord)) words.add(word.toLowerCase());
    if (words.size >= 8) return 3;
  }
  return words.size >= 3 ? 2 : words.size >= 1 ? 1 : 0;
}

function* titlesOf(
  tasks: MarkdownForm["tasks"],
  text: string,
  phases: readonly PhaseOutline[],
): Generator<string> {
  for (const { node, sections } of phases) {
    yield node.title;
    for (const section of sections) yield section.node.title;
  }
  const rows = phases.flatMap(({ sections }) =>
    sections.flatMap(({ node }) => node.tasks.filter((task) => "row" in task)),
  );
  for (const { content } of [...tasks, ...rows])
    yield cleanTitle(text.slice(content.start, Math.min(content.end, content.start + 200)));
}

function hasBoxes(text: string): boolean {
  let count = 0;
  for (const _ of text.matchAll(/[-*+.)>|][ \t]{1,4}(?:\[[ xX/!~?>-]\][ \t]|[☐⬜🔲□▢◻☑🗹☒])/gu))
    if (++count >= MIN_BOXES) return true;
  return false;
}
