import type { Check } from '../check.ts';

export const REMOTE_URL: Check = {
  id: 'remote-url',
  name: 'server elsewhere',
  severity: 'info',
  why: 'What is sent to it leaves this machine, and oktsec does not stand before it yet.',
  remedy: 'Know who runs it, and use https.',
  find: ({ url }) => {
    if (url === undefined) return [];
    let parsed: URL;
    try {
      parsed = new URL(url);
    } catch {
      return [];
    }
    const host = parsed.hostname.replace(/^\[|\]$/g, '');
    if (/^(?:localhost|127(?:\.\d+){3}|::1)$/.test(host)) return [];
    if (parsed.protocol === 'http:') return [{ what: `${host}, in the clear`, severity: 'high' }];
    return /^\d+(?:\.\d+){3}$/.test(host)
      ? [{ what: `${host}, an address without a name`, severity: 'medium' }]
      : [{ what: host }];
  },
};
