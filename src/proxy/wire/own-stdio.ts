import { Socket } from 'node:net';
import type { Readable, Writable } from 'node:stream';

// Sockets of our own instead of process.stdin and stdout: those cannot be closed, and a client must see the end.
export function ownInput(): Readable {
  try {
    return new Socket({ fd: 0, readable: true, writable: false });
  } catch {
    return process.stdin;
  }
}

export function ownOutput(): Writable {
  try {
    return new Socket({ fd: 1, readable: false, writable: true });
  } catch {
    return process.stdout;
  }
}

/** Resolves when all that was written is out, the stream broke, or `withinMs` passed. */
export function flushed(stream: Writable, withinMs: number | undefined): Promise<void> {
  return new Promise((done) => {
    if (stream.destroyed || withinMs === 0) return done();
    stream.on('finish', done).on('error', done).on('close', done);
    // A stream that was ended takes no more: it says when it is through.
    if (stream.writableEnded) {
      if (stream.writableFinished) done();
    } else if (stream.writableLength === 0) done();
    else stream.write('', () => done());
    if (withinMs !== undefined) setTimeout(done, withinMs);
  });
}
