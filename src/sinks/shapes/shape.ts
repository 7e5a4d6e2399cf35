import type { Notice } from '../notice.ts';

/** How one receiver wants to be told. */
export type Shape = {
  readonly headers?: Readonly<Record<string, string>>;
  /** The body, to be sent as JSON. */
  body(notice: Notice, settings: { readonly chatId: string | undefined }): object;
};

/** Lines of facts under the sentence. */
export function facts(notice: Notice): readonly (readonly [string, string])[] {
  return [
    ['severity', notice.severity ?? '-'],
    ['rules', notice.rules.join(', ') || '-'],
    ['mode', notice.mode],
    ['row', String(notice.seq)],
    ['sha-256', notice.contentSha256],
  ];
}
