import { useEffect, useState } from 'preact/hooks';
import { isStaffed } from '../../shared/voice/clock.ts';
import type { Audience } from '../../shared/voice/directory.ts';
import { HELP_LINES } from '../../content/help-lines.ts';
import { Button } from '../../ui/button.tsx';
import { Choice, ChoiceGroup } from '../../ui/choice.tsx';
import { TextField } from '../../ui/field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { w } from '../../words/say.ts';
import { readLedger } from '../answers/ledger.ts';
import { CallLinks } from './call-links.tsx';
import { addressees } from './choices.ts';
import { HomeLeftOut } from './danger-step.tsx';
import { knownDirectory } from './known-directory.ts';
import { LimitsCard } from './limits-card.tsx';
import { Refused } from './no-directory.tsx';
import { Part } from './part.tsx';
import { Preview } from './preview.tsx';
import { hidesHome, isEmpty, type Saying } from './saying.ts';
import { isOnline, sealAndSend } from './send.ts';
import type { StepProps } from './steps.ts';
import { lookBy, sayWhen } from './when.ts';

const NAMES = ['none', 'name', 'nickname'] as const;
const USES = ['answer', 'report'] as const;
const OUT_OF_HOURS = HELP_LINES.filter(({ id }) => id === 'emergency' || id === 'childline');

/** Everything once more before it is sealed: what, to whom, under which name, for which use, and when adults must act. */
export function CheckStep({ talk, desk, next }: StepProps) {
  const { saying } = desk;
  const [isBusy, setBusy] = useState(false);
  const [fault, setFault] = useState<'check.failed' | 'check.tooLong' | 'check.nameMissing' | null>(null);
  const [isFirst, setFirst] = useState(true);
  useEffect(() => {
    readLedger(talk).then((entries) => setFirst(entries.length === 0));
  }, []);

  const known = knownDirectory(talk);
  const now = talk.now();
  const to = known.is === 'known' ? addressees(saying, known.directory, talk.place?.units ?? [], now) : [];
  const isUrgent = saying.kind === 'worry' || saying.isHurtFeared;

  const send = async () => {
    if (saying.called !== 'none' && saying.name.trim() === '') return setFault('check.nameMissing');
    setBusy(true);
    setFault(null);
    try {
      await desk.keepNow();
      desk.finish(await sealAndSend(talk, saying, to));
      next('sent');
    } catch (error) {
      setBusy(false);
      setFault(error instanceof Error && /too (long|large)|ceiling/i.test(error.message) ? 'check.tooLong' : 'check.failed');
    }
  };

  if (known.is === 'refused') {
    return (
      <Part talk={talk} title={w('check.title')}>
        <Refused talk={talk} fault={known.fault} />
      </Part>
    );
  }
  return (
    <Part talk={talk} title={w('check.title')} lead={w('check.lead')}>
      <Preview saying={saying} />
      <h2>{w('check.to')}</h2>
      <ul>
        {to.map((audience) => (
          <li key={audience.a}>
            {w(`who.kind.${audience.kind}`)}: <bdi>{audience.name}</bdi>
          </li>
        ))}
      </ul>
      {hidesHome(saying) && <HomeLeftOut />}
      <NameAndUse saying={saying} change={desk.patch} isNameMissing={fault === 'check.nameMissing'} />
      <p>{w('check.few')}</p>
      {(isFirst || isUrgent) && <LimitsCard />}
      {isUrgent && <WhoLooksWhen to={to} now={now} isFlagged={saying.isHurtFeared} />}
      <p>{w('check.notKept')}</p>
      {fault && (
        <Notice tone="danger" role="alert">
          {w(fault)}
        </Notice>
      )}
      <Button full busy={isBusy} disabled={to.length === 0 || isEmpty(saying)} onClick={send}>
        {w(isBusy ? 'check.sending' : 'check.send')}
      </Button>
    </Part>
  );
}

type NameAndUseProps = { saying: Saying; change: (patch: Partial<Saying>) => void; isNameMissing: boolean };

function NameAndUse({ saying, change, isNameMissing }: NameAndUseProps) {
  return (
    <>
      <ChoiceGroup legend={w('check.name')}>
        {NAMES.map((called) => (
          <Choice key={called} type="radio" name="called" value={called} checked={saying.called === called} onChange={() => change({ called })}>
            {w(`check.name.${called}`)}
          </Choice>
        ))}
      </ChoiceGroup>
      {saying.called !== 'none' && (
        <TextField
          id="called-name"
          label={w(saying.called === 'name' ? 'check.nameLabel' : 'check.nicknameLabel')}
          error={isNameMissing && saying.name.trim() === '' ? w('check.nameMissing') : undefined}
          maxLength={40}
          autocomplete="off"
          value={saying.name}
          onInput={(name) => change({ name })}
        />
      )}
      <ChoiceGroup legend={w('check.use')}>
        {USES.map((use) => (
          <Choice key={use} type="radio" name="use" value={use} checked={saying.use === use} onChange={() => change({ use })}>
            {w(`check.use.${use}`)}
          </Choice>
        ))}
      </ChoiceGroup>
    </>
  );
}

/** Before it is sent: by when a person looks, and whom to call when nobody does now. */
function WhoLooksWhen({ to, now, isFlagged }: { to: Audience[]; now: string; isFlagged: boolean }) {
  const isSomeoneThere = to.some(({ hours }) => isStaffed(now, hours));
  return (
    <>
      <Notice tone={isSomeoneThere ? 'info' : 'warn'} title={isSomeoneThere ? undefined : w('out.title')}>
        {to.map((audience) => (
          <p key={audience.a}>{w('out.text', { name: audience.name, when: sayWhen(lookBy(audience, now, isFlagged), now) })}</p>
        ))}
        {!isOnline() && <p>{w('out.noSignal')}</p>}
        {!isSomeoneThere && <p>{w('out.help')}</p>}
      </Notice>
      {!isSomeoneThere && <CallLinks lines={OUT_OF_HOURS} />}
    </>
  );
}
