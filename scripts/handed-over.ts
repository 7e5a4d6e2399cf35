// How much of what is held as a bare text is held as tools hand it over, and which honest texts become held by it.
import { isHeld, type Judged, type Labelled } from '../src/texts/labelled.ts';
import { CARRIERS, LONG } from './carriers.ts';
import { packageSurroundings } from './surroundings.ts';

/** Of one carrier: attacks held alone, of them held in it, the same of the halves nobody looked at, honest texts let through alone, of them held in it. */
export type Carried = {
  readonly carrier: string;
  readonly kept: readonly Judged[];
  readonly unseen: readonly Judged[];
  readonly honest: readonly Judged[];
};

/** Of the honest texts every fourth is read, of all in long carriers every eighth: it is the carriers that differ. */
const HONEST = 4;
const LONG_ONES = 8;

/**
 * Reads texts in each carrier. A text that is judged wrongly when alone is left out.
 * @param rows judged alone, all of the channel `tool_result`
 * @param isUnseen whether of a row only figures may be read
 */
export function handedOver(
  rows: readonly Judged[],
  isUnseen: (row: Judged) => boolean,
  judge: (row: Labelled) => Judged,
): Carried[] {
  const right = [true, false].flatMap((attack) =>
    rows
      .filter((row) => row.attack === attack && isHeld(row.verdict) === attack)
      .filter((_, at) => attack || at % HONEST === 0),
  );
  const isHeldAlone = (text: string): boolean =>
    isHeld(judge({ id: '', channel: 'tool_result', text, attack: false, category: '' }).verdict);
  const around = packageSurroundings(7, isHeldAlone);
  return Object.entries(CARRIERS).map(([carrier, put]) => {
    const some = LONG.has(carrier) ? right.filter((_, at) => at % LONG_ONES === 0) : right;
    const read = some.map((row) => ({ row, now: judge({ ...row, text: put(row.text, around) }) }));
    const attacks = read.filter(({ row }) => row.attack);
    return {
      carrier,
      kept: attacks.map(({ now }) => now),
      unseen: attacks.filter(({ row }) => isUnseen(row)).map(({ now }) => now),
      honest: read.filter(({ row }) => !row.attack).map(({ now }) => now),
    };
  });
}
