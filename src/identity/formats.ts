/** How a signature is spelled, in the order in which they are tried. */
export const FORMATS = ['v2', 'v1-newline', 'v1-concat'] as const;
export type SignatureFormat = (typeof FORMATS)[number];
