// How one would write it first: libraries, a config and a database before the server is started.
import { spawn } from 'node:child_process';
import Database from 'better-sqlite3';
import chalk from 'chalk';
import { Command } from 'commander';
import { parse } from 'yaml';
import { z } from 'zod';

const program = new Command('naive').argument('<command>').argument('[args...]').passThroughOptions();
program.parse();
const [command, ...args] = program.args;
const config = z
  .object({ version: z.string(), mode: z.enum(['observe', 'enforce']) })
  .parse(parse('version: "1"\nmode: observe\n'));
const database = new Database(':memory:');
database.exec('CREATE TABLE audit (id TEXT PRIMARY KEY, time TEXT, frame TEXT)');
if (config.mode === 'enforce') process.stderr.write(chalk.yellow('enforce\n'));

const server = spawn(command, args, { stdio: ['pipe', 'pipe', 'inherit'] });
process.stdin.pipe(server.stdin);
server.stdout.pipe(process.stdout);
server.stdin.on('error', () => {});
server.on('exit', (code) => process.exit(code ?? 1));
process.on('SIGTERM', () => server.kill('SIGTERM'));
