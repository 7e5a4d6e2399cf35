import type { Context, Define } from '../command.ts';
import { EXIT, OktsecError } from '../errors.ts';
import { letterFault, signLetter, signLetterV1 } from '../identity/letter.ts';
import { newNonce } from '../letters/account.ts';
import { printJson } from '../terminal/print.ts';
import { type Draft, draftOf, draftOptions } from './letters/draft.ts';
import { instanceOf } from './letters/instance.ts';

type Options = Draft & { readonly aud?: string; readonly format: 'v2' | 'v1-newline' | 'v1-concat' };

/** `oktsec sign`: the body of POST /v1/message, for whoever sends it another way. */
export const define: Define = (command, start) => {
  draftOptions(command)
    .option('--aud <instance>', 'the receiver: its instance id (default: that of the oktsec here)')
    .option('--format <format>', 'v2, v1-newline or v1-concat', 'v2')
    .action((content: string | undefined, options: Options) => start((context) => sign(context, content, options)));
};

async function sign(context: Context, content: string | undefined, options: Options): Promise<number> {
  const { io } = context;
  const { draft, secret } = await draftOf(context, content, options);
  const { format } = options;
  if (format !== 'v2' && format !== 'v1-newline' && format !== 'v1-concat') {
    throw new OktsecError('usage', `"${format}" is no format of a signature`, { hint: 'v2, v1-newline or v1-concat' });
  }
  const now = io.now();
  const letter =
    format === 'v2'
      ? signLetter(draft, secret, { aud: options.aud ?? (await instanceOf(context)), now, nonce: newNonce() })
      : signLetterV1(draft, secret, { now, format });
  const fault = letterFault(letter);
  if (fault !== undefined) throw new OktsecError('letter', `this cannot be signed: ${fault}`);
  await printJson(io, letter);
  return EXIT.done;
}
