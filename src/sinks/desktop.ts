import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { DesktopSinkConfig, RuleOverride } from '../config/config.ts';
import { OktsecError } from '../errors.ts';
import { type Notice, sentence } from './notice.ts';
import type { Sink } from './sink.ts';
import { wanting } from './wants.ts';

const TIMEOUT_MILLIS = 5000;

/** A word on the desktop of whoever sits here, by the system's own notifier. */
export function desktopSink(
  config: DesktopSinkConfig,
  rules: readonly RuleOverride[],
  platform: NodeJS.Platform,
): Sink {
  return {
    name: config.name,
    wants: wanting(config, 'desktop', rules),
    send: (notice, signal) => notify(notice, platform, signal),
  };
}

/** The program and its arguments. No shell reads them, and no notifier takes what stands in them for options or markup. */
export function notifier(notice: Notice, platform: NodeJS.Platform): readonly [string, readonly string[]] | undefined {
  const title = notice.event === 'quarantined' && !notice.would ? 'oktsec holds a message' : 'oktsec';
  const hint = notice.ref === undefined ? '' : `\noktsec quarantine show ${notice.ref}`;
  const text = `${sentence(notice)}${notice.event === 'quarantined' ? hint : ''}`;
  if (platform === 'linux') {
    const plain = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
    return ['notify-send', ['--app-name=oktsec', '--', title, plain]];
  }
  if (platform !== 'darwin') return undefined;
  const script = ['on run argv', 'display notification (item 2 of argv) with title (item 1 of argv)', 'end run'];
  return ['/usr/bin/osascript', [...script.flatMap((line) => ['-e', line]), '--', title, text]];
}

async function notify(notice: Notice, platform: NodeJS.Platform, signal: AbortSignal): Promise<void> {
  const command = notifier(notice, platform);
  if (command === undefined) throw new OktsecError('outbound_refused', `no notifier is known on ${platform}`);
  try {
    await promisify(execFile)(command[0], [...command[1]], { signal, timeout: TIMEOUT_MILLIS });
  } catch (cause) {
    const missing = cause instanceof Error && 'code' in cause && cause.code === 'ENOENT';
    throw new OktsecError(
      missing ? 'outbound_refused' : 'outbound',
      `${command[0]} ${missing ? 'is not installed' : 'failed'}`,
      { cause },
    );
  }
}
