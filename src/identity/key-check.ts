import { Point } from '@noble/ed25519';

/**
 * Why 32 bytes must not be registered as somebody's public key; undefined when they may be. Asked once per key, of a
 * second implementation: with a point of small order a forged signature verifies on some or all messages [114].
 */
export function keyFault(raw: Uint8Array): string | undefined {
  if (raw.length !== 32) return `it has ${raw.length} bytes and not 32`;
  let point: Point;
  try {
    point = Point.fromBytes(raw, false);
  } catch {
    return 'it is no point of the curve in its one spelling';
  }
  if (point.isSmallOrder()) return 'it is a point of small order, which verifies forged signatures';
  return point.isTorsionFree() ? undefined : 'it is outside the prime-order group';
}
