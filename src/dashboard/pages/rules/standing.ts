import type { RuleOverride } from '../../../config/config.ts';

/** The entry that stands everywhere, where there is one. */
export function everywhere(entries: readonly RuleOverride[]): RuleOverride | undefined {
  return entries.find(
    ({ agents, tools, channels }) => agents === undefined && tools === undefined && channels === undefined,
  );
}

/** What the config makes of a rule, in a few words. */
export function sayStanding(entries: readonly RuleOverride[]): string {
  if (entries.length === 0) return 'as it comes';
  return entries.map(sayEntry).join('; ');
}

export function sayEntry({ action, severity, agents, tools, channels, expires }: RuleOverride): string {
  const what = [action, severity === undefined ? '' : `as ${severity}`].filter(Boolean).join(' ') || 'nothing';
  const where = [
    agents === undefined ? '' : `of ${agents.join(', ') || 'no agent'}`,
    tools === undefined ? '' : `in ${tools.join(', ') || 'no tool'}`,
    channels === undefined ? '' : `in ${channels.join(', ') || 'no channel'}`,
    expires === undefined ? '' : `until ${new Date(expires / 1000).toISOString().slice(0, 16).replace('T', ' ')}`,
  ].filter(Boolean);
  return where.length === 0 ? what : `${what} ${where.join(', ')}`;
}
