import { connect } from 'node:net';

/**
 * Posts each body over `lanes` connections that stay open, one request at a time on each, and waits for every answer.
 * Written on the bare socket, so that the client costs little beside the server.
 * @returns milliseconds
 * @throws when an answer is not 200
 */
export async function postMany(url: string, bodies: readonly Buffer[], lanes: number): Promise<number> {
  const { hostname, port, host } = new URL(url);
  const requests = bodies.map((body) =>
    Buffer.concat([
      Buffer.from(
        `POST /v1/message HTTP/1.1\r\nHost: ${host}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n`,
      ),
      body,
    ]),
  );
  let next = 0;
  const sockets = await Promise.all(
    Array.from({ length: lanes }, async () => {
      const socket = connect({ host: hostname, port: Number(port), noDelay: true });
      await new Promise<void>((resolve, reject) => {
        socket.once('connect', resolve);
        socket.once('error', reject);
      });
      return socket;
    }),
  );
  const start = performance.now();
  await Promise.all(
    sockets.map(
      (socket) =>
        new Promise<void>((resolve, reject) => {
          let answer = '';
          const send = () => {
            const request = requests[next];
            next += 1;
            if (request === undefined) resolve();
            else socket.write(request);
          };
          socket.on('error', reject);
          socket.on('close', () => reject(new Error('the server closed a connection')));
          socket.on('data', (chunk: Buffer) => {
            answer += chunk.toString('latin1');
            const end = answer.indexOf('\r\n\r\n');
            if (end < 0) return;
            const length = Number(/^content-length: (\d+)\r$/im.exec(answer)?.[1] ?? Number.NaN);
            if (!(answer.length >= end + 4 + length)) return;
            if (answer.startsWith('HTTP/1.1 200 ')) send();
            else reject(new Error(`a message was answered ${answer.slice(9, 12)}: ${answer.slice(end + 4)}`));
            answer = '';
          });
          send();
        }),
    ),
  );
  const took = performance.now() - start;
  for (const socket of sockets) socket.removeAllListeners('close').destroy();
  return took;
}
