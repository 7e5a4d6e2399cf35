import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { onTestFinished } from 'vitest';
import { run } from '../../src/cli.ts';
import type { AuditEntry } from '../../src/guard/entry.ts';
import type { Io, Terminal } from '../../src/io.ts';
import { openRecorder } from '../../src/store/recorder.ts';
import type { Hold } from '../../src/store/store.ts';

/** 21 November 2026, 14:00:00 UTC, in microseconds. */
export const NOW = Date.UTC(2026, 10, 21, 14) * 1000;

export type Ran = { readonly code: number; readonly out: string; readonly err: string; readonly asked: string };

export type Settings = {
  readonly stdin?: string | Uint8Array;
  /** What a person types at the terminal, or does before; without it there is none. */
  readonly types?: string | (() => string);
  readonly env?: Readonly<Record<string, string>>;
  readonly columns?: number;
  readonly rows?: number;
  readonly now?: number;
  readonly cwd?: string;
  /** Every byte that chance gives. */
  readonly drawn?: number;
};

/** A user's home and working directory in a temporary folder, and commands run in them in this process. */
export class World {
  readonly folder = mkdtempSync(join(tmpdir(), 'oktsec-commands-'));
  readonly userHome = join(this.folder, 'user');
  readonly home = join(this.userHome, '.oktsec');
  readonly cwd = join(this.folder, 'work');

  constructor() {
    mkdirSync(this.userHome, { mode: 0o700 });
    mkdirSync(this.cwd, { mode: 0o700 });
    onTestFinished(() => rmSync(this.folder, { recursive: true, force: true }));
  }

  /** Writes HOME/oktsec.yaml. */
  config(text: string): string {
    mkdirSync(this.home, { recursive: true, mode: 0o700 });
    return this.write(join(this.home, 'oktsec.yaml'), text);
  }

  /** Writes a file; a relative path is in the working directory. */
  write(path: string, text: string | Uint8Array): string {
    const file = path.startsWith('/') ? path : join(this.cwd, path);
    writeFileSync(file, text, { mode: 0o600 });
    return file;
  }

  /** Runs one command line, in words. */
  async run(argv: readonly string[], settings: Settings = {}): Promise<Ran> {
    const written = { out: '', err: '', asked: '' };
    const code = await run(argv, this.io(written, settings, new AbortController().signal));
    return { code, ...written };
  }

  io(written: { out: string; err: string; asked: string }, settings: Settings, closed: AbortSignal): Io {
    const sink = (name: 'out' | 'err') => ({
      write: (text: string | Uint8Array) => {
        written[name] += typeof text === 'string' ? text : Buffer.from(text).toString();
        return true;
      },
      once: () => undefined,
      isTTY: settings.columns !== undefined,
      columns: settings.columns,
      rows: settings.rows,
    });
    let micros = 0;
    return {
      stdin: Readable.from(settings.stdin === undefined ? [] : [Buffer.from(settings.stdin)]),
      stdout: sink('out'),
      stderr: sink('err'),
      env: { LANG: 'C.UTF-8', HOME: this.userHome, ...settings.env },
      userHome: this.userHome,
      user: 'ops',
      cwd: settings.cwd ?? this.cwd,
      platform: process.platform,
      now: () => settings.now ?? NOW,
      micros: () => ++micros,
      random: (size) => new Uint8Array(size).fill(settings.drawn ?? 0),
      terminal: () => (settings.types === undefined ? undefined : person(settings.types, written)),
      closed,
    };
  }

  /** Puts rows into the log as a proxy does. */
  async record(...rows: readonly (AuditEntry | { readonly entry: AuditEntry; readonly hold: Hold })[]): Promise<void> {
    const recorder = openRecorder({ home: this.home, now: () => NOW, warn: (line) => expectNothing(line) });
    for (const row of rows) {
      const outcome = await recorder.commit('entry' in row ? row : { entry: row });
      if (outcome !== 'won') throw new Error(`a row was not taken: ${outcome}`);
    }
    await recorder.close();
  }
}

function expectNothing(line: string): void {
  throw new Error(line);
}

function person(types: string | (() => string), written: { asked: string }): Terminal {
  return {
    write: (text) => {
      written.asked += text;
    },
    readLine: () => (typeof types === 'string' ? types : types()),
    close: () => {},
  };
}

/** A plain delivered call, or what is changed of it. */
export function entry(changed: Partial<AuditEntry> = {}): AuditEntry {
  return {
    time: NOW - 60_000_000,
    surface: 'stdio',
    session: '00112233445566aa',
    from: 'cursor',
    to: 'cursor.files',
    kind: 'request',
    side: 'client',
    method: 'tools/call',
    tool: 'read_file',
    size: 120,
    hash: new Uint8Array(32).fill(7),
    sender: 'local',
    decision: 'allow',
    mode: 'enforce',
    action: 'forward',
    rules: [],
    findings: [],
    latencyMicros: 140,
    ...changed,
  };
}

/** One finding of a bundled rule, by default a critical one. */
export function finding(changed: Partial<AuditEntry['findings'][number]> = {}): AuditEntry['findings'][number] {
  return {
    rule: 'CRED-001',
    name: 'Anthropic API key',
    severity: 'critical',
    category: 'credentials',
    pointer: '/params/arguments/text',
    channel: 'tool_args',
    key: false,
    span: [4, 60],
    view: 'plain',
    exact: true,
    excerpt: 'use sk-a…',
    ...changed,
  };
}

/** A held call and its row. */
export function held(
  ref: string,
  changed: Partial<AuditEntry> = {},
  content = '{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"read_file","arguments":{"path":"notes"}}}',
): { readonly entry: AuditEntry; readonly hold: Hold } {
  const found = finding({
    rule: 'INJ-001',
    name: 'Override of instructions',
    severity: 'high',
    category: 'prompt_injection',
  });
  const row = entry({
    decision: 'content_quarantined',
    action: 'hold',
    rules: ['INJ-001'],
    findings: [found],
    ref,
    ...changed,
  });
  const hold: Hold = {
    ref,
    callHash: 'ab'.repeat(32),
    side: row.side,
    content: Buffer.from(content),
    from: row.from,
    to: row.to,
    tool: row.tool,
    rules: row.rules,
    expiresAt: NOW + 24 * 3600 * 1_000_000,
  };
  return { entry: row, hold };
}
