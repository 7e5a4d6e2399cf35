import { textAt } from '../../../message/json/pointer.ts';
import type { Message } from '../../../message/message.ts';
import type { Pending } from './ledger.ts';

const MOST = 1024;

/** Which tool a task of the server's is of: what a call was answered with may come later, as the answer to another request. */
export class Tasks {
  readonly #tools = new Map<string, string>();

  /**
   * A call was answered, perhaps with the promise of an answer.
   * @param stricter of two tools: a server may give two calls one task
   * @returns whether it was: then the call goes on
   */
  answered(
    { method, tool, tasked }: Pending,
    answer: Message,
    stricter: (one: string, other: string) => string,
  ): boolean {
    if (method !== 'tools/call' || tool === undefined || !tasked) return false;
    const id = textAt(answer.frame, '/result/task/taskId') ?? textAt(answer.frame, '/result/taskId');
    if (id === undefined) return false;
    const before = this.#tools.get(id);
    const [oldest] = this.#tools.keys();
    if (before === undefined && oldest !== undefined && this.#tools.size >= MOST) this.#tools.delete(oldest);
    this.#tools.set(id, before === undefined ? tool : stricter(before, tool));
    return true;
  }

  /** The tool that a request about a task is about; undefined for all else. */
  toolOf({ side, method, frame }: Message): string | undefined {
    if (side !== 'client' || method?.startsWith('tasks/') !== true || this.#tools.size === 0) return undefined;
    const id = textAt(frame, '/params/taskId');
    return id === undefined ? undefined : this.#tools.get(id);
  }
}

/** Whether a call says anything of tasks, in its parameters or of what its client can do: else its answer is none. */
export function saysTask({ method, frame }: Message): boolean {
  return method === 'tools/call' && Buffer.from(frame.buffer, frame.byteOffset, frame.length).includes('task');
}
