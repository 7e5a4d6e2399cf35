import type { Check } from '../check.ts';

export const UNPINNED_IMAGE: Check = {
  id: 'unpinned-image',
  name: 'container image without a version',
  severity: 'medium',
  why: 'A tag that moves brings another image whenever it is pulled again.',
  remedy: 'Name a version, best by its digest: IMAGE@sha256:…',
  find: ({ launch: { image } }) => {
    if (image === undefined || image.digest !== undefined) return [];
    if (image.tag !== undefined && !/^(?:latest|main|master|edge|stable|nightly|dev)$/.test(image.tag)) return [];
    return [{ what: image.tag === undefined ? `${image.name}, whatever is newest` : `${image.name}:${image.tag}` }];
  },
};
