import { readHost } from '../rules/detectors/addresses/address.ts';

/**
 * Why nothing is sent to this URL, in a few words; undefined when only the addresses of its name can tell.
 * @param allowPrivate the operator said that this machine and its network are meant; metadata services never are [172]
 */
export function hostRefusal(text: string, allowPrivate: boolean): string | undefined {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    return 'it is no URL';
  }
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return 'only https and http are possible';
  if (url.username !== '' || url.password !== '') return 'a name or password in it is not allowed';
  const literal = readHost(url.hostname);
  if (literal?.reach === 'metadata') return 'it is the metadata service of a cloud';
  if (literal !== undefined && literal.reach !== 'public' && !allowPrivate)
    return 'it is on this machine or its network, and needs allow_private: true';
  return url.protocol === 'http:' && !allowPrivate ? 'it is not https' : undefined;
}
