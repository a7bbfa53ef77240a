import type { ComponentType } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { londonDay } from '../../shared/basics/day.ts';
import type { Catalogue } from '../../shared/training/catalogue.ts';
import { checkPassport } from '../../shared/training/passport/check.ts';
import type { PassportList } from '../../shared/training/passport/check.ts';
import type { PassportLine } from '../../shared/training/passport/kept.ts';
import type { Passport } from '../../shared/training/passport/passport.ts';
import { bytesOfText, SIGNATURE_BYTES } from '../../shared/training/passport/passport.ts';
import type { Said } from '../../shared/training/passport/read.ts';
import type { SignedIn } from '../../shared/wire/session.ts';
import type { Cabinet } from '../../store/cabinet.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Disclosure } from '../../ui/disclosure.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { ScanCode } from '../../ui/scan-code.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Stack } from '../../ui/stack.tsx';
import { useWatched } from '../../ui/use-watched.ts';
import { w } from '../../words/passport.ts';
import { useHome } from '../home-choice.ts';
import { HomePicker } from '../home-picker.tsx';
import { HOME_PATH } from '../paths.ts';
import { isSigned } from './ed25519.ts';
import { ListAge } from './list-age.tsx';
import { TakeOver } from './take-over.tsx';
import { useList } from './use-list.ts';
import type { Refusal } from './verdict.tsx';
import { Verdict } from './verdict.tsx';

type Props = { cabinet: Cabinet; who: SignedIn; go: (path: string) => void; line: PassportLine; Contents: ComponentType<Said> };

type Seen = { bytes: Uint8Array | null; refusal: Refusal | null; passport: Passport | null };

/** Anything that might be one: what is not a passport at all is told apart before it is checked. */
function mayBePassport(text: string): boolean {
  const bytes = bytesOfText(text);
  return bytes === 'tooNew' || (bytes !== 'unreadable' && bytes.length > SIGNATURE_BYTES);
}

async function look(text: string, list: PassportList, now: string): Promise<Seen> {
  const found = bytesOfText(text);
  const bytes = typeof found === 'string' ? null : found;
  try {
    const { fault, passport } = await checkPassport(text, list, now, isSigned);
    return { bytes, refusal: fault, passport };
  } catch {
    return { bytes, refusal: 'cannotCheck', passport: null };
  }
}

/** Checks what another person carries, with what is on this device alone. */
export function CheckPage({ cabinet, who, line, Contents }: Props) {
  const choice = useHome(cabinet, who);
  const catalogue = useWatched<Catalogue | null>((tell) => cabinet.watchCatalogue(tell), [cabinet]);
  const { list, bringing, bring } = useList(cabinet, line);
  const [scanned, setScanned] = useState<string | null>(null);
  const [seen, setSeen] = useState<Seen | null>(null);
  const answer = useRef<HTMLDivElement>(null);

  useEffect(() => {
    if (scanned === null || !list) return;
    let isGone = false;
    // Checked again when a newer list comes while the verdict stands on the screen.
    void look(scanned, list, cabinet.now()).then((found) => {
      if (!isGone) setSeen(found);
    });
    return () => {
      isGone = true;
    };
  }, [scanned, list]);
  useEffect(() => {
    if (seen) answer.current?.focus();
  }, [seen === null]);

  const again = () => {
    setScanned(null);
    setSeen(null);
  };
  const today = londonDay(cabinet.now());
  const age = list === undefined ? null : <ListAge list={list} now={cabinet.now()} bringing={bringing} onBring={() => void bring()} />;
  return (
    <Page title={w('check.title')} lead={w('check.lead')} back={{ href: HOME_PATH, label: w('back.matrix') }}>
      {list === undefined || catalogue === undefined ? (
        <Skeleton height="24rem" />
      ) : (
        <Stack gap="l">
          {seen === null && list !== null && (
            <ScanCode
              wrong={w('check.wrong')}
              typed={{ label: w('check.typed'), hint: w('check.typedHint') }}
              onText={(text) => {
                if (!mayBePassport(text)) return false;
                setScanned(text);
                return true;
              }}
            />
          )}
          <div role="status" ref={answer} tabIndex={-1}>
            {seen && <Verdict refusal={seen.refusal} name={seen.passport?.name ?? null} />}
          </div>
          {seen && seen.refusal === null && (
            <Notice tone="info" title={w('proves.title')}>
              <p>{w('person.check')}</p>
            </Notice>
          )}
          {seen && (
            <div>
              <Button kind="quiet" onClick={again}>
                {w('check.another')}
              </Button>
            </div>
          )}
          {seen?.passport && seen.refusal === null && (
            <>
              <Card>
                <Stack gap="m">
                  <h2>{w('says.title')}</h2>
                  <Contents passport={seen.passport} catalogue={catalogue} today={today} homes={choice.homes} />
                </Stack>
              </Card>
              <HomePicker choice={choice} />
              {choice.home && seen.bytes && <TakeOver cabinet={cabinet} who={who} home={choice.home} passport={seen.passport} bytes={seen.bytes} catalogue={catalogue} />}
            </>
          )}
          {seen?.passport && seen.refusal !== null && (
            <Disclosure summary={w('verdict.said')}>
              <Contents passport={seen.passport} catalogue={catalogue} today={today} homes={choice.homes} />
            </Disclosure>
          )}
          {age}
        </Stack>
      )}
    </Page>
  );
}
