import type { MarkdownTask } from "../../files/markdown";
import type { MarkdownTable } from "../../files/markdown/ast";
import { boxInCell, isBox } from "../../files/markdown/boxes";
import type { Span } from "../../text/span";
import { cleanTitle } from "../title";
import { durationColumn } from "../vocabulary";

/** A row of a table that is work to tick: its box stands in one cell, its text in another. */
export interface RowTask extends MarkdownTask {
  readonly row: RowFields;
}

export interface RowFields {
  /** What tells boxes of one row apart, where it has several: `iPhone`. */
  readonly column: string | undefined;
  readonly owner: string | undefined;
  readonly due: string | undefined;
  readonly estimate: string | undefined;
  readonly priority: string | undefined;
  /** What the other cells say, each with the name of its column. */
  readonly details: readonly string[];
}

/** Names of columns, by what stands in them. */
const columns = {
  state:
    /^(?:(?:is |task |current )?(?:done|state|status|ok|okay|checked|seen|complete[d]?|verified|tested|ready|finished|passed|result)|pass(?:\/fail)?|check|tick|box|x|✓|✔|✅|☐|☑|fertig|erledigt|geprüft|stand|ergebnis|statut|état|fait|estado|hecho|listo|feito|pronto|concluído|stato|fatto|stav|hotovo|gotowe|статус|готово|сделано|状态|狀態|状態|完成|完了|상태|완료|trạng thái)\??$/iu,
  choice: /^(?:selected|selection|choice|chosen|choose|pick|default|required|auswahl)\??$/i,
  text: /^(?:tasks?|(?:action |check(?:list)? |work )?items?|steps?|checks?|tests?(?: case)?s?|what|actions?|events?|features?|requirements?|activit(?:y|ies)|deliverables?|criteri(?:on|a)|to-?do|things?|aufgaben?|schritte?|prüfung(?:en)?|punkte?|prüfpunkte?|was|tâches?|étapes?|actions?|tareas?|pasos?|tarefas?|passos?|itens|úkoly?|krok|zadani[ea]|задач[аи]|шаг|проверка|任务|任務|步骤|项目|項目|作業|タスク|작업|항목|công việc)$/iu,
  owner:
    /^(?:owners?|who|assignees?|assigned(?: to)?|responsible|dri|lead|team|verantwortlich\p{L}*|wer|zuständig|responsable|responsável|quién|quem|qui|ответственный|担当|担当者|负责人|負責人|담당(?:자)?|người phụ trách)$/iu,
  due: /^(?:due(?: date| by)?|deadline|target(?: date)?|by when|date|fällig(?: am)?|termin|datum|bis|échéance|fecha|prazo|data|срок|期限|締切|截止(?:日期)?|마감(?:일)?)$/iu,
  priority: /^(?:priority|prio|severity|priorität|priorité|prioridad|prioridade)$/i,
  number: /^(?:#|nr\.?|no\.?|n°|id|№|stt|\[p\])$/i,
} as const;

/** So many rows of one table are read; longer ones are data. */
const MAX_ROWS = 500;

/**
 * The rows of a table as work, where one of its columns holds nothing but boxes (`[ ]`, `☐`), one for each box. Ticks
 * and crosses alone are no boxes: they say what there is.
 */
export function rowTasks(table: MarkdownTable, text: string, read: (at: Span) => string): RowTask[] {
  const titles = table.header.map((cell) => cleanTitle(read(cell)));
  const rows = table.rows.slice(0, MAX_ROWS);
  const boxes = titles.flatMap((title, column) => (isBoxColumn(title, column, rows, text) ? [column] : []));
  const [first] = boxes;
  if (first === undefined) return [];
  const named = titles.findIndex((title, column) => !boxes.includes(column) && columns.text.test(title));
  const isInside = (column: number) => named === -1 && hasTextBehind(rows, column, text);
  const title = named !== -1 ? named : isInside(first) ? first : firstText(titles, boxes, rows, read);
  if (title === -1) return [];
  return rows.flatMap((row) => tasksOf(row, { titles, boxes, title }, text, read));
}

function isBoxColumn(title: string, column: number, rows: MarkdownTable["rows"], text: string): boolean {
  if (columns.choice.test(title)) return false;
  let count = 0;
  let isDrawn = false;
  let isBracket = false;
  for (const row of rows) {
    const cell = row[column];
    if (!cell || text.slice(cell.start, cell.end).trim() === "") continue;
    const box = boxInCell(text, cell);
    if (!box) return false;
    count++;
    if (!isBox(box.mark)) continue;
    if (box.mark.charCodeAt(0) < 128) isBracket = true;
    else isDrawn = true;
  }
  if (count === 0) return false;
  // Brackets with nothing in them are blanks of a form as well: they count under a column for states.
  return isDrawn || (isBracket && (column === 0 || title === "" || columns.state.test(title)));
}

/** Whether the text of the work stands in the box's own cell: `[ ] Code complete`. */
function hasTextBehind(rows: MarkdownTable["rows"], column: number, text: string): boolean {
  const boxed = rows.flatMap((row) => {
    const box = row[column] && boxInCell(text, row[column]);
    return box && row[column] ? [text.slice(box.at.end, row[column].end).trim()] : [];
  });
  return boxed.length > 0 && boxed.every((rest) => /\p{L}{2}/u.test(rest));
}

/** The first column with words in it. */
function firstText(
  titles: readonly string[],
  boxes: readonly number[],
  rows: MarkdownTable["rows"],
  read: (at: Span) => string,
): number {
  return titles.findIndex((title, column) => {
    if (boxes.includes(column) || columns.number.test(title)) return false;
    const cells = rows.map((row) => (row[column] ? read(row[column]) : ""));
    return (
      cells.filter((cell) => /\p{L}{3}|[\p{Script=Han}\p{Script=Hangul}]{2}/u.test(cell)).length * 2 >=
      rows.length
    );
  });
}

interface Layout {
  readonly titles: readonly string[];
  readonly boxes: readonly number[];
  readonly title: number;
}

function tasksOf(
  row: readonly Span[],
  { titles, boxes, title }: Layout,
  text: string,
  read: (at: Span) => string,
): RowTask[] {
  const cellOf = (column: number) => {
    const at = row[column];
    return at ? cleanTitle(read(at)) : "";
  };
  const textOf = (name: RegExp) => {
    const column = titles.findIndex((one, i) => i !== title && !boxes.includes(i) && name.test(one));
    const value = column === -1 ? "" : cellOf(column);
    return /\p{L}|\p{N}/u.test(value) && !/^\[.*\]$/.test(value) ? value : undefined;
  };
  const taken = [columns.owner, columns.due, durationColumn, columns.priority, columns.number];
  const details = titles.flatMap((name, column) => {
    if (column === title || boxes.includes(column) || taken.some((one) => one.test(name))) return [];
    const cell = cellOf(column);
    return cell === "" || /^[-–—_]+$/.test(cell) ? [] : [name === "" ? cell : `${name}: ${cell}`];
  });
  return boxes.flatMap((column): RowTask[] => {
    const cell = row[column];
    const box = cell && boxInCell(text, cell);
    const own = row[title];
    const content = title === column && cell && box ? { start: box.at.end, end: cell.end } : own;
    if (!box || !content || cleanTitle(read(content)) === "") return [];
    const at = { start: Math.min(box.at.start, content.start), end: Math.max(box.at.end, content.end) };
    const fields: RowFields = {
      column: boxes.length > 1 ? titles[column] : undefined,
      owner: textOf(columns.owner)?.replace(/^@/, "").slice(0, 40),
      due: textOf(columns.due),
      estimate: textOf(durationColumn),
      priority: textOf(columns.priority),
      details,
    };
    return [{ at, content, box, blocks: [], parent: undefined, row: fields }];
  });
}
