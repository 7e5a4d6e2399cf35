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

function isLoopback(bind: string): boolean {
  return bind === 'localhost' || bind === '::1' || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(bind);
}
