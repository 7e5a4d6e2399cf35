import type { Policy } from './policy.ts';

/**
 * Clients whose own documentation says that they show a server's form to the person at the screen. One that answers
 * forms by itself, or lets a model do it, must never stand here.
 */
const SHOW_FORMS: ReadonlySet<string> = new Set(['claude-code', 'cursor', 'vscode', 'vscode-insiders']);

/** Whether a person may be asked in this client about what is held. */
export function asksIn({ asks, quarantine }: Policy, client: string): boolean {
  if (!quarantine) return false;
  return typeof asks.inClient === 'boolean' ? asks.inClient && SHOW_FORMS.has(client) : asks.inClient.includes(client);
}
