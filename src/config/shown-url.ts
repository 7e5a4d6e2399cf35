const AT_START = /^(\$\{env:[A-Za-z_]\w*\})(.*)$/s;
const AT_HOST = /^(https?:\/\/)(?:[^/?#]*@)?([^/?#]*)(.*)$/is;

/** A URL of the config as it may be shown: its host alone, for all else can be a secret [173]. The name of a variable is none. */
export function shownUrl(url: string): string {
  const [, variable, behind] = AT_START.exec(url) ?? [];
  if (variable !== undefined) return behind === '' ? variable : `${variable}…`;
  const [, scheme, host = '', rest = ''] = AT_HOST.exec(url) ?? [];
  if (scheme === undefined || /[\s\\]/.test(host)) return '…';
  return `${scheme.toLowerCase()}${host}${rest === '' || rest === '/' ? '' : '/…'}`;
}
