import { expression } from '../../../machine-code.ts';
import { wording } from '../../../wording.ts';
import { leaves } from '../../leaves.ts';
import type { Span } from '../../span.ts';

/** The whole of what a page keeps for its user, as a value that is handed on. */
const STORE = expression(wording`
    (?:\+|[{,(]\s{0,2}\w{1,16}\s{0,2}:|\bbody\s{0,2}:|\$\{|,|\b(?:encodeURIComponent|encodeURI|btoa|escape|stringify|
    send)\()\s{0,2}(?:window\.)?document\.cookie\b(?!\s{0,2}[.=])|
    \b(?:stringify|entries|values|assign)\(\s{0,2}(?:\{\s{0,2}\}\s{0,2},\s{0,2}|\{\s{0,2}\.\.\.)?(?:window\.)?(?:localStorage|
    sessionStorage)\b(?!\s{0,2}[.[])`);
/** What is kept of a browser's session, by its name: `const s = await context.storageState()`. */
const KEPT = /\b(\w{1,24})\s{0,2}=\s{0,2}(?:await\s{1,2})?[\w.()]{1,40}\.(?:storageState|cookies)\(\s{0,2}\)/;
const SENDING = expression(wording`
    (?:\bfetch|\bsendBeacon|\.open|\.(?:post|put|request)|\bWebSocket|\.src\s{0,2}=|\blocation(?:\.href)?\s{0,2}=|
    \.goto)\s{0,2}\(?\s{0,2}(?:["'](?:POST|PUT|GET)["']\s{0,2},\s{0,2})?["'\x60](?:https?:|wss?:)?\/\/(?!localhost\b|
    127\.0\.0\.1|\[::1\])`);
const NEAR = 320;

/** Scripts for a browser that send its page's cookies or stores to an address of their own. */
export function pageStoresSent(text: string): Span[] {
  return leaves(text)
    .filter((leaf) => sendsStore(leaf.text))
    .map(({ start, end }) => ({ start, end }));
}

function sendsStore(code: string): boolean {
  const sends = SENDING.exec(code);
  if (sends === null) return false;
  const store = STORE.exec(code);
  if (store !== null && Math.abs(store.index - sends.index) < NEAR) return true;
  const name = KEPT.exec(code)?.[1];
  if (name === undefined) return false;
  const handed = code.slice(sends.index, sends.index + NEAR);
  return new RegExp(`\\b(?:data|body|json|form|stringify)\\b[:(\\s]{1,3}(?:JSON\\.stringify\\()?${name}\\b`).test(
    handed,
  );
}
