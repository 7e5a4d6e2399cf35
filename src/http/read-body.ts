import type { IncomingMessage } from 'node:http';

/**
 * The whole body; `oversize` once it is longer than `maxBytes`, then the rest is not read; `gone` when the client goes away
 * before its end. How long it may take is the server's `requestTimeout`.
 */
export function readRequest(request: IncomingMessage, maxBytes: number): Promise<Uint8Array | 'oversize' | 'gone'> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let length = 0;
    request.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length > maxBytes) {
        chunks.length = 0;
        request.pause();
        resolve('oversize');
      } else {
        chunks.push(chunk);
      }
    });
    request.once('end', () => resolve(chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks, length)));
    request.once('error', () => resolve('gone'));
    request.once('close', () => resolve('gone'));
  });
}
