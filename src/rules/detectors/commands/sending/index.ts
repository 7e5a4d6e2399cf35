import type { Detector } from '../../../detector.ts';
import { worded } from '../../make.ts';
import { pageStoresSent } from './page-store-sent.ts';
import { secretsSent } from './secret-sent.ts';
import { repositoriesElsewhere } from './work-sent.ts';

/** How far around a word a command line is read. */
const REACH = 480;

/** What sends secrets and work away. */
export const SENDING: readonly Detector[] = [
  worded(
    'secret_sent',
    secretsSent,
    REACH,
    '.ssh id_rsa id_ed25519 .aws .env .netrc .git-credentials .npmrc .kube .docker .gnupg shadow environ _history login secret cookies keychain credential printenv process.env getenv config token keyvault mozilla chrome wallet history .pem .key pg_dump curl nslookup wget mysqldump mongodump vault /dev/tcp invoke- tfstate kdbx 169.254 password gist push bundle archive insteadof remote --upload-file .pypirc .pgpass %env env. export http rsync rclone gsutil',
    // `env | nc …`
    { run: ' |envc', min: 6, holds: 'env|' },
    // `tar c . | nc …`
    { run: ' |nc', min: 5, holds: '|nc' },
  ),
  worded('page_store_sent', pageStoresSent, REACH, 'document.cookie localstorage sessionstorage storagestate'),
  worded('repository_elsewhere', repositoriesElsewhere, REACH, 'push remote'),
];
