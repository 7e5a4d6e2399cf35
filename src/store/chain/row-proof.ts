import type { Database } from 'better-sqlite3';
import { Dictionary, type RawRow, type StoredShape } from '../reading/read.ts';
import type { Verification } from '../terms/verification.ts';
import { lengthPrefixed, rowHash, shapeDigest } from './chain.ts';
import type { StoredFinding } from './row.ts';

export type Bad = NonNullable<Verification['bad']>;

/** Proves rows one after another: that each is the next and that its hash follows from the one before. */
export class RowProof {
  readonly #dictionary: Dictionary;
  readonly #digests = new Map<number, Buffer>();
  readonly #sessions = new Map<number, Buffer>();
  /** The last row that was proved, and its hash. */
  last: number;
  head: Uint8Array;

  /** @param from the row before the first one that is to be proved, and its hash */
  constructor(db: Database, from: { readonly seq: number; readonly hash: Uint8Array }) {
    // A dictionary of its own: what is proved is what stands there now.
    this.#dictionary = new Dictionary(db);
    this.last = from.seq;
    this.head = from.hash;
  }

  /** Whether it is the next row, and names what is known. */
  follows(raw: RawRow): Bad | undefined {
    const expected = this.last + 1;
    if (raw.seq !== expected) return { seq: expected, what: `row ${expected} is missing` };
    return this.#named(raw) === undefined
      ? { seq: raw.seq, what: `row ${raw.seq} names an entry that the dictionary does not have` }
      : undefined;
  }

  /** After `follows`. @param findings all of the row, in their order */
  prove(raw: RawRow, findings: readonly StoredFinding[]): Bad | undefined {
    const named = this.#named(raw);
    if (named === undefined) throw new Error('follows was not asked');
    const altered = { seq: raw.seq, what: `row ${raw.seq} is not what was written after row ${raw.seq - 1}` };
    if (!isOfKind(raw)) return altered;
    const digest = memo(this.#digests, raw.shape, () => shapeDigest(named.shape.fields));
    const hash = rowHash(this.head, {
      seq: raw.seq,
      time: raw.time,
      size: raw.size,
      micros: raw.micros,
      content: raw.content,
      shape: digest,
      session: memo(this.#sessions, raw.session, () => lengthPrefixed(named.session)),
      ref: raw.ref ?? undefined,
      note: raw.note ?? undefined,
      held: raw.held ?? undefined,
      findings,
    });
    if (raw.content.length !== 32 || !hash.equals(raw.hash)) return altered;
    if (!digest.equals(named.shape.digest)) {
      return { seq: raw.seq, what: `row ${raw.seq} names a dictionary entry that was altered` };
    }
    this.last = raw.seq;
    this.head = raw.hash;
    return undefined;
  }

  #named(raw: RawRow): { readonly shape: StoredShape; readonly session: string } | undefined {
    const shape = this.#dictionary.shape(raw.shape);
    const session = this.#dictionary.session(raw.session);
    return shape === undefined || session === undefined ? undefined : { shape, session };
  }
}

/** A text in the place of a number, or bytes in that of a text, could have the same hash and say something else [195]. */
function isOfKind({ time, size, micros, content, hash, ref, note, held }: RawRow): boolean {
  const isWhole = (value: unknown) => Number.isSafeInteger(value) && (value as number) >= 0;
  return (
    isWhole(time) &&
    isWhole(size) &&
    isWhole(micros) &&
    Buffer.isBuffer(content) &&
    Buffer.isBuffer(hash) &&
    (ref === null || typeof ref === 'string') &&
    (note === null || typeof note === 'string') &&
    (held === null || Buffer.isBuffer(held))
  );
}

function memo(known: Map<number, Buffer>, id: number, make: () => Buffer): Buffer {
  const found = known.get(id);
  if (found !== undefined) return found;
  const made = make();
  known.set(id, made);
  return made;
}
