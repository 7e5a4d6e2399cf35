/** Whether oktsec makes a file or a folder of this name in a home. A home may lie among things of somebody else. */
export function isOurs(name: string): boolean {
  return OURS.test(name);
}

const OURS = new RegExp(
  `^(?:${[
    'oktsec\\.(?:db|yaml).*|config-draft\\.yaml|checkpoints\\.log|serve\\.log|(?:instance|flow)\\.key.*|instance\\.pub.*',
    '\\.?(?:canaries|chain|last-good|manifest|seen|serve|standing|trust)\\.json.*|next-code|paused',
    'approvals|backups|cache|keys|locks|previews|revoked|running|spool',
  ].join('|')})$`,
);
