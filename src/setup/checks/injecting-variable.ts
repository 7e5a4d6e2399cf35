import type { Check } from '../check.ts';

const INJECTING =
  /^(?:NODE_OPTIONS|LD_PRELOAD|LD_LIBRARY_PATH|DYLD_INSERT_LIBRARIES|DYLD_LIBRARY_PATH|PYTHONSTARTUP|PYTHONPATH|BASH_ENV|ENV|PERL5OPT|RUBYOPT|JAVA_TOOL_OPTIONS)$/i;

export const INJECTING_VARIABLE: Check = {
  id: 'injecting-variable',
  name: 'variable that loads code',
  severity: 'medium',
  why: 'It puts code into every process that this entry starts, an oktsec in front of the server included.',
  remedy: 'Take it out of the entry, or set it in a script around the server alone.',
  find: ({ env }) =>
    [...env.keys()].filter((name) => INJECTING.test(name)).map((name) => ({ what: `env sets ${name}` })),
};
