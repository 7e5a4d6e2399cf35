import type { Check } from '../check.ts';
import { BROAD_FOLDER } from './broad-folder.ts';
import { CLONED_REPOSITORY } from './cloned-repository.ts';
import { DOCKER_MOUNT } from './docker-mount.ts';
import { INJECTING_VARIABLE } from './injecting-variable.ts';
import { INLINE_SECRET } from './inline-secret.ts';
import { REMOTE_URL } from './remote-url.ts';
import { SHELL_LINE } from './shell-line.ts';
import { SUDO } from './sudo.ts';
import { UNPINNED_IMAGE } from './unpinned-image.ts';
import { UNPINNED_PACKAGE } from './unpinned-package.ts';

/** Every check of a config, in the order in which they are shown. */
export const CHECKS: readonly Check[] = [
  SUDO,
  INLINE_SECRET,
  SHELL_LINE,
  DOCKER_MOUNT,
  BROAD_FOLDER,
  INJECTING_VARIABLE,
  UNPINNED_PACKAGE,
  UNPINNED_IMAGE,
  CLONED_REPOSITORY,
  REMOTE_URL,
];
