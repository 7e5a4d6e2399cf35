import { type Digest, digestWith } from '../flow/canary.ts';
import { type Salt, saltOf } from '../flow/print.ts';
import type { FlowSurroundings } from '../proxy/flows/flows.ts';
import { CanaryMark } from '../store/kept/canaries.ts';
import { flowSecret } from '../store/kept/flow-secret.ts';
import { Glance } from '../store/kept/glance.ts';
import type { Recorder } from '../store/store.ts';
import { hashOf } from './hash-of.ts';

/** The home's secret is read when it is first needed, and tried again where there was none. */
export function flowsOf(home: string, recorder: Recorder): FlowSurroundings {
  const mark = new CanaryMark(home);
  const canaries = new Glance(() => mark.all);
  let known: { readonly salt: Salt; readonly digest: Digest } | undefined;
  const look = () => {
    if (known !== undefined) return known;
    const secret = flowSecret(home);
    if (secret !== undefined) known = { salt: saltOf(secret), digest: digestWith(secret, hashOf) };
    return known;
  };
  return {
    salt: () => look()?.salt,
    canaries: () => canaries.value,
    digest: (text) => look()?.digest(text) ?? '',
    news: () => recorder.anyFlows(),
  };
}
