import { type Screen, shown } from './screen.ts';

/** From this many characters in a row on, times and routes are written out. */
const ROOMY = 100;

/** Whether a table has to be brief: most terminals are opened with 80 characters in a row. */
export function isNarrow({ columns }: Screen): boolean {
  return columns !== undefined && columns < ROOMY;
}

/** Who to whom. A server's name begins with its client's: where there is little room it stands alone, with the direction. */
export function sayRoute(screen: Screen, { from, to }: { readonly from: string; readonly to: string }): string {
  const { arrow } = screen;
  if (isNarrow(screen) && to.startsWith(`${from}.`)) return `${arrow} ${shown(to)}`;
  if (isNarrow(screen) && from.startsWith(`${to}.`)) return `${shown(from)} ${arrow}`;
  return `${shown(from)} ${arrow} ${shown(to)}`;
}
