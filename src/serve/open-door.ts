import { OktsecError } from '../errors.ts';

/** @throws OktsecError `insecure`: whoever can reach it could speak as anybody [234] */
export function refuseOpenDoor(bind: string, requireSignature: boolean, insecure: boolean): void {
  if (isLoopback(bind) || requireSignature || insecure) return;
  throw new OktsecError(
    'insecure',
    `--bind ${bind} with identity.require_signature: false lets anybody speak as anybody`,
    {
      hint: 'require signatures, or bind to 127.0.0.1, or say --insecure if that is meant',
    },
  );
}

/** What is said of a server that other machines reach; undefined where none does. */
export function saidOfNetwork(bind: string, requireSignature: boolean): string | undefined {
  if (isLoopback(bind)) return undefined;
  const anybody = requireSignature ? '' : ', and anybody there speaks as anybody';
  const names = bind === '0.0.0.0' || bind === '::' ? '; it answers to the names in server.hosts' : '';
  return `other machines reach it at ${bind}, in plain HTTP${anybody}${names}`;
}

function isLoopback(bind: string): boolean {
  return bind === 'localhost' || bind === '::1' || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(bind);
}
