import { spawn } from 'node:child_process';

/**
 * Shows an address in the person's browser. Nothing that is a secret may stand in it: other programs see command lines.
 * @returns whether there was a program to do it
 */
export function openBrowser(url: string, platform: NodeJS.Platform): Promise<boolean> {
  const [command, ...words] =
    platform === 'darwin' ? ['open', url] : platform === 'win32' ? ['explorer.exe', url] : ['xdg-open', url];
  return new Promise((resolve) => {
    const child = spawn(command ?? 'xdg-open', words, { detached: true, stdio: 'ignore' });
    child.once('error', () => resolve(false));
    child.once('spawn', () => {
      child.unref();
      resolve(true);
    });
  });
}
