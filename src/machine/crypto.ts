/** Loads what comes of node:crypto with the name of a class, most of it: all at once takes longer than a relay should be away. */
export function loadHalfOfCrypto(): void {
  void globalThis.CryptoKey;
}
