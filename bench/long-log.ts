import { createHash } from 'node:crypto';
import type { AuditEntry } from '../src/guard/entry.ts';
import { rowOf } from '../src/store/chain/row.ts';
import { Shapes } from '../src/store/chain/shapes.ts';
import { openLedger } from '../src/store/writing/open-ledger.ts';

const BATCH = 256;
const DAY = 86_400_000_000;
const CLIENTS = ['cursor', 'claude-code', 'claude-desktop'];
const SERVERS = ['filesystem', 'github', 'slack', 'postgres', 'fetch', 'memory', 'browser', 'jira', 'mail', 'shell'];
const TOOLS = ['read', 'write', 'list', 'search', 'create', 'update'];
const METHODS = ['tools/call', 'tools/call', 'tools/call', 'tools/call', 'resources/read', 'notifications/progress'];
const FOUND = [
  { rule: 'CRED-004', severity: 'critical', category: 'credentials', decision: 'content_blocked', share: 997 },
  { rule: 'PI-003', severity: 'high', category: 'prompt_injection', decision: 'content_quarantined', share: 501 },
  { rule: 'PII-002', severity: 'medium', category: 'pii', decision: 'content_flagged', share: 151 },
  { rule: 'UNI-001', severity: 'low', category: 'unicode_tricks', decision: 'allow', share: 103 },
  { rule: 'SSRF-001', severity: 'critical', category: 'ssrf', decision: 'content_blocked', share: 99_991 },
] as const;

/**
 * Thirty days of three clients with ten servers each, as the writer leaves them: rows in the order of their time, some
 * twenty sessions a day of which several run at once, one row in a hundred with a finding. Everything goes through the
 * ledger that proxies use, so that roll-ups and indexes are what they would be.
 * @param end microseconds since 1970: the last row's time
 */
export function fillLog(home: string, rows: number, end: number): void {
  const ledger = openLedger({
    home,
    now: () => end,
    waitMillis: 1000,
    durability: 'normal',
    checkpointRows: 1000,
    checkpointSeconds: 1e9,
    warn: () => undefined,
  });
  const shapes = new Shapes();
  const step = Math.floor((30 * DAY) / rows);
  for (let at = 0; at < rows; at += BATCH) {
    const batch = Array.from({ length: Math.min(BATCH, rows - at) }, (_, n) => {
      const entry = entryOf(at + n, end - (rows - at - n) * step);
      return rowOf(entry, shapes.of(entry), at + n + 1);
    });
    ledger.write({ rows: batch, process: 'bench', commits: [] });
  }
  ledger.db.pragma('wal_checkpoint(TRUNCATE)');
  ledger.close();
}

/** One more row of such a log each time, committed as a proxy commits it. */
export class Growing {
  readonly #ledger;
  readonly #shapes = new Shapes();
  #n: number;

  constructor(home: string, rows: number) {
    this.#n = rows;
    this.#ledger = openLedger({
      home,
      now: () => Date.now() * 1000,
      waitMillis: 1000,
      durability: 'normal',
      checkpointRows: 1000,
      checkpointSeconds: 1e9,
      warn: () => undefined,
    });
  }

  add(): void {
    const entry = entryOf(this.#n, Date.now() * 1000);
    this.#n += 1;
    this.#ledger.write({ rows: [rowOf(entry, this.#shapes.of(entry), this.#n)], process: 'growing', commits: [] });
  }

  close(): void {
    this.#ledger.close();
  }
}

function entryOf(n: number, time: number): AuditEntry {
  const client = CLIENTS[Math.floor(n / 7) % 3] ?? 'cursor';
  // Not every server is used every hour.
  const server = SERVERS[(n * 7 + Math.floor(n / 997)) % (3 + (Math.floor(n / 1400) % 8))] ?? 'filesystem';
  const request = n % 2 === 0;
  const method = METHODS[(n >> 1) % METHODS.length] ?? 'tools/call';
  const found = FOUND.find(({ share }) => n % share === 7);
  const agent = `${client}.${server}`;
  return {
    time,
    surface: 'stdio',
    session: createHash('md5')
      .update(`${client} ${Math.floor(n / 5000)}`)
      .digest('hex')
      .slice(0, 16),
    from: request ? client : agent,
    to: request ? agent : client,
    kind: request ? 'request' : 'response',
    side: request ? 'client' : 'server',
    method,
    tool: method === 'tools/call' ? `${server}_${TOOLS[(n >> 3) % TOOLS.length]}` : undefined,
    size: 150 + ((n * 37) % 4000),
    hash: createHash('sha256').update(String(n)).digest(),
    sender: 'local',
    decision: found?.decision ?? 'allow',
    mode: server < 'h' ? 'enforce' : 'observe',
    action: 'forward',
    rules: found === undefined ? [] : [found.rule],
    findings:
      found === undefined
        ? []
        : [
            {
              rule: found.rule,
              name: found.rule,
              severity: found.severity,
              category: found.category,
              pointer: '/result/content/0/text',
              channel: 'tool_result',
              key: false,
              span: [12, 60],
              view: 'plain',
              exact: true,
              excerpt: 'here is what the tool returned: [redacted] and then it went on',
            },
          ],
    ref: found === undefined ? undefined : `F${n.toString(36).toUpperCase().padStart(6, '0')}`,
    latencyMicros: 8 + (n % 60),
  };
}
