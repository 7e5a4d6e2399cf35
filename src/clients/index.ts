import type { Client } from './client.ts';
import { AIR } from './known/air.ts';
import { AMAZON_Q } from './known/amazon-q.ts';
import { AMP } from './known/amp.ts';
import { ANTIGRAVITY } from './known/antigravity.ts';
import { AUGGIE } from './known/auggie.ts';
import { CLAUDE_CODE } from './known/claude-code.ts';
import { CLAUDE_DESKTOP } from './known/claude-desktop.ts';
import { CLINE } from './known/cline.ts';
import { CODEX } from './known/codex.ts';
import { CONTINUE } from './known/continue.ts';
import { COPILOT_CLI } from './known/copilot-cli.ts';
import { CRUSH } from './known/crush.ts';
import { CURSOR } from './known/cursor.ts';
import { FACTORY_DROID } from './known/factory-droid.ts';
import { GEMINI_CLI } from './known/gemini-cli.ts';
import { GOOSE } from './known/goose.ts';
import { GROK } from './known/grok.ts';
import { JUNIE } from './known/junie.ts';
import { KILO_CODE } from './known/kilo-code.ts';
import { KIMI_CODE } from './known/kimi-code.ts';
import { KIRO } from './known/kiro.ts';
import { LM_STUDIO } from './known/lm-studio.ts';
import { MISTRAL_VIBE } from './known/mistral-vibe.ts';
import { OPENCODE } from './known/opencode.ts';
import { QODER } from './known/qoder.ts';
import { QWEN_CODE } from './known/qwen-code.ts';
import { ROO_CODE } from './known/roo-code.ts';
import { ROVO_DEV } from './known/rovo-dev.ts';
import { TRAE } from './known/trae.ts';
import { VSCODE } from './known/vscode.ts';
import { VSCODE_INSIDERS } from './known/vscode-insiders.ts';
import { WARP } from './known/warp.ts';
import { WINDSURF } from './known/windsurf.ts';
import { ZED } from './known/zed.ts';

/** Every client known, in the order in which they are shown. */
export const CLIENTS: readonly Client[] = [
  CURSOR,
  CLAUDE_CODE,
  CLAUDE_DESKTOP,
  VSCODE,
  VSCODE_INSIDERS,
  COPILOT_CLI,
  CLINE,
  ROO_CODE,
  KILO_CODE,
  WINDSURF,
  ZED,
  CONTINUE,
  CODEX,
  GEMINI_CLI,
  ANTIGRAVITY,
  GOOSE,
  AMAZON_Q,
  KIRO,
  LM_STUDIO,
  OPENCODE,
  WARP,
  TRAE,
  QWEN_CODE,
  CRUSH,
  AMP,
  KIMI_CODE,
  FACTORY_DROID,
  QODER,
  GROK,
  MISTRAL_VIBE,
  AIR,
  JUNIE,
  AUGGIE,
  ROVO_DEV,
];

/** The client of that id or alias, in any case. */
export function clientNamed(word: string): Client | undefined {
  const name = word.toLowerCase();
  return CLIENTS.find(({ id, aliases }) => id === name || aliases.includes(name));
}
