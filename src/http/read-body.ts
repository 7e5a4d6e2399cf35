import type { IncomingMessage } from 'node:http';

/**
 * The whole body, or undefined once it is longer than `maxBytes`: then the rest is not read. How long it may take is the
 * server's `requestTimeout`.
 * @throws when the client goes away
 */
export function readRequest(request: IncomingMessage, maxBytes: number): Promise<Uint8Array | undefined> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    request.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length > maxBytes) {
        chunks.length = 0;
        request.pause();
        resolve(undefined);
      } else {
        chunks.push(chunk);
      }
    });
    request.once('end', () => resolve(chunks.length === 1 ? chunks[0] : Buffer.concat(chunks, length)));
    request.once('error', reject);
    request.once('close', () => reject(new Error('the client went away')));
  });
}
