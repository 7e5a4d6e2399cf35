/** V8 prints a complaint about a flag that it does not know: these know the flags below. */
const KNOWN = /^1[2-4]\./;

/**
 * Makes V8 spend less on our code: what is optimised most takes megabytes that stay, and processor time that the server and other
 * proxies could use. Patterns that run once are not polished first. Until `spendMore`.
 */
export function spendLess(): void {
  set('--efficiency-mode');
  set('--no-regexp-peephole-optimization');
}

/** There is much to read: from now on V8 makes our code as fast as it can. */
export function spendMore(): void {
  set('--no-efficiency-mode');
}

function set(flag: string): void {
  if (KNOWN.test(process.versions.v8)) process.getBuiltinModule('node:v8').setFlagsFromString(flag);
}
