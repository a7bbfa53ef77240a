import { useEffect, useState } from 'preact/hooks';
import type { Day } from '../../shared/basics/day.ts';
import { base64url } from '../../shared/basics/base64url.ts';
import { nameTask } from '../../shared/practice/make-task.ts';
import { NOTE_LIMIT } from '../../shared/practice/passed-on.ts';
import type { Prover } from '../../shared/practice/presence.ts';
import { observedText } from '../../shared/practice/signed-text.ts';
import type { TaskCore } from '../../shared/practice/task.ts';
import type { CourseCard } from '../../shared/training/catalogue.ts';
import type { Practical } from '../../shared/training/course.ts';
import type { Observation } from '../../shared/training/practice.ts';
import type { Bodies } from '../../shared/wire/kinds.ts';
import type { SignedIn } from '../../shared/wire/session.ts';
import type { Cabinet, Signing } from '../../store/cabinet.ts';
import { Button } from '../../ui/button.tsx';
import { Choice, ChoiceGroup } from '../../ui/choice.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { TextArea } from '../../ui/field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Row, Stack } from '../../ui/stack.tsx';
import { w as manage } from '../../words/manager.ts';
import { w } from '../../words/practice.ts';
import type { Photo } from '../evidence-photo.tsx';
import { EvidencePhoto } from '../evidence-photo.tsx';
import type { RecordFault } from '../fault-notice.tsx';
import { FaultNotice } from '../fault-notice.tsx';
import type { OwnRight } from './right-line.tsx';
import { RightLine } from './right-line.tsx';

/** Who is watched at what. The name is as their phone or the list says it. */
export type Watching = TaskCore & { name: string };
type Mark = Observation['steps'][number];

type WatchProps = {
  cabinet: Cabinet;
  who: SignedIn;
  signing: Signing;
  prover: Prover;
  watching: Watching;
  card: CourseCard;
  practical: Practical;
  right: Extract<OwnRight, { is: 'yes' }>;
  today: Day;
  onSigned: (body: Bodies['training.practice.observed'], name: string) => void;
  onLeave: () => void;
};

/** The checklist, the verdict and the signature of whoever watched. */
export function WatchForm({ cabinet, who, signing, prover, watching, card, practical, right, onSigned, onLeave }: WatchProps) {
  const [marks, setMarks] = useState<(Mark | null)[]>(() => practical.steps.map(() => null));
  const [met, setMet] = useState<boolean | null>(null);
  const [note, setNote] = useState('');
  const [photos, setPhotos] = useState<Photo[]>([]);
  const [isChecked, setChecked] = useState(false);
  const [errors, setErrors] = useState<{ field: string; says: string }[]>([]);
  const [tries, setTries] = useState(0);
  const [fault, setFault] = useState<RecordFault | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [unproved, setUnproved] = useState<'cancelled' | 'noPasskey' | 'other' | 'cannot' | null>(null);
  // What writes the photos is loaded with the form, so that no signal is needed when they are saved.
  useEffect(() => {
    void cabinet.attachments().catch(() => undefined);
  }, [cabinet]);
  const saysOf = (field: string) => errors.find((error) => error.field === field)?.says;

  const faults = () => {
    const found = marks.flatMap((mark, index) => (mark === null ? [{ field: `step-${index}`, says: `${w('watch.step.missing')} ${practical.steps[index]}` }] : []));
    if (met === null) found.push({ field: 'overall', says: w('watch.overall.missing') });
    if (met && marks.includes('notYet')) found.push({ field: 'overall', says: w('watch.overall.steps') });
    if (note.trim().length > NOTE_LIMIT) found.push({ field: 'note', says: w('read.long', { limit: NOTE_LIMIT }) });
    if (photos.length > 0 && !isChecked) found.push({ field: 'noChild', says: manage('photo.unchecked') });
    return found;
  };

  const observe = async (): Promise<Observation> => {
    const { observationId } = await nameTask(watching, signing.hash);
    const evidence = await Promise.all(photos.map(async ({ bytes, type }) => ({ sha256: base64url(await signing.hash(bytes)), bytes: bytes.length, type })));
    const { personId, courseId, practicalId, on } = watching;
    const steps = marks.map((mark): Mark => mark ?? 'notYet');
    // The same photo taken twice is one file.
    const pictures = [...new Map(evidence.map((picture) => [picture.sha256, picture])).values()];
    return {
      ...{ observationId, personId, assessorId: who.personId, courseId, courseVersion: card.version, practicalId, on },
      ...{ steps, met: met === true, note: note.trim(), evidence: pictures, authorityOn: right.on },
    };
  };

  const sign = async (event: Event) => {
    event.preventDefault();
    if (isBusy) return;
    const found = faults();
    setErrors(found);
    setTries(tries + 1);
    if (found.length > 0) return;
    setBusy(true);
    setUnproved(null);
    const presence = await prover.prove();
    const observation = await observe();
    const assessor = presence === 'proved' ? await signing.sign(observedText(observation)) : null;
    if (!assessor) {
      setBusy(false);
      setUnproved(presence === 'proved' ? 'cannot' : presence);
      return;
    }
    const body = { observation, assessor };
    const attachments = photos.map(({ bytes, type }) => ({ bytes, type }));
    const recorded = await cabinet.record([{ kind: 'training.practice.observed', about: observation.observationId, body, ...(attachments.length > 0 ? { attachments } : {}) }]);
    setBusy(false);
    setFault(recorded.ok ? null : recorded.kind);
    if (recorded.ok) onSigned(body, watching.name);
  };

  return (
    <form noValidate onSubmit={sign} data-dirty={marks.some((mark) => mark !== null) || note !== '' || photos.length > 0 || undefined}>
      <Stack gap="m">
        <ErrorSummary key={tries} errors={errors} />
        <FaultNotice fault={fault} />
        <h2>{w('watch.title', { name: watching.name, title: practical.title })}</h2>
        <RightLine right={right} />
        <h3>{w('watch.steps')}</h3>
        {practical.steps.map((step, index) => (
          <ChoiceGroup key={step} id={`step-${index}`} legend={step} error={saysOf(`step-${index}`)}>
            {(['met', 'notYet'] as const).map((mark) => (
              <Choice
                key={mark}
                type="radio"
                name={`step-${index}`}
                value={mark}
                checked={marks[index] === mark}
                onChange={() => setMarks(marks.map((entry, at) => (at === index ? mark : entry)))}
              >
                {w(`watch.${mark}`)}
              </Choice>
            ))}
          </ChoiceGroup>
        ))}
        <ChoiceGroup id="overall" legend={w('watch.overall')} error={saysOf('overall')}>
          <Choice type="radio" name="overall" value="met" checked={met === true} onChange={() => setMet(true)}>
            {w('watch.overall.met')}
          </Choice>
          <Choice type="radio" name="overall" value="notYet" checked={met === false} onChange={() => setMet(false)}>
            {w('watch.overall.notYet')}
          </Choice>
        </ChoiceGroup>
        <TextArea id="note" label={w('watch.note')} hint={w('watch.note.hint')} value={note} onInput={setNote} error={saysOf('note')} />
        <EvidencePhoto photos={photos} onPhotos={setPhotos} isChecked={isChecked} onChecked={setChecked} error={saysOf('noChild')} newId={() => cabinet.newId()} />
        <div role="alert">{unproved && <Notice tone="warn">{unproved === 'cannot' ? w('sign.cannot') : w(`sign.${unproved}`)}</Notice>}</div>
        <p>{w(prover.isDemonstration ? 'sign.demonstration' : 'sign.asks')}</p>
        <Row wrap>
          <Button type="submit" busy={isBusy}>
            {w('watch.sign')}
          </Button>
          <Button kind="quiet" onClick={onLeave}>
            {w('watch.leave')}
          </Button>
        </Row>
      </Stack>
    </form>
  );
}
