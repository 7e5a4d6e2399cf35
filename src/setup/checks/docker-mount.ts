import type { Severity } from '../../rules/rule.ts';
import type { Check, Subject, Trouble } from '../check.ts';

export const DOCKER_MOUNT: Check = {
  id: 'docker-mount',
  name: 'container that is none',
  severity: 'high',
  why: 'With the whole disk, the socket of docker or all privileges inside, the container keeps nothing in.',
  remedy: 'Mount the one folder it works on, read-only where it can be; leave out --privileged and the socket.',
  find: ({ launch: { image }, userHome }) => {
    if (image === undefined) return [];
    return image.options.flatMap(([name, value]): Trouble[] => {
      if (name === '--privileged') return [{ what: '--privileged', severity: 'critical' }];
      if (name === '--pid' && value === 'host') return [{ what: '--pid host' }];
      if (/^--?(?:v|volume)$/.test(name)) return mounted(value.split(':')[0] ?? '', userHome);
      if (name !== '--mount') return [];
      const source = /(?:^|,)(?:source|src)=([^,]*)/.exec(value)?.[1];
      return source === undefined ? [] : mounted(source, userHome);
    });
  },
};

function mounted(source: string, userHome: Subject['userHome']): Trouble[] {
  const path = source
    .replace(/^(?:~|\$HOME|\$\{HOME\}|\$\{userHome\}|\$\{env:HOME\})(?=\/|$)/, userHome)
    .replace(/(?<=.)\/+$/, '');
  const trouble = (what: string, severity: Severity): Trouble[] => [{ what: `mounts ${what}`, severity }];
  if (path === '/' || /^[A-Za-z]:[\\/]?$/.test(path)) return trouble('the whole disk', 'critical');
  if (/\/(?:docker|podman|containerd)\.sock$/.test(path)) return trouble('the socket of docker', 'critical');
  if (path === userHome) return trouble('the whole home folder', 'high');
  if (/^\/(?:etc|root|proc|sys|boot|var\/run|run)(?:\/|$)/.test(path)) return trouble(path, 'high');
  return /\/\.(?:ssh|aws|gnupg|kube|docker|oktsec)(?:\/|$)/.test(path) ? trouble(path, 'high') : [];
}
