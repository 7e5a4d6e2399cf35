import type { Asset } from './assets.ts';
import { HEADERS } from './headers.ts';
import type { Html } from './html.ts';

const CHUNK_LETTERS = 64 * 1024;

export async function pageResponse(status: number, body: Html | string): Promise<Response> {
  const headers = { ...HEADERS, 'content-type': 'text/html; charset=utf-8' };
  return new Response(String(await body), { status, headers });
}

/** The page after a form: 303, so that reloading it sends nothing again. */
export function moved(to: string, headers: Readonly<Record<string, string>> = {}): Response {
  return new Response(null, { status: 303, headers: { ...HEADERS, ...headers, location: to } });
}

export function plain(status: number, text: string): Response {
  return new Response(`${text}\n`, { status, headers: { ...HEADERS, 'content-type': 'text/plain; charset=utf-8' } });
}

export function jsonResponse(value: unknown): Response {
  const text = `${JSON.stringify(value, undefined, 2)}\n`;
  return new Response(text, { headers: { ...HEADERS, 'content-type': 'application/json' } });
}

/** To be saved, and not shown. */
export function fileResponse(file: {
  readonly name: string;
  readonly type: string;
  readonly text: string | Iterable<string>;
}): Response {
  const type = { 'content-type': file.type, 'content-disposition': `attachment; filename="${file.name}"` };
  return new Response(bodyOf(file.text), { headers: { ...HEADERS, ...type } });
}

export function assetResponse({ bytes, type }: Asset): Response {
  return new Response(bytes as Uint8Array<ArrayBuffer>, {
    headers: { ...HEADERS, 'content-type': type, 'cache-control': 'public, max-age=31536000, immutable' },
  });
}

/** Pieces are taken as fast as they are read at the other end, so that no file is ever held whole. */
function bodyOf(text: string | Iterable<string>): string | ReadableStream<Uint8Array> {
  if (typeof text === 'string') return text;
  const pieces = text[Symbol.iterator]();
  const encoder = new TextEncoder();
  return new ReadableStream({
    pull: (controller) => {
      let chunk = '';
      while (chunk.length < CHUNK_LETTERS) {
        const next = pieces.next();
        if (next.done === true) {
          if (chunk !== '') controller.enqueue(encoder.encode(chunk));
          controller.close();
          return;
        }
        chunk += next.value;
      }
      controller.enqueue(encoder.encode(chunk));
    },
    cancel: () => void pieces.return?.(),
  });
}
