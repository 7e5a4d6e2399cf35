import { expression } from '../../machine-code.ts';
import { wording } from '../../wording.ts';
import type { Span } from '../span.ts';

/** Places whose files the system, a login or a program's start runs by itself, by how their paths go on from the root or a home. */
const PLACES = expression(
  wording`
    (?:^|/)(?:etc/(?:cron(?:tab|\.(?:d|daily|hourly|weekly|monthly)/[^/]{1,80})|profile(?:\.d/[^/]{1,80})?|
    bash\.bashrc|zsh/zshrc|rc\.local|init\.d/[^/]{1,80}|systemd/(?:system|user)/\S{1,120}|ld\.so\.preload|pam\.d/[^/]{1,80}|
    sudoers\.d/[^/]{1,80}|audit/rules\.d/[^/]{1,80}|update-motd\.d/[^/]{1,80})|
    var/spool/(?:cron|at)/\S{1,120}|\.ssh/(?:rc|environment)|\.config/(?:autostart/[^/]{1,80}|systemd/user/\S{1,120}|
    fish/(?:config\.fish|conf\.d/[^/]{1,80})|environment\.d/[^/]{1,80})|Library/Launch(?:Agents|Daemons)/[^/]{1,120}|
    Start Menu/Programs/Startup/[^/]{1,120}|\.git/hooks/(?:pre|post|commit|update|prepare|applypatch|push|
    fsmonitor)[\w-]{0,24}|site-packages/(?:[\w.-]{1,60}\.pth|(?:site|user)customize\.py))$`,
  'i',
);
/** Start files of a user's own shell: at the end of the path of a home. */
const SHELLS =
  /(?:^(?:~|\$HOME)|\/(?:home|Users)\/[^/]{1,40}|^\/root)\/\.(?:bashrc|bash_profile|bash_login|bash_logout|profile|zshrc|zshenv|zprofile|zlogin|zlogout|xprofile|xinitrc|xsessionrc)$/;
const ROOTED = /^(?:[/~$%]|[a-z]:|file:)/i;
const LONGEST = 300;

/** A text that is the path of such a file, from a root, and nothing else. */
export function startPlaces(text: string): Span[] {
  if (text.length > LONGEST) return [];
  const path = text.trim().replaceAll(/^["']|["']$/g, '');
  if (/\n/.test(path) || !ROOTED.test(path)) return [];
  const plain = path.replaceAll(/[\\/]{1,9}(?:\.[\\/]{1,9}){0,9}/g, '/');
  return PLACES.test(plain) || SHELLS.test(plain) ? [{ start: 0, end: text.length }] : [];
}
