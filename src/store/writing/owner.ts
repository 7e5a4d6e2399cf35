import { readFileSync, readlinkSync } from 'node:fs';
import type { Owner } from './spool-form.ts';

let made = 0;

/** Who we are, told so that a later process with the same pid is not mistaken for us. */
export function ownOwner(): Owner {
  const started = startOf(process.pid) ?? '';
  made += 1;
  return {
    process: `${process.pid.toString(36)}-${Date.now().toString(36)}-${made}-${started || Math.random().toString(36).slice(2)}`,
    pid: process.pid,
    started,
    boot: bootId(),
    space: pidSpace(),
  };
}

/**
 * Whether a spool's owner is gone for certain, so that its rows may be entered by somebody else.
 * A process of another container cannot be seen from here: it counts as alive until its spool has been still for a day.
 * @param idleMillis how long the spool has not been written to.
 */
export function isGone(owner: Owner, idleMillis: number): boolean {
  const boot = bootId();
  if (boot !== '' && owner.boot !== '' && boot !== owner.boot) return true;
  if (owner.space !== pidSpace()) return idleMillis > 24 * 3600_000;
  const started = startOf(owner.pid);
  if (started !== undefined) return owner.started !== '' && started !== owner.started;
  try {
    process.kill(owner.pid, 0);
    return false;
  } catch (error) {
    return !(error instanceof Error && 'code' in error && error.code === 'EPERM');
  }
}

/** When a process started, in ticks since boot; undefined where /proc does not say. A zombie has ended. */
export function startOf(pid: number): string | undefined {
  const stat = read(`/proc/${pid}/stat`);
  if (stat === undefined) return undefined;
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return fields[0] === 'Z' || fields[0] === 'X' ? 'ended' : fields[19];
}

function bootId(): string {
  return read('/proc/sys/kernel/random/boot_id')?.trim() ?? '';
}

function pidSpace(): string {
  try {
    return readlinkSync('/proc/self/ns/pid');
  } catch {
    return '';
  }
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'latin1');
  } catch {
    return undefined;
  }
}
