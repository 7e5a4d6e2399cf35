import type { Check } from '../check.ts';

export const SUDO: Check = {
  id: 'sudo',
  name: 'runs as root',
  severity: 'high',
  why: 'What an agent makes this server do is done with every right on the machine.',
  remedy: 'Run it as yourself; give the one file or device it needs to your user instead.',
  find: ({ launch }) => (launch.sudo ? [{ what: 'started through sudo' }] : []),
};
