import { lateExpression } from '../../../machine-code.ts';
import type { Span } from '../../span.ts';
import { type CommandText, commandTexts } from '../shell/command-texts.ts';
import { type Statement, statementsOf } from './sql-statements.ts';

/** Programs that are given statements as an argument. */
const CLIENTS = /^(?:psql|mysql|mariadb|sqlite3?|sqlcmd|cockroach|clickhouse-client|usql|duckdb|bq|snowsql)$/;
/** Tables that are made to be emptied. */
const PASSING =
  /(?:^|[._])(?:te?mp|test|old|bak|backup|staging|stage|demo|sample|cache|scratch)(?:$|_)|_(?:te?mp|test|old|bak)$/;
const EVERY = /\bwhere (?:\(? ?)?(?:1 ?= ?1|true|'' ?= ?''|not false)(?: ?\)?)(?:$| (?:limit|returning)\b)/;

/** Statements that empty a table, or change or delete every row of it: by a tool for SQL, or by a database's client. */
export function wholeTables(text: string): Span[] {
  const found: Span[] = [];
  for (const leaf of commandTexts(text)) {
    if (textsIn(leaf).some((sql) => statementsOf(sql).some(takesAll))) found.push({ start: leaf.start, end: leaf.end });
  }
  return found;
}

function textsIn({ text, calls }: CommandText): string[] {
  const inside = calls
    .filter(({ program }) => CLIENTS.test(program))
    .flatMap(({ command }) => command.words.filter(({ quoted }) => quoted).map(({ value }) => value));
  return [text, ...inside];
}

const NAME = String.raw`["'\w.$]{1,128}`;
const TRUNCATES = lateExpression(
  () =>
    String.raw`^truncate (table )?(?:only )?(${NAME})(?: ?, ?${NAME}){0,16}(?: (?:restart|continue) identity| cascade| restrict){0,2}$`,
);
const DELETES = lateExpression(
  () =>
    String.raw`^(?:with \S.{0,200} )?delete from (?:only )?(${NAME})(?: (?:as )?\w{1,64})?(?: where .*| returning .*)?$`,
);
const UPDATES = lateExpression(
  () =>
    String.raw`^(?:with \S.{0,200} )?update (?:only |low_priority |ignore ){0,2}(${NAME})(?: (?:as )?\w{1,64})? set [\w.$]{1,128} ?[=,]`,
);

function takesAll({ outer, loud }: Statement): boolean {
  const truncated = TRUNCATES().exec(outer);
  // Lines of a text are truncated too.
  if (truncated !== null) return (loud || truncated[1] !== undefined) && !PASSING.test(truncated[2] ?? '');
  const table = (DELETES().exec(outer) ?? UPDATES().exec(outer))?.[1];
  if (table === undefined || PASSING.test(table)) return false;
  return EVERY.test(outer) || !/\b(?:where|limit|join|top)\b/.test(outer);
}
