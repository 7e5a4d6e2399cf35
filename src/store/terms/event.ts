import type { Mode } from '../../policy/decisions.ts';

/** A row oktsec writes about itself. `name` goes where a message has its method: `prune`, `mode_changed`… */
export type OwnEvent = {
  readonly name: string;
  readonly note: string;
  readonly ref?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly tool?: string | undefined;
  readonly rules?: readonly string[] | undefined;
  readonly mode?: Mode | undefined;
};
