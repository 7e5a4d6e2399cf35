import type { Detector } from '../../detector.ts';
import { literals, worded } from '../make.ts';
import { connectedShells } from './connected-shell.ts';
import { fetchedRuns } from './fetched-run.ts';
import { pageStoresSent } from './page-store-sent.ts';
import { secretsSent } from './secret-sent.ts';
import { FORCING } from './shell/options.ts';
import { wholeTables } from './whole-table.ts';
import { wholesaleDeletions } from './wholesale.ts';
import { repositoriesElsewhere } from './work-sent.ts';

/** How far around a word a command line is read. */
const CALL = 480;

/** What command lines do, read as calls. Asked for in arguments and between agents, where texts are short: common words may ask. */
export const CALLED: readonly Detector[] = [
  worded(
    'connected_shell',
    connectedShells,
    CALL,
    'socket connect inet net.dial net.listen dup2 ztcp tcpclient tcpstream telnet s_client netcat ncat popen xterm ttyd gotty chisel websocketd tmate /bin/sh /bin/bash busybox bash tcplistener while localhost:22 localhost:3389 127.0.0.1:22 stdin',
  ),
  worded(
    'fetched_run',
    fetchedRuns,
    CALL,
    'http: https: ftp: curl wget aria2c urlcache bitsadmin invoke-webrequest start-bitstransfer tftp sftp rsync /tmp/',
  ),
  worded(
    'secret_sent',
    secretsSent,
    CALL,
    '.ssh id_rsa id_ed25519 .aws .env .netrc .git-credentials .npmrc .kube .docker .gnupg shadow environ _history login secret cookies keychain credential printenv process.env getenv config token keyvault mozilla chrome wallet history .pem .key pg_dump curl nslookup wget mysqldump mongodump vault /dev/tcp invoke- tfstate kdbx 169.254 password gist push bundle archive insteadof remote --upload-file .pypirc .pgpass %env env. export http rsync rclone gsutil',
    // `env | nc …`
    { run: ' |envc', min: 6, holds: 'env|' },
    // `tar c . | nc …`
    { run: ' |nc', min: 5, holds: '|nc' },
  ),
  worded('page_store_sent', pageStoresSent, CALL, 'document.cookie localstorage sessionstorage storagestate'),
  worded('repository_elsewhere', repositoriesElsewhere, CALL, 'push remote'),
  // A statement is read from its beginning.
  worded('whole_table', wholeTables, 512, 'update delete truncate'),
  worded(
    'wholesale_deletion',
    wholesaleDeletions,
    CALL,
    'gcloud gsutil kubectl terraform tofu terragrunt pulumi heroku flyctl firebase doctl dropdb dropdatabase deletemany flushall etcdctl mdadm zpool lvremove vgremove pvremove cryptsetup sgdisk blkdiscard vssadmin wbadmin shadowcopy recoveryenabled ' +
      'delete destroy terminate purge uninstall remove-item rmdir prune unpublish shadow -delete --force --recursive rmtree rmsync rimraf rm_rf removeall remove_dir_all crontab format-volume %userprofile% diskutil clear-disk diskpart drop 9200 --mirror push -exec /dev/null chmod chown /var/ /etc/ /usr/ windows users',
    ...FORCING,
    literals('format c:', 'format d:'),
  ),
];
