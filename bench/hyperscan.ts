import { type ChildProcessWithoutNullStreams, execFileSync, spawn } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type Place, peer } from './ways.ts';

/** The same patterns in Hyperscan, one text: each `turn` takes the microseconds of one scan. */
export type Hyperscan = {
  /** How many of the patterns it takes: `310 of 390`. */
  readonly patterns: string;
  turn(): Promise<number>;
  end(): void;
};

/** Undefined where the library or a compiler is not installed. */
export async function hyperscan(
  { folder }: Place,
  patterns: readonly string[],
  text: string,
  turns: number,
): Promise<Hyperscan | undefined> {
  const program = join(folder, 'hyperscan');
  try {
    const source = peer('hyperscan.c');
    if (!existsSync(program))
      execFileSync('cc', ['-O2', '-I/usr/include/hs', '-o', program, source, '-lhs'], { stdio: 'ignore' });
  } catch {
    return undefined;
  }
  const [lines, file] = [join(folder, 'patterns.txt'), join(folder, 'text.txt')];
  writeFileSync(lines, patterns.join('\n'));
  writeFileSync(file, text);
  const child: ChildProcessWithoutNullStreams = spawn(program, [lines, file, String(turns)]);
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const next = async (): Promise<string> => {
    const { value, done } = await answers.next();
    if (done === true) throw new Error('the Hyperscan peer ended');
    return value;
  };
  return {
    patterns: await next(),
    turn: async () => {
      child.stdin.write('\n');
      return Number(await next());
    },
    end: () => child.stdin.end(),
  };
}
