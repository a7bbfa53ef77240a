import type { Audience, Directory } from '../shared/voice/directory.ts';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { Disclosure } from '../ui/disclosure.tsx';
import { Notice } from '../ui/notice.tsx';
import { Row, Stack } from '../ui/stack.tsx';
import { w } from '../words/keys.ts';
import { AudienceForm } from './keys-audience-form.tsx';
import type { Looked, Offer } from './keys-desk.ts';
import { addAudience, changeAudience, isKeyDue, isLive, isOffered, retireAudience, takeEpoch } from './keys-draft.ts';
import look from './keys-page.module.css';
import { placeName, sayEscalates, sayHours, sayReaders } from './keys-words.ts';

type Draft = { directory: Directory; change: (next: Directory) => void };
type Props = { looked: Looked; now: string /** Null while nothing may be changed. */; draft: Draft | null; shown: Directory };

function state(directory: Directory, audience: Audience, now: string): { says: string; isGood: boolean } {
  if (audience.epochs[0]?.until) return { says: w('audience.ended'), isGood: false };
  if (audience.kind === 'lado') return { says: w('audience.passedOn'), isGood: true };
  return isOffered(directory, audience, now) ? { says: w('audience.offered'), isGood: true } : { says: w('audience.notOffered'), isGood: false };
}

/** The key that comes next for it, where a live device of one of its readers vouches. */
function nextKey(directory: Directory, audience: Audience, offered: readonly Offer[], now: string): { offer: Offer; name: string } | null {
  for (const offer of offered) {
    const device = directory.devices.find(({ d }) => d === offer.d);
    if (offer.a === audience.a && offer.e === (audience.epochs[0]?.e ?? 0) + 1 && device?.audiences.includes(audience.a) && isLive(device, now))
      return { offer, name: device.name };
  }
  return null;
}

function AudienceEntry({ audience, looked, now, draft, shown }: Props & { audience: Audience }) {
  const { says, isGood } = state(shown, audience, now);
  const { a, name } = audience;
  const next = nextKey(shown, audience, looked.offered, now);
  const isEnded = audience.epochs[0]?.until !== undefined;
  return (
    <li class={look.entry}>
      <h3>{name}</h3>
      <p class={isGood ? look.good : look.warn}>{says}</p>
      <p class={look.soft}>
        {w(`kind.${audience.kind}`)} · {placeName(looked.places, audience.unit)}
      </p>
      <p>{sayReaders(shown, audience, now)}</p>
      <p class={look.soft}>
        {sayHours(audience.hours)} {sayEscalates(shown, audience)}
      </p>
      {isKeyDue(shown, audience) && <p class={look.warn}>{w('audience.keyDue')}</p>}
      {next && <p>{w('audience.keyReady', { name: next.name })}</p>}
      {draft && !isEnded && (
        <>
          {next && (
            <div>
              <Button kind="quiet" onClick={() => draft.change(takeEpoch(draft.directory, next.offer, now))}>
                {w('audience.takeKey', { name })}
              </Button>
            </div>
          )}
          <Disclosure summary={w('audience.change', { name })}>
            <Stack gap="m">
              <AudienceForm
                key={`${a}-${name}-${audience.escalatesTo}`}
                id={`change-${a}`}
                directory={draft.directory}
                places={looked.places}
                audience={audience}
                act={w('audience.save')}
                onChosen={({ kind: _kind, unit: _unit, ...choice }) => draft.change(changeAudience(draft.directory, a, choice))}
              />
              <Row wrap>
                <Button kind="danger" onClick={() => draft.change(retireAudience(draft.directory, a, now))}>
                  {w('audience.retire', { name })}
                </Button>
              </Row>
            </Stack>
          </Disclosure>
        </>
      )}
    </li>
  );
}

/** Who can be chosen, and who could not be yet. */
export function AudiencesCard(props: Props) {
  const { looked, now, draft, shown } = props;
  const liveName = (offer: Offer) => shown.devices.find((device) => device.d === offer.d && isLive(device, now))?.name;
  const fresh = looked.offered.filter(({ a, e }) => e === 1 && !shown.audiences.some((audience) => audience.a === a));
  const keys = fresh.flatMap((offer) => {
    const name = liveName(offer);
    return name ? [{ offer, name }] : [];
  });
  return (
    <Card>
      <Stack gap="m">
        <h2 class={look.title}>{w('audiences.title')}</h2>
        {shown.version !== looked.current?.directory.version && shown.version > 0 && <p class={look.soft}>{w('audiences.next', { version: shown.version })}</p>}
        {looked.falseKeys > 0 && <Notice tone="danger">{w('audience.falseKey', { count: looked.falseKeys })}</Notice>}
        {shown.audiences.length === 0 && <p>{w('audiences.none')}</p>}
        <ul class={look.list}>
          {shown.audiences.map((audience) => (
            <AudienceEntry key={audience.a} audience={audience} {...props} />
          ))}
        </ul>
        {draft && (
          <Disclosure summary={w('audience.add')}>
            <Stack gap="m">
              <p>{w('audience.addWhy')}</p>
              {keys.length === 0 ? (
                <p>{w('audience.noKey')}</p>
              ) : (
                <AudienceForm
                  id="new"
                  directory={draft.directory}
                  places={looked.places}
                  keys={keys}
                  act={w('audience.save')}
                  onChosen={(choice, offer) => offer && draft.change(addAudience(draft.directory, choice, offer, now))}
                />
              )}
            </Stack>
          </Disclosure>
        )}
      </Stack>
    </Card>
  );
}
