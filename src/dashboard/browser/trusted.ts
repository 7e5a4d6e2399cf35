type Policy = { createHTML(text: string): string };
type Factory = { createPolicy(name: string, rules: Policy): Policy };

// The only way from text to markup on these pages: what comes from our own server, which escapes all that is in it.
const policy = (window as { trustedTypes?: Factory }).trustedTypes?.createPolicy('oktsec', {
  createHTML: (text) => text,
});

/** A document of ours. */
export function parsed(text: string): Document {
  return new DOMParser().parseFromString(policy?.createHTML(text) ?? text, 'text/html');
}

/** The rows in a piece of a table. */
export function parsedRows(text: string): HTMLTableRowElement[] {
  return [...parsed(`<table><tbody>${text}</tbody></table>`).querySelectorAll('tr')];
}

/** What every request of a page carries: its session's token. */
export function tokenHeader(): Record<string, string> {
  return { 'oktsec-token': document.querySelector<HTMLMetaElement>('meta[name="oktsec-token"]')?.content ?? '' };
}
