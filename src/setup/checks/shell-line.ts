import type { Check } from '../check.ts';

export const SHELL_LINE: Check = {
  id: 'shell-line',
  name: 'line for a shell',
  severity: 'medium',
  why: 'What stands in one line for a shell can do more than start a server, and no list of arguments shows it.',
  remedy: 'Name the program and its arguments; put what must come before it into a script that you can read.',
  find: ({ launch: { line, runner } }) => {
    if (line === undefined) return [];
    if (
      /\b(?:curl|wget|iwr|irm|invoke-webrequest)\b[^|;&]*\|\s*(?:sudo\s+)?(?:\w*sh|python\d?|node|iex)\b/i.test(line)
    ) {
      return [{ what: 'fetches a script and runs it', severity: 'critical' }];
    }
    if (/^-enc/i.test(line) || /\b(?:base64\s+(?:-d|--decode)|eval)\b/.test(line)) {
      return [{ what: 'hides what it runs', severity: 'high' }];
    }
    // `sh -c "exec npx x"` is how some clients find a PATH: one program, nothing behind it.
    return /[;&|`<>]|\$\(/.test(line)
      ? [{ what: `${runner} runs several commands` }]
      : [{ what: `through ${runner}`, severity: 'low' }];
  },
};
