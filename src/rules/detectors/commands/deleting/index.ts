import type { Detector, Trigger } from '../../../detector.ts';
import { detector, literals, worded } from '../../make.ts';
import { FORCING } from '../shell/options.ts';
import { destruction, destructionInData } from './destruction.ts';
import { wholeTables } from './whole-table.ts';
import { wholesaleDeletions } from './wholesale.ts';

/** How far around a word a command line is read. */
const REACH = 480;

const DESTROYERS: readonly Trigger[] = [
  literals(
    'mkfs',
    'wipefs',
    '/dev/sd',
    '/dev/nvme',
    '/dev/hd',
    '/dev/vd',
    'chmod',
    'chown',
    'preserve-root',
    '-delete',
    'shred',
  ),
  ...FORCING,
  { run: ':(){|&;', min: 4, holds: ':' },
];

/** What deletes for good. */
export const DELETING: readonly Detector[] = [
  detector('destruction', destruction, REACH, DESTROYERS),
  detector('destruction_in_data', destructionInData, REACH, DESTROYERS),
  // A statement is read from its beginning.
  worded('whole_table', wholeTables, 512, 'update delete truncate'),
  worded(
    'wholesale_deletion',
    wholesaleDeletions,
    REACH,
    'gcloud gsutil kubectl terraform tofu terragrunt pulumi heroku flyctl firebase doctl dropdb dropdatabase deletemany flushall etcdctl mdadm zpool lvremove vgremove pvremove cryptsetup sgdisk blkdiscard vssadmin wbadmin shadowcopy recoveryenabled ' +
      'delete destroy terminate purge uninstall remove-item rmdir prune unpublish shadow -delete --force --recursive rmtree rmsync rimraf rm_rf removeall remove_dir_all crontab format-volume %userprofile% diskutil clear-disk diskpart drop 9200 --mirror push -exec /dev/null chmod chown /var/ /etc/ /usr/ windows users',
    ...FORCING,
    literals('format c:', 'format d:'),
  ),
];
