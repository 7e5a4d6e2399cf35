import { expression } from '../../machine-code.ts';
import { wording } from '../../wording.ts';
import type { Span } from '../span.ts';

/** Files in which MCP clients list their servers, by how their paths end. */
const LISTS = expression(
  wording`
    (?:^|/)(?:\.[\w-]{1,24}/(?:[\w-]{1,24}/){0,2}mcp\.json|User/(?:profiles/[^/]{1,40}/)?mcp\.json|SharedClientCache/mcp\.json|
    claude_desktop_config\.json|\.claude\.json|\.claude/settings(?:\.local)?\.json|mcp_config\.json|mcp-config\.json|
    (?:cline_)?mcp_settings\.json|\.(?:gemini|qwen)/settings(?:\.local)?\.json|\.(?:grok|vibe)/config\.toml|\.codex/(?:[\w-]{1,40}\.)?config\.toml|
    opencode\.jsonc?|\.mcp\.json|\.?zed/settings\.json|\.(?:config/)?amp/settings\.json|Roaming/amp/settings\.json|\.augment/settings(?:\.local)?\.json|kilo\.jsonc?|\.?crush\.json|
    goose/(?:config/)?config\.yaml|\.continue/(?:config\.yaml|mcpServers/[^/]{1,80}\.(?:ya?ml|json))|
    (?:\.?amazonq|\.kiro)/(?:cli-)?agents/[^/]{1,80}\.json)$`,
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
