import { expression } from '../../../machine-code.ts';
import { wording } from '../../../wording.ts';

/** What a call's arguments must hold, and what makes it an everyday one. */
export type Wholesale = { readonly programs: RegExp; readonly args: RegExp; readonly unless?: RegExp };

/** Names of what is made to be thrown away: nobody mourns `rg-test-pr-12`. */
export const THROWN_AWAY = expression(
  wording`
    (?:^|[^a-z0-9])(?:tests?|testing|dev|tmp|temp|pr|preview|staging|stage|sandbox|ci|demo|scratch|e2e|qa|local|
    localhost|kind|minikube|playground|review|feature|fixtures?|ephemeral|dry-run|dryrun)(?:$|[^a-z])|127\.0\.0\.1|
    --help\b|--if-exists\b`,
  'i',
);

const MAIN = String.raw`(?:refs/heads/)?(?:main|master|develop|production|prod|trunk|release)(?![\w/.-])`;

/** Calls that delete data for good, or everything of a kind at once. */
export const WHOLESALE: readonly Wholesale[] = [
  // Disks
  { programs: /^format(?:\.com)?$/, args: /^[a-z]:(?:\s|$)/i },
  {
    programs: /^diskutil$/,
    args: /^(?:eraseDisk|eraseVolume|zeroDisk|randomDisk|secureErase|partitionDisk|apfs deleteContainer)\b/i,
  },
  // Clouds
  { programs: /^aws$/, args: /\bs3 rb\b.{0,160}--force/, unless: THROWN_AWAY },
  {
    programs: /^aws$/,
    args: /\bs3 rm\b(?=.{0,160}--recursive).{0,80}s3:\/\/[\w.$-]{1,63}\/?(?:\s|$)/,
    unless: THROWN_AWAY,
  },
  {
    programs: /^aws$/,
    args: expression(wording`
      \b(?:rds|docdb|neptune|redshift) delete-(?:db-)?(?:instance|
      cluster)\b.{0,240}--(?:skip-final-(?:cluster-)?snapshot|delete-automated-backups)|
      \brds delete-db-(?:cluster-)?snapshot\b`),
    unless: THROWN_AWAY,
  },
  {
    programs: /^aws$/,
    args: expression(wording`
      \b(?:backup delete-(?:recovery-point|backup-vault)|ec2 delete-(?:snapshot|volume)|kms schedule-key-deletion|
      dynamodb delete-(?:table|backup)|eks delete-cluster|organizations delete-organization|
      route53 delete-hosted-zone|cognito-idp delete-user-pool|efs delete-file-system|
      ecr delete-repository\b.{0,120}--force|secretsmanager delete-secret\b.{0,160}--force-delete|
      elasticache delete-replication-group|glacier delete-vault|opensearch delete-domain|logs delete-log-group)\b`),
    unless: THROWN_AWAY,
  },
  {
    programs: /^gcloud$/,
    args: expression(wording`
      \b(?:projects|sql (?:instances|databases|backups)|container clusters|storage buckets|spanner (?:instances|
      databases)|bigtable instances|firestore databases|filestore instances|compute (?:snapshots|disks)|
      dns managed-zones|kms keys versions|redis instances|alloydb clusters) (?:delete|destroy)\b`),
    unless: THROWN_AWAY,
  },
  {
    programs: /^(?:gsutil|gcloud)$/,
    args: /\brm\b(?=.{0,120}(?:-\w{0,3}r|--recursive|\*\*)).{0,80}gs:\/\/[\w.$-]{1,63}\/?\*{0,2}(?:\s|$)|^(?:-m )?rb\b/,
    unless: THROWN_AWAY,
  },
  { programs: /^bq$/, args: /^rm\b(?=.{0,80}-(?:r|d)\b).{0,80}-f\b/, unless: THROWN_AWAY },
  { programs: /^az$/, args: /\bgroup delete\b.{0,160}(?:--yes|-y\b)/, unless: THROWN_AWAY },
  {
    programs: /^az$/,
    args: expression(wording`
      \b(?:storage account|storage container|sql (?:server|db)|aks|keyvault|cosmosdb|vm|disk|snapshot|acr|
      backup vault|(?:mysql|postgres) flexible-server) (?:delete|purge)\b|\bstorage blob delete-batch\b|
      \bbackup protection disable\b.{0,160}--delete-backup-data true`),
    unless: THROWN_AWAY,
  },
  {
    programs: /^(?:doctl|linode-cli|hcloud|scw|oci|ibmcloud|exo)$/,
    args: expression(wording`
      \b(?:database|databases|db|kubernetes cluster|cluster|server|droplet|volume|bucket|project)s? (?:delete|rm|
      terminate)\b.{0,120}(?:-f\b|--force)`),
    unless: THROWN_AWAY,
  },
  {
    programs:
      /^(?:heroku|fly|flyctl|railway|render|firebase|netlify|supabase|vercel|turso|neonctl|planetscale|pscale)$/,
    args: expression(wording`
      \b(?:apps?:destroy|apps destroy|pg:reset|addons:destroy|sites:delete|projects? (?:rm|remove|delete)|(?:db|
      databases?|branch) (?:destroy|delete))\b|\bfirestore:delete\b.{0,60}--all-collections|
      \bdb reset\b.{0,60}--linked`),
    unless: THROWN_AWAY,
  },
  {
    programs: /^(?:mc|s3cmd|s5cmd|rclone)$/,
    args: /\b(?:purge|rb)\b|\b(?:rm|del)\b.{0,60}(?:--recursive|-r\b|\*).{0,60}(?:--force|--dangerous|\*)/,
    unless: THROWN_AWAY,
  },
  // Clusters and infrastructure
  {
    programs: /^(?:kubectl|oc)$/,
    args: /\bdelete\b.{0,60}(?:^|[\s,/])(?:ns|namespaces?|pv|pvc|persistentvolumes?|persistentvolumeclaims?|projects?)(?:[\s,/]|$)/,
    unless: THROWN_AWAY,
  },
  { programs: /^(?:kubectl|oc)$/, args: /\bdelete\b(?=.{0,200}--all\b)(?=.{0,200}(?:\s-A(?:\s|$)|--all-namespaces))/ },
  {
    programs: /^(?:kubectl|oc)$/,
    args: expression(wording`
      \bdelete (?:all|\w{0,40},\S{0,80}|sts|statefulsets?|deploy|deployments?|secrets?|crds?|svc|services?|
      daemonsets?)\b.{0,120}--all(?:\s|$|=true)`),
    unless: THROWN_AWAY,
  },
  {
    programs: /^(?:terraform|tofu|terragrunt|pulumi|cdk|cdktf|serverless|sls|eksctl|kops)$/,
    args: expression(wording`
      \b(?:destroy|delete cluster)\b.{0,160}(?:--?auto-approve|--yes\b|-y\b|--force\b|--non-interactive|
      --terragrunt-non-interactive)|\bapply\b.{0,80}-destroy\b`),
    unless:
      /-target[= ]|(?:^|[^a-z0-9])(?:tests?|dev|tmp|pr|preview|staging|stage|sandbox|ci|demo|e2e|qa|local)(?:$|[^a-z])/i,
  },
  { programs: /^kubeadm$/, args: /^reset\b.{0,60}(?:-f\b|--force)/ },
  { programs: /^virsh$/, args: /\bundefine\b.{0,80}--remove-all-storage/, unless: THROWN_AWAY },
  {
    programs: /^(?:docker|podman|nerdctl)$/,
    args: /\bsystem prune\b(?=.{0,80}--volumes)(?=.{0,80}(?:\s-\w{0,3}a|--all))|\bvolume prune\b.{0,40}(?:\s-\w{0,3}a|--all)/,
  },
  // Databases
  {
    programs: /^(?:psql|mysql|mariadb|sqlcmd|sqlplus|cockroach|clickhouse|clickhouse-client|cqlsh|isql|usql)$/,
    args: /\bdrop {1,4}(?:database|schema|keyspace|owned by)\b/i,
    unless: THROWN_AWAY,
  },
  { programs: /^dropdb$/, args: /\S/, unless: THROWN_AWAY },
  { programs: /^mysqladmin$/, args: /\bdrop {1,4}\w/, unless: THROWN_AWAY },
  {
    programs: /^(?:mongosh|mongo)$/,
    args: /\bdropDatabase ?\(|\.drop\(\)|\bdeleteMany\( ?\{ ?\} ?\)/,
    unless: THROWN_AWAY,
  },
  { programs: /^(?:redis-cli|valkey-cli|keydb-cli)$/, args: /\bflushall\b/i, unless: THROWN_AWAY },
  { programs: /^etcdctl$/, args: /\bdel\b.{0,24}--(?:prefix|from-key)/ },
  { programs: /^consul$/, args: /\bkv delete\b.{0,24}-recurse/ },
  { programs: /^curl$/, args: /-X ?DELETE\b.{0,200}:9200\/(?:_all|\S{0,40}\*)/i },
  { programs: /^(?:rabbitmqctl)$/, args: /\b(?:force_)?reset\b/ },
  // Disks
  { programs: /^mdadm$/, args: /--zero-superblock/ },
  { programs: /^(?:zpool|zfs)$/, args: /^destroy\b/, unless: THROWN_AWAY },
  { programs: /^(?:lvremove|vgremove|pvremove)$/, args: /(?:^|\s)-\w{0,4}[fy]\b|--force|--yes/ },
  { programs: /^cryptsetup$/, args: /\b(?:luksErase|erase|luksKillSlot)\b/ },
  {
    programs: /^(?:sgdisk|hdparm|nvme|blkdiscard|badblocks)$/,
    args: /-Z\b|--zap-all|--security-erase|^format\b|^(?:-\w{1,4} ){0,3}\/dev\/|-\w{0,4}w\w{0,4} \/dev\//,
  },
  { programs: /^(?:format|format\.com)$/, args: /^[a-z]:.{0,60}\/(?:q|y|fs|x)\b/i },
  {
    programs: /^(?:clear-disk|remove-partition|initialize-disk|format-volume)$/,
    args: /-(?:RemoveData|Force|Confirm:\$false|DriveLetter)/i,
  },
  { programs: /^diskpart$/, args: /\/s\b/i },
  { programs: /^cipher$/, args: /\/w:/i },
  // Backups and shadow copies
  { programs: /^vssadmin$/, args: /\b(?:delete|resize) shadow/i },
  { programs: /^wbadmin$/, args: /\bdelete\b/i },
  { programs: /^wmic$/, args: /\bshadowcopy\b.{0,40}\bdelete\b/i },
  { programs: /^bcdedit$/, args: /\brecoveryenabled (?:no|off)\b|\bignoreallfailures\b/i },
  { programs: /^reagentc$/, args: /\/disable\b/i },
  { programs: /^fsutil$/, args: /\busn deletejournal\b/i },
  { programs: /^(?:borg|borgmatic)$/, args: /^(?:--\S{1,40} ){0,3}delete\b/, unless: THROWN_AWAY },
  { programs: /^restic$/, args: /\bforget\b.{0,160}(?:--keep-last 0|--unsafe-allow-remove-all)/ },
  {
    programs: /^(?:velero|duplicity|pgbackrest|barman|tmutil|timeshift)$/,
    args: /\bbackup delete\b.{0,60}--all|\bremove-all\b|\bstanza-delete\b|^delete(?:localsnapshots)?\b|--delete-all/,
  },
  // What others share
  {
    programs: /^git$/,
    args: expression(
      String.raw`\bpush\b.{0,120}(?:(?:--delete|\s-d)\s(?:\S{1,60} ){0,3}${MAIN}|\s:${MAIN}|\s\+${MAIN}|--mirror\b.{0,60}(?:--force|\s-f\b)|(?:--force|\s-f)\b.{0,60}--(?:mirror|all)\b|(?:--force(?!-)|\s-\w{0,2}f)\b.{0,80}[\s:]${MAIN}|\s${MAIN}.{0,40}(?:--force(?!-)|\s-f)\b)`,
    ),
  },
  {
    programs: /^(?:gh|glab)$/,
    args: /\brepo delete\b|\bapi\b(?=.{0,120}-X ?DELETE).{0,120}\brepos\/[\w.-]{1,64}\/[\w.-]{1,64}(?:\s|$)/,
  },
  { programs: /^npm$/, args: /^unpublish\b.{0,80}(?:--force|-f\b)/ },
  { programs: /^crontab$/, args: /^-\w{0,2}r\b/ },
  // Ransom: every file of a home or of the machine through a cipher.
  {
    programs: /^find$/,
    args: /^(?:\/(?:home|root|var|srv|mnt|Users)?|~|\$HOME)\/? .{0,160}-exec\w{0,3} (?:openssl enc|gpg\b|7z a|ccrypt|age\b)/,
  },
];
