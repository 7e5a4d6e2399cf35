/** Texts that a page must show as text wherever they come from. */
export const HOSTILE = [
  '<img src=x onerror=alert(1)>',
  '"><script>alert(2)</script>',
  "'><svg onload=alert(3)>",
  'javascript:alert(4)',
  '{{7*7}}${7*7}<%= 7 %>',
  '</title></style></textarea><b>',
  '\u202e\u200b\u0007reversed',
  'x'.repeat(300),
] as const;

/** Whether markup got in with text: elements and attributes that no page of ours has. */
export function markupIn(page: string): string[] {
  const links = [...page.matchAll(/(?:href|action|src)="javascript:/gi)];
  // What stands within quotes is a value, and no quote of a value is left unescaped.
  const bare = page.replaceAll(/"[^"]*"/g, '""');
  const bad = /<(?:img|iframe|script(?! src=""))[^>]*>|<[a-z][^<>]*\son\w+=/gi;
  return [...links, ...bare.matchAll(bad)].map(([found]) => found);
}
