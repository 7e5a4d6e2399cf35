/**
 * The list of names that stands in a column as JSON. Whoever edits the tables may leave anything there: what is no list is one
 * name that nothing bears, so it covers nothing and is shown as it stands.
 */
export function listIn(text: string): string[] {
  try {
    const list: unknown = JSON.parse(text);
    return Array.isArray(list) ? list.map(String) : [text];
  } catch {
    return [text];
  }
}
