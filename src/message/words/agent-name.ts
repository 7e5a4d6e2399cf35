/** What an agent may be called. Compared byte for byte and never folded: `Admin` and `admin` are two [134]. */
export const AGENT_NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;
export const AGENT_NAME_HINT = 'agent names are 1 to 64 of A-Z a-z 0-9 . _ - and start with none of . _ -';

/** Windows opens a device for these, whatever the extension and the case. */
const DEVICE = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;

export function isAgentName(name: string): boolean {
  return AGENT_NAME.test(name);
}

/** Why an agent of this name can have no key files: no path, no device, nothing that Windows would drop [104]. */
export function keyNameHint(name: string): string | undefined {
  if (!AGENT_NAME.test(name)) return AGENT_NAME_HINT;
  if (DEVICE.test(name)) return `its files would be named after a device of Windows: try "agent-${name}"`;
  return name.endsWith('.') ? 'Windows drops the dot at the end of a file name: leave it out' : undefined;
}
