/** Whether a real path lies in a folder, or is it. `/data-evil` is not in `/data` [101]. */
export function isInside(path: string, root: string): boolean {
  const [inner, outer] = [slashed(path), slashed(root).replace(/\/+$/, '')];
  return inner === outer || inner.startsWith(`${outer}/`);
}

function slashed(path: string): string {
  return /^[a-z]:[\\/]/i.test(path) ? path.replaceAll('\\', '/').toLowerCase() : path;
}

const DEVICES = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(?:\.|:|$)/i;

/** What on Windows means something else than it says [103]; nobody needs it, so it is refused everywhere. */
export function unsafePath(path: string): string | undefined {
  if (path.includes('\0')) return 'holds a null byte';
  if (/^[\\/]{2}[?.][\\/]/.test(path)) return 'is a device path';
  if (/^[\\/]{2}[^\\/]/.test(path)) return 'names another machine';
  // Not this user's, which is looked up: whose it is only the server's own reading knows.
  if (/^~[\w.+-]+(?:[\\/]|$)/.test(path)) return "names another user's folder";
  const rest = path.replace(/^[a-z]:(?=[\\/]|$)/i, '');
  if (/^[a-z]:/i.test(rest)) return 'is relative to a drive';
  for (const step of rest.split(/[\\/]/)) {
    if (DEVICES.test(step)) return 'names a device';
    if (/^[^:]+:/.test(step)) return 'names a stream of a file';
    if (/[. ]$/.test(step) && step !== '.' && step !== '..') return 'ends in a dot or a blank';
  }
  return undefined;
}
