import type { Check, Subject, Trouble } from '../check.ts';
import { isSecretName } from '../risk.ts';

export const INLINE_SECRET: Check = {
  id: 'inline-secret',
  name: 'secret in the config',
  severity: 'high',
  why: 'It lies in plain text in a file that backups, repositories and other programs read, and arguments are shown by ps.',
  remedy: "Take it from the client's own store or from a variable: ${input:…}, ${env:…}, env_keys, envFile.",
  find: (subject) => [...inEnv(subject), ...inArguments(subject), ...inUrl(subject), ...inHeaders(subject)],
};

function inEnv({ env, secretIn }: Subject): Trouble[] {
  return [...env].flatMap(([name, value]) => {
    if (isReference(value)) return [];
    const rule = secretIn(value);
    if (rule !== undefined) return [{ what: `${name} in env: ${rule}` }];
    if (isPasswordUrl(value)) return [{ what: `${name} in env: an address with a password` }];
    return isSecretName(name) && looksSecret(value) ? [{ what: `${name} in env` }] : [];
  });
}

function inArguments({ argv, secretIn }: Subject): Trouble[] {
  return argv.flatMap((word, at) => {
    if (at === 0 || isReference(word)) return [];
    const rule = secretIn(word);
    if (rule !== undefined) return [{ what: `argument ${at}: ${rule}` }];
    if (isPasswordUrl(word)) return [{ what: `argument ${at}: an address with a password` }];
    // Handed on: `docker run -e API_KEY=…`, `env API_KEY=… node`.
    const [, variable = '', assigned = ''] = /^(?:--?[\w-]+=)?([A-Z_][A-Z0-9_]*)=(.*)$/s.exec(word) ?? [];
    if (isSecretName(variable) && looksSecret(assigned) && !isReference(assigned))
      return [{ what: `${variable} in argument ${at}` }];
    // Handed on to a bridge: `mcp-remote URL --header "Authorization: Bearer …"`.
    const [, header = '', sent = ''] = /^([\w-]+):\s*(.+)$/s.exec(word) ?? [];
    if (isSecretHeader(header, sent)) return [{ what: `header ${header} in argument ${at}` }];
    const [, name = '', glued] = /^--?([\w-]+)(?:=(.*))?$/s.exec(word) ?? [];
    const value = glued ?? argv[at + 1] ?? '';
    const given = isSecretName(name) && looksSecret(value) && !isReference(value) && !value.startsWith('-');
    return given ? [{ what: `the value of --${name.replace(/^-+/, '')}` }] : [];
  });
}

function inUrl({ url, secretIn }: Subject): Trouble[] {
  if (url === undefined || isReference(url)) return [];
  if (isPasswordUrl(url) || secretIn(url) !== undefined) return [{ what: 'the address holds a secret' }];
  const query = url.split('?')[1] ?? '';
  const named = query.split('&').some((pair) => {
    const [name = '', value = ''] = pair.split('=');
    return isSecretName(name) && looksSecret(value);
  });
  return named ? [{ what: 'the address holds a secret' }] : [];
}

function inHeaders({ headers, secretIn }: Subject): Trouble[] {
  return [...headers].flatMap(([name, value]) => {
    if (isReference(value)) return [];
    const rule = secretIn(value);
    if (rule !== undefined) return [{ what: `header ${name}: ${rule}` }];
    return isSecretHeader(name, value) ? [{ what: `header ${name}` }] : [];
  });
}

/** A header that lets somebody in, with more than a place to be filled in. */
function isSecretHeader(name: string, value: string): boolean {
  const given = value.replace(/^(?:bearer|basic|token|apikey)\s+/i, '');
  return (SECRET_HEADER.test(name) || isSecretName(name)) && looksSecret(given) && !isReference(given);
}

/** Headers that let somebody in, beside those that say so by their name. */
const SECRET_HEADER = /^(?:proxy-)?authorization$|^cookie$/i;

/** A place that the client or a shell fills in. */
function isReference(value: string): boolean {
  return /\$\{[^}]+\}|^\$\w+$|^\{\{.*\}\}$|^%\w+%$/.test(value);
}

function isPasswordUrl(value: string): boolean {
  return /^[a-z][a-z0-9+.-]*:\/\/[^\s/:@]*:(?!\$)[^\s/@]{3,}@/i.test(value);
}

/** Not a placeholder, a path or a switch. */
function looksSecret(value: string): boolean {
  if (value.length < 8 || /\s/.test(value) || /^(?:[.~]{0,2}\/|[A-Za-z]:\\)/.test(value)) return false;
  return !/^(?:<.*>|x{4,}|\*+|your[-_ ].*|.*(?:example|placeholder|changeme|change[-_]me|todo).*|true|false|none)$/i.test(
    value,
  );
}
