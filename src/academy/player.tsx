import { useEffect, useMemo, useRef } from 'preact/hooks';
import type { Catalogue } from '../shared/training/catalogue.ts';
import type { SignedIn } from '../shared/wire/session.ts';
import type { Cabinet } from '../store/cabinet.ts';
import { ProgressBar } from '../ui/progress-bar.tsx';
import { learn } from '../words/learning.ts';
import { LocalScreen } from './local-screen.tsx';
import { MoveBar, MoveBarAround } from './move-bar.tsx';
import style from './player.module.css';
import { QuestionScreen } from './question-screen.tsx';
import { ReadScreen } from './read-screen.tsx';
import type { OpenPlay } from './use-player.ts';
import { usePlayer } from './use-player.ts';

type Props = { cabinet: Cabinet; who: SignedIn; play: OpenPlay; catalogue: Catalogue | null; onFinished: () => void };

/** One screen at a time, forward only when the person says so. */
export function Player({ cabinet, who, play, catalogue, onFinished }: Props) {
  const { course, module, attemptId } = play;
  const player = usePlayer(cabinet, who, play, onFinished);
  const { index, screen, given, left, busy, fault } = player;
  const stage = useRef<HTMLDivElement>(null);
  // The page gives its own heading focus; from then on each new screen starts at its heading, at the top.
  const shown = useRef(play.isJustBegun ? null : index);
  useEffect(() => {
    if (shown.current === index) return;
    shown.current = index;
    stage.current?.querySelector<HTMLElement>('h2')?.focus({ preventScroll: true });
    window.scrollTo(0, 0);
  }, [index]);

  const sources = catalogue?.sources ?? [];
  const of = module.screens.length;
  const question = screen?.kind === 'question' ? course.questions.find((entry) => entry.id === screen.question) : undefined;
  const mayGoOn = screen?.kind !== 'question' || !left.includes(screen.question);
  const isLast = index >= of - 1;
  const place = learn(module.kind === 'quiz' ? 'player.question' : 'player.screen', { at: index + 1, of });
  const around = useMemo(() => ({ back: index > 0 ? player.back : null, fault }), [index, fault]);

  return (
    <MoveBarAround.Provider value={around}>
      <div class={style.player}>
        <ProgressBar value={Math.min(index + 1, of)} max={of} label={screen ? place : learn('player.allAnswered')} />
        <div ref={stage}>
          {screen?.kind === 'read' && <ReadScreen screen={screen} course={course} sources={sources} />}
          {screen?.kind === 'local' && <LocalScreen screen={screen} course={course} sources={sources} cabinet={cabinet} who={who} />}
          {question && (
            <QuestionScreen
              key={screen?.id}
              course={course}
              question={question}
              attemptId={attemptId}
              tries={given.filter((entry) => entry.questionId === question.id)}
              mustRetry={left.includes(question.id) && given.some((entry) => entry.questionId === question.id)}
              sources={sources}
              isPreview={play.isPreview}
              busy={busy}
              onAnswer={(said) => void player.answer(question.id, said)}
            />
          )}
          {!screen && (
            <section class={style.screen}>
              <h2 tabIndex={-1} class={style.heading}>
                {learn('player.allAnswered')}
              </h2>
              <p class={style.paragraph}>{learn('player.finishLead')}</p>
            </section>
          )}
        </div>
        {mayGoOn && <MoveBar says={learn(isLast ? 'player.finish' : 'player.continue')} busy={busy} onMove={isLast ? player.finish : player.next} />}
      </div>
    </MoveBarAround.Provider>
  );
}
