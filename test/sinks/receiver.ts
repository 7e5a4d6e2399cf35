import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

export type Received = { readonly path: string; readonly headers: IncomingHttpHeaders; readonly body: Buffer };

/** A real HTTP server on loopback: what it was sent, and what it answers. */
export class Receiver {
  readonly got: Received[] = [];
  /** What is answered; 200 by default. */
  answer: (response: ServerResponse, received: Received) => void = (response) => response.end('ok');
  url = '';
  readonly #server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const received = { path: request.url ?? '', headers: request.headers, body: Buffer.concat(chunks) };
      this.got.push(received);
      this.answer(response, received);
    });
  });

  static async open(): Promise<Receiver> {
    const receiver = new Receiver();
    await new Promise<void>((go) => receiver.#server.listen(0, '127.0.0.1', go));
    receiver.url = `http://127.0.0.1:${(receiver.#server.address() as AddressInfo).port}`;
    onTestFinished(() => receiver.close());
    return receiver;
  }

  json(at: number): Record<string, unknown> {
    return JSON.parse(this.got[at]?.body.toString() ?? 'null');
  }

  close(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }
}

export function status(code: number, headers: Record<string, string> = {}) {
  return (response: ServerResponse) => {
    response.writeHead(code, headers);
    response.end();
  };
}
