import type { Severity } from '../rules/rule.ts';
import type { Launch } from './launch.ts';
import type { Configured } from './risk.ts';

/** A server's entry, with all that a check may look at. Nothing is started for it. */
export type Subject = Configured & {
  readonly launch: Launch;
  /** What is sent with every request to a server elsewhere. */
  readonly headers: ReadonlyMap<string, string>;
  /** `project`: the file lies in a folder that others may write through a repository. */
  readonly scope: 'user' | 'project';
  /** The user's home directory, absolute. */
  readonly userHome: string;
  /** The name of the rule that finds a credential in a text. */
  secretIn(text: string): string | undefined;
};

/** What is wrong with one entry. It never holds the secret that was found. */
export type Trouble = { readonly what: string; readonly severity?: Severity };

/** One thing that is looked for in a client's config; a file of its own each. */
export type Check = {
  readonly id: string;
  readonly name: string;
  readonly severity: Severity;
  /** Why it matters, a sentence. */
  readonly why: string;
  /** What to do, a sentence. */
  readonly remedy: string;
  find(subject: Subject): readonly Trouble[];
};
