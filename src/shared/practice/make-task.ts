import type { TaskCore } from './task.ts';
import { namesOfTask, nonceOfCode, taskText } from './task.ts';

/** SHA-256 of a text, by whoever has one. */
export type Hash = (text: string) => Promise<Uint8Array>;

/** What both phones call one task. */
export async function nameTask(core: TaskCore, hash: Hash): Promise<{ observationId: string; code: string }> {
  return namesOfTask(core.nonce, await hash(taskText(core)));
}

/** `wrong`: a letter was misread. `other`: the letters are good, and mean another task than the one chosen by hand. */
export async function taskOfCode(typed: string, core: Omit<TaskCore, 'nonce'>, hash: Hash): Promise<TaskCore | 'wrong' | 'other'> {
  const nonce = nonceOfCode(typed);
  if (nonce === null) return 'wrong';
  const task = { ...core, nonce };
  const names = await nameTask(task, hash);
  const plain = (code: string) => code.toUpperCase().replace(/[\s-]/g, '').replace(/[IL]/g, '1').replace(/O/g, '0');
  return plain(names.code) === plain(typed) ? task : 'other';
}
