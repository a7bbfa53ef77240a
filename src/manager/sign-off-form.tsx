import { useEffect, useRef, useState } from 'preact/hooks';
import { londonDay } from '../shared/basics/day.ts';
import { countedDay } from '../shared/training/claimed-time.ts';
import type { CourseCard } from '../shared/training/catalogue.ts';
import type { PersonRecord } from '../shared/training/person-record.ts';
import type { SignedIn } from '../shared/wire/session.ts';
import type { Cabinet } from '../store/cabinet.ts';
import type { Photo } from './evidence-photo.tsx';
import { EvidencePhoto } from './evidence-photo.tsx';
import { Button } from '../ui/button.tsx';
import { Choice, ChoiceGroup } from '../ui/choice.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { TextArea } from '../ui/field.tsx';
import { Notice } from '../ui/notice.tsx';
import { Stack } from '../ui/stack.tsx';
import { StateWord } from '../ui/state-word.tsx';
import { w } from '../words/manager.ts';
import { s } from '../words/state.ts';
import type { RecordFault } from './fault-notice.tsx';
import { FaultNotice } from './fault-notice.tsx';
import type { Home } from './home-choice.ts';
import { useHomesLed } from './home-choice.ts';
import { useKeptDraft } from '../ui/use-kept-draft.ts';
import { PRACTICE_PATH } from './paths.ts';
import styles from './sign-off-form.module.css';

const NOTE_LIMIT = 1000;
/** What was seen longer ago is not what one would sign for now. */
const SIGN_OFF_KEPT_DAYS = 7;
const SIGNING_ROLES: readonly string[] = ['manager', 'deputy', 'senior'];

/** May this person sign for that one, as far as this device knows? The server decides. */
export function maySign(who: SignedIn, person: PersonRecord, led: readonly Home[] = []): boolean {
  if (led.some((home) => person.placements.some((placement) => placement.placeId === home.placeId))) return true;
  return who.roles.some((held) => SIGNING_ROLES.includes(held.role) && person.placements.some((placement) => placement.placeId === held.placeId));
}

type SignOffFormProps = { cabinet: Cabinet; who: SignedIn; person: PersonRecord; card: CourseCard };

/** Practice seen by a named competent person. Works without signal; never for oneself. */
export function SignOffForm({ cabinet, who, person, card }: SignOffFormProps) {
  const led = useHomesLed(cabinet, who);
  const [result, setResult] = useState<'met' | 'notYet' | ''>('');
  const [note, setNote] = useState('');
  const [photos, setPhotos] = useState<Photo[]>([]);
  const [isChecked, setChecked] = useState(false);
  const [errors, setErrors] = useState<{ field: string; says: string }[]>([]);
  const [tries, setTries] = useState(0);
  const [fault, setFault] = useState<RecordFault | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [isSaved, setSaved] = useState(false);
  const [isFound, setFound] = useState(false);
  // Photos are too large to be kept before they are saved.
  const written = result === '' && note === '' ? null : { result, note };
  useKeptDraft(cabinet, `draft.signOff.${who.personId}.${person.personId}.${card.id}`, written, SIGN_OFF_KEPT_DAYS, (found) => {
    setResult(found.result);
    setNote(found.note);
    setFound(true);
  });
  const saved = useRef<HTMLDivElement>(null);
  // The form folds away under the finger that pressed: what came of it must be in sight.
  useEffect(() => {
    if (isSaved) saved.current?.focus();
  }, [isSaved]);
  // What writes the photos is loaded with the form, so that no signal is needed when they are saved.
  useEffect(() => {
    void cabinet.attachments().catch(() => undefined);
  }, [cabinet]);
  const practical = card.practical;
  if (!practical) return null;
  if (person.personId === who.personId) {
    return (
      <Notice tone="info" title={w('signOff.ownTitle')}>
        {w('signOff.own')}
      </Notice>
    );
  }
  if (!maySign(who, person, led)) return <Notice tone="info">{w('signOff.notYours')}</Notice>;

  const today = londonDay(cabinet.now());
  const isMetToday = person.signOffs.some((entry) => entry.courseId === card.id && entry.met && countedDay(entry) === today);

  const sign = async (event: Event) => {
    event.preventDefault();
    if (isBusy) return;
    const found = [];
    if (result === '') found.push({ field: 'result', says: w('signOff.missing') });
    if (note.trim().length > NOTE_LIMIT) found.push({ field: 'note', says: w('signOff.tooLong') });
    if (photos.length > 0 && !isChecked) found.push({ field: 'noChild', says: w('photo.unchecked') });
    setErrors(found);
    setTries(tries + 1);
    if (found.length > 0) return;
    setBusy(true);
    const signOffId = cabinet.newId();
    const recorded = await cabinet.record([
      {
        kind: 'training.practice.signed',
        about: signOffId,
        body: { signOffId, personId: person.personId, courseId: card.id, practicalId: practical.id, met: result === 'met', note: note.trim() },
        ...(photos.length > 0 ? { attachments: photos.map(({ bytes, type }) => ({ bytes, type })) } : {}),
      },
    ]);
    setBusy(false);
    setFault(recorded.ok ? null : recorded.kind);
    if (!recorded.ok) return;
    setSaved(true);
    setResult('');
    setNote('');
    setPhotos([]);
    setChecked(false);
    setFound(false);
  };

  return (
    <Stack gap="m">
      <div>
        <p>{practical.title}</p>
        <p>{w('signOff.times', { count: practical.times })}</p>
        <p>
          <a href={PRACTICE_PATH}>{w('signOff.two')}</a>
        </p>
      </div>
      <div role="status" ref={saved} tabIndex={-1}>
        {isSaved && <StateWord state="saved" says={s('saved')} />}
      </div>
      {isSaved ? (
        <Button kind="quiet" onClick={() => setSaved(false)}>
          {w('signOff.again')}
        </Button>
      ) : (
        <form noValidate onSubmit={sign} data-dirty={result !== '' || note !== '' || photos.length > 0 || undefined}>
          <Stack gap="m">
            <ErrorSummary key={tries} errors={errors} />
            <FaultNotice fault={fault} />
            {isFound && <p>{w('signOff.draft')}</p>}
            <h3>{w('signOff.steps')}</h3>
            <ol class={styles.steps}>
              {practical.steps.map((step) => (
                <li key={step}>{step}</li>
              ))}
            </ol>
            {isMetToday && practical.times > 1 && <Notice tone="info">{w('signOff.sameDay')}</Notice>}
            <ChoiceGroup id="result" legend={w('signOff.result')} error={errors.find((error) => error.field === 'result')?.says}>
              <Choice type="radio" name="result" value="met" checked={result === 'met'} onChange={() => setResult('met')}>
                {w('signOff.met')}
              </Choice>
              <Choice type="radio" name="result" value="notYet" checked={result === 'notYet'} onChange={() => setResult('notYet')}>
                {w('signOff.notYet')}
              </Choice>
            </ChoiceGroup>
            <TextArea
              id="note"
              label={w('signOff.note')}
              hint={w('signOff.noteHint')}
              value={note}
              onInput={setNote}
              error={errors.find((error) => error.field === 'note')?.says}
            />
            <EvidencePhoto
              photos={photos}
              onPhotos={setPhotos}
              isChecked={isChecked}
              onChecked={setChecked}
              error={errors.find((error) => error.field === 'noChild')?.says}
              newId={() => cabinet.newId()}
            />
            <Button type="submit" busy={isBusy}>
              {w('signOff.act')}
            </Button>
          </Stack>
        </form>
      )}
    </Stack>
  );
}
