import type { AuditRow } from '../store/store.ts';
import type { Notice } from './notice.ts';

/** Who is told of rows. */
export type Sink = {
  /** Its own among all sinks; where it stands is kept under it. */
  readonly name: string;
  wants(row: AuditRow): boolean;
  /** Told in order. @throws OktsecError when it was not taken; code `outbound_refused` when trying again is of no use */
  send(notice: Notice, signal: AbortSignal): Promise<void>;
  close?(): Promise<void>;
};

/** It asked to be left alone for a while. */
export class Busy extends Error {
  readonly millis: number;
  constructor(status: number, millis: number) {
    super(`answered ${status}`);
    this.name = 'Busy';
    this.millis = millis;
  }
}
