import { readFileSync, statSync } from 'node:fs';
import { OktsecError } from '../errors.ts';
import { decodeText } from './text.ts';

const MAX_BYTES = 64 * 1024 ** 2;

/** A client's file as text, without a byte order mark. @throws OktsecError `client_file` */
export function readText(path: string): string {
  let bytes: Buffer;
  try {
    if (statSync(path).size > MAX_BYTES) throw new OktsecError('client_file', `${path} is larger than 64 MiB`);
    bytes = readFileSync(path);
  } catch (cause) {
    if (cause instanceof OktsecError) throw cause;
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause);
    throw new OktsecError('client_file', `${path} cannot be read: ${code}`, { cause });
  }
  try {
    return decodeText(bytes).text;
  } catch (cause) {
    throw new OktsecError('client_file', `${path} is not UTF-8`, { cause });
  }
}
