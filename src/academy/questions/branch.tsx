import { useEffect, useRef, useState } from 'preact/hooks';
import { walkBranch } from '../../shared/training/mark.ts';
import { learn } from '../../words/learning.ts';
import { MoveBar } from '../move-bar.tsx';
import type { Ask } from './ask.ts';
import { BranchNode } from './branch-node.tsx';
import { BranchPath } from './branch-path.tsx';
import style from './question.module.css';

/**
 * A path of choices. Every choice says at once what it leads to; the path is recorded with its
 * last choice, so the ending is shown only when it is saved.
 */
export function Branch({ question, seed, given, busy, onAnswer }: Ask<'branch'>) {
  const [taken, setTaken] = useState<readonly string[]>([]);
  const [isTaught, setIsTaught] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  const hasMoved = useRef(false);
  useEffect(() => {
    if (hasMoved.current) heading.current?.focus();
  }, [taken, isTaught]);

  if (given?.type === 'branch') return <BranchPath question={question} choices={given.choices} />;

  const before = walkBranch(question, isTaught ? taken.slice(0, -1) : taken);
  const node = question.nodes.find((entry) => entry.id === before?.at);
  if (!node) return null;
  const last = isTaught ? node.choices.find((choice) => choice.id === taken.at(-1)) : undefined;

  const choose = (choiceId: string) => {
    const path = [...taken, choiceId];
    if (walkBranch(question, path)?.ended) {
      onAnswer({ type: 'branch', choices: path });
      return;
    }
    hasMoved.current = true;
    setTaken(path);
    setIsTaught(true);
  };

  return (
    <div class={style.form}>
      <h3 ref={heading} tabIndex={-1} class={style.stepTitle}>
        {last ? learn('branch.what') : learn('branch.step', { step: taken.length + 1 })}
      </h3>
      {last ? (
        <>
          <p class={style.chosen}>{last.text}</p>
          <p class={style.says}>{last.says}</p>
          <MoveBar says={learn('player.continue')} onMove={() => setIsTaught(false)} />
        </>
      ) : (
        <BranchNode key={node.id} node={node} seed={`${seed} ${node.id}`} busy={busy} onChoose={choose} />
      )}
    </div>
  );
}
