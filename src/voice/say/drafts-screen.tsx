import { useEffect, useState } from 'preact/hooks';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Row, Stack } from '../../ui/stack.tsx';
import { StateWord } from '../../ui/state-word.tsx';
import { w } from '../../words/say.ts';
import type { Talk } from '../talk.ts';
import { readDrafts, takeUp } from './desk.ts';
import { Part } from './part.tsx';
import { Preview } from './preview.tsx';
import type { Saying } from './saying.ts';
import type { Step } from './steps.ts';
import { sayDay } from './when.ts';

type Drafts = Awaited<ReturnType<typeof readDrafts>>;
const GO_ON: Record<Saying['kind'], { screen: 'say-feeling' | 'say-worry' | 'say-idea'; step: Step | null }> = {
  feeling: { screen: 'say-feeling', step: 'more' },
  worry: { screen: 'say-worry', step: 'tell' },
  idea: { screen: 'say-idea', step: null },
};

/** What they kept for themselves: locked on this phone, opened only here, never sent. */
export function DraftsScreen({ talk }: { talk: Talk }) {
  const [drafts, setDrafts] = useState<Drafts | null>(null);
  const read = () => {
    readDrafts(talk).then(setDrafts, () => setDrafts([]));
  };
  useEffect(read, []);

  const carryOn = (saying: Saying) => {
    takeUp(talk, saying);
    const { screen, step } = GO_ON[saying.kind];
    talk.go(screen, step ?? undefined);
  };
  const drop = async (id: string) => {
    await talk.shelf.dropDraft(id);
    read();
  };
  return (
    <Part talk={talk} title={w('list.drafts')} picture="drafts" lead={w('list.draftsText')}>
      {!talk.keepsDrafts && <p>{w('drafts.none')}</p>}
      {talk.keepsDrafts && drafts?.length === 0 && <p>{w('drafts.empty')}</p>}
      {drafts?.map(({ at, saying }) => (
        <Card key={saying.id}>
          <Stack gap="s">
            <h2>{w('kind.from', { kind: w(`check.${saying.kind}`), day: sayDay(at) })}</h2>
            <StateWord state="onThisPhone" says={w('state.onThisPhone')} />
            <Preview saying={saying} />
            <Row>
              <Button onClick={() => carryOn(saying)}>{w('list.carryOn')}</Button>
              <DeleteButton drop={() => drop(saying.id)} />
            </Row>
          </Stack>
        </Card>
      ))}
    </Part>
  );
}

function DeleteButton({ drop }: { drop: () => void }) {
  const [isSure, setSure] = useState(false);
  if (!isSure) {
    return (
      <Button kind="quiet" onClick={() => setSure(true)}>
        {w('list.delete')}
      </Button>
    );
  }
  return (
    <>
      <p role="status">{w('list.deleteSure')}</p>
      <Button kind="danger" onClick={drop}>
        {w('list.deleteYes')}
      </Button>
      <Button kind="quiet" onClick={() => setSure(false)}>
        {w('list.deleteNo')}
      </Button>
    </>
  );
}
