/** Base32 as Crockford has it: no letter that could be read as a digit, or as another letter. */
export const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** So many random characters, one of them a letter at least: digits alone are a row's sequence number. @param random so many random bytes */
export function newReference(length: number, random: (bytes: number) => Uint8Array): string {
  for (;;) {
    const reference = Array.from(random(length), (byte) => CROCKFORD[byte & 31]).join('');
    if (/[A-Z]/.test(reference)) return reference;
  }
}
