import { expression } from '../../machine-code.ts';
import { wording } from '../../wording.ts';
import type { Span } from '../span.ts';

/** Files in which MCP clients list their servers, by how their paths end. */
const LISTS = expression(
  wording`
    (?:^|/)(?:\.cursor/mcp\.json|claude_desktop_config\.json|\.vscode/mcp\.json|\.claude\.json|
    \.claude/settings(?:\.local)?\.json|mcp_config\.json|(?:cline_)?mcp_settings\.json|\.gemini/settings\.json|
    \.codex/config\.toml|opencode\.jsonc?|\.mcp\.json|\.?zed/settings\.json|\.amazonq/mcp\.json|
    \.kiro/settings/mcp\.json)$`,
  'i',
);
const ROOTED = /^(?:[/~$%]|[a-z]:|file:)/i;
const LONGEST = 400;

/** A text that is the path of such a file and nothing else. */
export function clientLists(text: string): Span[] {
  if (text.length > LONGEST) return [];
  const path = text.trim().replaceAll(/^["']|["']$/g, '');
  // A sentence may end with a path; only where a path begins at a root may it hold blanks.
  if (/\n/.test(path) || (/\s/.test(path) && !ROOTED.test(path))) return [];
  return LISTS.test(path.replaceAll(/[\\/]{1,9}(?:\.[\\/]{1,9}){0,9}/g, '/')) ? [{ start: 0, end: text.length }] : [];
}
