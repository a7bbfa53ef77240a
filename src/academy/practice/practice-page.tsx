import { useState } from 'preact/hooks';
import { londonDay } from '../../shared/basics/day.ts';
import type { Authority } from '../../shared/practice/authority.ts';
import { daysSeen, observationsOf } from '../../shared/practice/observations.ts';
import type { Seen } from '../../shared/practice/observations.ts';
import { passOn, readPassedOn } from '../../shared/practice/passed-on.ts';
import type { Prover } from '../../shared/practice/presence.ts';
import { readShortCode } from '../../shared/practice/short-code.ts';
import { observedText } from '../../shared/practice/signed-text.ts';
import { codeOfObserved, isSameCode } from '../../shared/practice/task.ts';
import type { CourseCard } from '../../shared/training/catalogue.ts';
import type { PersonRecord } from '../../shared/training/person-record.ts';
import type { Practical } from '../../shared/training/course.ts';
import type { Bodies } from '../../shared/wire/kinds.ts';
import type { SignedIn } from '../../shared/wire/session.ts';
import type { Cabinet, DeviceKey, Signing } from '../../store/cabinet.ts';
import { Card } from '../../ui/card.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { QrCode } from '../../ui/qr-code.tsx';
import { ScanCode } from '../../ui/scan-code.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Stack } from '../../ui/stack.tsx';
import { StateWord } from '../../ui/state-word.tsx';
import { learn } from '../../words/learning.ts';
import { w } from '../../words/practice.ts';
import { s } from '../../words/state.ts';
import { DeliveryWord } from '../delivery-word.tsx';
import { useShelf } from '../use-shelf.ts';
import { AskCard } from './ask-card.tsx';
import type { ToRead } from './read-form.tsx';
import { ReadForm } from './read-form.tsx';
import { nameOf, SeenList } from './seen-list.tsx';

type Furniture = { cabinet: Cabinet; who: SignedIn; signing: Signing; deviceKey: DeviceKey | null; list: Authority | null; prover: Prover };
type PageProps = Furniture & { go: (path: string) => void; courseId: string };

/** The carer's side of an observation: show, read, sign, show. All of it without signal. */
export function PracticePage({ go: _, courseId, ...furniture }: PageProps) {
  const { cabinet, who, deviceKey } = furniture;
  const { record, catalogue } = useShelf(cabinet, who);
  const card = catalogue?.courses.find((entry) => entry.id === courseId);
  const back = { href: `/academy/courses/${encodeURIComponent(courseId)}`, label: card?.title ?? learn('course.title') };
  if (record === undefined || catalogue === undefined) {
    return (
      <Page title={w('carer.title')} back={back}>
        <Skeleton height="24rem" />
      </Page>
    );
  }
  if (!card?.practical || !record) {
    return (
      <Page title={w('carer.title')} back={back}>
        <p>{w('carer.noPractical')}</p>
      </Page>
    );
  }
  const { practical } = card;
  const seen = Math.min(practical.times, daysSeen(record, courseId, 'counting').length);
  const values = { number: seen + 1, times: practical.times, title: practical.title };
  return (
    <Page title={w('carer.title')} lead={w(seen < practical.times ? 'carer.lead' : 'carer.all', values)} back={back}>
      <Stack gap="l">
        <ProgressBar value={seen} max={practical.times} label={w('carer.seen', { seen, times: practical.times })} />
        {deviceKey === null ? (
          <Notice tone="warn" title={w('sign.cannot.title')}>
            <p>{w('sign.cannot')}</p>
            <p>{w('sign.cannot.lead')}</p>
          </Notice>
        ) : (
          <Exchange {...furniture} deviceKey={deviceKey} card={card} practical={practical} record={record} />
        )}
      </Stack>
    </Page>
  );
}

type ExchangeProps = Furniture & { deviceKey: DeviceKey; card: CourseCard; practical: Practical; record: PersonRecord };
type Step = { is: 'ask' } | { is: 'read'; read: ToRead; letters: 'same' | 'other' | null } | { is: 'done'; body: Bodies['training.practice.agreed']; name: string };

function Exchange({ cabinet, who, signing, deviceKey, list, prover, card, practical, record }: ExchangeProps) {
  const [step, setStep] = useState<Step>({ is: 'ask' });
  const [wrong, setWrong] = useState<string>(w('carer.scan.wrong'));
  const [isKept, setKept] = useState(false);
  const [isForged, setForged] = useState(false);
  const today = londonDay(cabinet.now());
  const seen = observationsOf(record, card.id);
  const counted = daysSeen(record, card.id, 'counting');
  const lettersAt = `practice.letters.${who.personId}.${card.id}`;

  const turnDown = (says: string) => {
    setWrong(says);
    return false;
  };
  const begin = async (read: ToRead) => {
    const typed = (await cabinet.setting(lettersAt)) ?? '';
    const own = codeOfObserved(await signing.hash(observedText(read.observation)));
    setStep({ is: 'read', read, letters: typed === '' ? null : isSameCode(typed, own) ? 'same' : 'other' });
  };
  const open = async (read: ToRead) => {
    const { observation, assessor } = read;
    const told = list?.assessors.flatMap((entry) => (entry.personId === observation.assessorId ? entry.keys : [])).find((entry) => entry.keyId === assessor.keyId);
    const isOthers = told !== undefined && told.publicKey !== assessor.publicKey;
    const isGood = !isOthers && (await signing.verify(assessor.publicKey, observedText(observation), assessor.signature));
    setForged(!isGood);
    if (isGood) await begin(read);
  };
  /** Twelve letters, or the code itself. */
  const take = (text: string): boolean => {
    setKept(false);
    setForged(false);
    if (readShortCode(text)) {
      void cabinet.setSetting(lettersAt, text).then(() => setKept(true));
      return true;
    }
    const passed = readPassedOn(text);
    if (passed?.is !== 'observed') return turnDown(w(/^[\w -]{10,16}$/.test(text) ? 'carer.typed.wrong' : 'carer.scan.wrong'));
    const { observation } = passed;
    if (observation.personId !== who.personId || observation.assessorId === who.personId) return turnDown(w('carer.notMine'));
    if (observation.courseId !== card.id) return turnDown(w('carer.notCourse'));
    const known = seen.find((entry) => entry.observationId === observation.observationId);
    if (known?.whole) {
      setStep({ is: 'done', body: known.whole.body, name: nameOf(list, observation.assessorId, passed.assessorName) });
      return true;
    }
    if (observation.met && counted.includes(observation.on)) return turnDown(w('carer.twice'));
    void open({ observation, assessor: passed.assessor, name: nameOf(list, observation.assessorId, passed.assessorName) });
    return true;
  };
  const readAgain = ({ half, observation }: Seen) => half && void open({ observation, assessor: half.body.assessor, name: nameOf(list, observation.assessorId) });

  if (step.is === 'read') {
    const { read, letters } = step;
    return (
      <ReadForm
        {...{ cabinet, signing, prover, list, read, letters, today }}
        steps={practical.steps}
        onSigned={(body) => {
          void cabinet.setSetting(lettersAt, '');
          setStep({ is: 'done', body, name: read.name });
        }}
      />
    );
  }
  if (step.is === 'done') return <Answer cabinet={cabinet} body={step.body} name={step.name} />;
  const isDone = counted.includes(today);
  return (
    <>
      {isDone ? (
        <Notice tone="good" title={w('carer.today.title')}>
          <p>{w('carer.today')}</p>
        </Notice>
      ) : (
        <>
          <AskCard {...{ cabinet, who, card, signing, today, deviceKey }} />
          <Card>
            <Stack gap="s">
              <h2>{w('carer.scan.title')}</h2>
              <p>{w('carer.scan')}</p>
              <ScanCode onText={take} wrong={wrong} typed={{ label: w('carer.typed'), hint: w('carer.typed.hint') }} />
              <div role="status">{isKept && <StateWord state="saved" says={w('carer.typed.kept')} />}</div>
            </Stack>
          </Card>
        </>
      )}
      {isForged && (
        <Notice tone="danger" role="alert">
          {w('carer.notSigned')}
        </Notice>
      )}
      <SeenList
        cabinet={cabinet}
        seen={seen}
        list={list}
        onRead={readAgain}
        onShow={(entry) => entry.whole && setStep({ is: 'done', body: entry.whole.body, name: nameOf(list, entry.observation.assessorId) })}
      />
    </>
  );
}

/** The carer's word, for the other phone to read. */
function Answer({ cabinet, body, name }: { cabinet: Cabinet; body: Bodies['training.practice.agreed']; name: string }) {
  const { observationId } = body.observation;
  return (
    <Card>
      <Stack gap="s">
        <StateWord state="saved" says={s('saved')} />
        <p>{w(body.carer.agrees ? 'done.agreed' : 'done.disagreed')}</p>
        <h2>{w('done.title')}</h2>
        <p>{w('done.show', { name })}</p>
        <QrCode text={passOn({ is: 'answer', observationId, carer: body.carer })} label={w('done.qr')} isDense />
        <p>{w('done.other')}</p>
        <DeliveryWord cabinet={cabinet} about={observationId} />
      </Stack>
    </Card>
  );
}
