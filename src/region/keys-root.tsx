import { useState } from 'preact/hooks';
import { officerWords, rootWords } from '../seal/card.ts';
import { signRoot } from '../seal/directory.ts';
import type { Root } from '../seal/officer.ts';
import { fingerprintGroups, makeRoot, readOfficerText, readRoot } from '../seal/officer.ts';
import type { Notes } from '../store/quiet/shelf.ts';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { Choice } from '../ui/choice.tsx';
import { CompareWords, WrittenGroups } from '../ui/compare-words.tsx';
import { Disclosure } from '../ui/disclosure.tsx';
import { TextArea, TextField } from '../ui/field.tsx';
import { Notice } from '../ui/notice.tsx';
import { Stack } from '../ui/stack.tsx';
import { w } from '../words/keys.ts';
import type { KeysDesk } from './keys-desk.ts';
import { makeStatement } from './keys-draft.ts';
import { useWords } from './keys-officer.tsx';
import look from './keys-page.module.css';

type Signing = { k: string; pub: string };
const SHOWN_AGAIN = 2;

/** The root's public face: four words and sixteen groups. */
export function Fingerprint({ fingerprint }: { fingerprint: string }) {
  const words = useWords(() => rootWords(fingerprint), fingerprint);
  return (
    <Stack gap="s">
      <p>{w('root.fingerprintWhy')}</p>
      <CompareWords words={words} label={w('root.fingerprint')} />
      <Disclosure summary={w('root.groups')}>
        <WrittenGroups groups={fingerprintGroups(fingerprint)} label={w('root.fingerprint')} />
      </Disclosure>
    </Stack>
  );
}

type Asking = { officer: Notes['officer']; id: string; act: string; before?: preact.ComponentChildren; isBusy: boolean; onGo: (others: Signing[]) => void };

/** Which other officer the root is to name, compared by eight words. */
function OtherOfficer({ officer, id, act, before, isBusy, onGo }: Asking) {
  const [line, setLine] = useState('');
  const [isSame, setSame] = useState(false);
  const [isAlone, setAlone] = useState(false);
  const [error, setError] = useState<{ field: 'line' | 'same'; says: string } | null>(null);
  const other = readOfficerText(line);
  const words = useWords(async () => (other ? officerWords(other.pub) : []), other?.pub ?? null);

  const faultIn = (): typeof error => {
    if (isAlone) return null;
    if (line.trim() === '') return { field: 'line', says: w('root.noOther') };
    if (!other) return { field: 'line', says: w('root.badLine') };
    if (other.pub === officer.pub) return { field: 'line', says: w('root.ownLine') };
    return isSame ? null : { field: 'same', says: w('root.notSame') };
  };
  const go = (event: Event) => {
    event.preventDefault();
    const found = faultIn();
    setError(found);
    if (!found && !isBusy) onGo(isAlone || !other ? [] : [other]);
  };
  return (
    <form noValidate onSubmit={go}>
      <Stack gap="s">
        {before}
        {!isAlone && (
          <TextField
            id={`${id}-line`}
            label={w('root.other')}
            hint={w('root.otherHint')}
            value={line}
            autocomplete="off"
            error={error?.field === 'line' ? error.says : undefined}
            onInput={(typed) => {
              setLine(typed);
              setSame(false);
            }}
          />
        )}
        {!isAlone && other && (
          <>
            <p>{w('root.otherWords')}</p>
            <CompareWords words={words} label={w('root.otherWords')} />
            <Choice type="checkbox" name={`${id}-same`} value="same" checked={isSame} onChange={setSame}>
              {w('root.sameWords')}
            </Choice>
            {error?.field === 'same' && <p role="alert">{error.says}</p>}
          </>
        )}
        <Choice type="checkbox" name={`${id}-alone`} value="alone" checked={isAlone} onChange={setAlone}>
          {w('root.alone')}
        </Choice>
        {isAlone && <Notice tone="warn">{w('root.aloneWarn')}</Notice>}
        <div>
          <Button type="submit" busy={isBusy}>
            {act}
          </Button>
        </div>
      </Stack>
    </form>
  );
}

/** The private key, once, until the person has shown that it stands on paper. */
function PrivateOnce({ groups, fingerprint, onForget }: { groups: string[]; fingerprint: string; onForget: () => void }) {
  const [typed, setTyped] = useState('');
  const [isWrong, setWrong] = useState(false);
  const forget = (event: Event) => {
    event.preventDefault();
    const isRight = typed.toLowerCase().replace(/\s+/g, '') === groups.slice(-SHOWN_AGAIN).join('');
    setWrong(!isRight);
    if (isRight) onForget();
  };
  return (
    <Card tone="warn">
      <form noValidate onSubmit={forget}>
        <Stack gap="m">
          <h2 class={look.title}>{w('root.private')}</h2>
          <p>{w('root.keep')}</p>
          <Notice tone="warn">{w('root.privateOnce')}</Notice>
          <WrittenGroups groups={groups} label={w('root.private')} />
          <Fingerprint fingerprint={fingerprint} />
          <div class={look.screen}>
            <Stack gap="m">
              <div>
                <Button kind="quiet" onClick={() => window.print()}>
                  {w('root.print')}
                </Button>
              </div>
              <TextField id="root-typed" label={w('root.type')} value={typed} autocomplete="off" error={isWrong ? w('root.typeWrong') : undefined} onInput={setTyped} />
              <div>
                <Button type="submit">{w('root.forget')}</Button>
              </div>
            </Stack>
          </div>
        </Stack>
      </form>
    </Card>
  );
}

type Props = { desk: KeysDesk; officer: Notes['officer']; onDone: () => void };

/** The root signs who the officers are; its private half is dropped as soon as it stands on paper. */
async function settle({ desk, officer }: Props, root: Root, others: Signing[], number: number): Promise<void> {
  const statement = await signRoot(root, makeStatement([officer, ...others], number, desk.now()));
  await desk.shelf.write('officer', { ...officer, root: root.fingerprint, statement });
}

/** Once, for a new region. */
export function RootCeremony(props: Props) {
  const [made, setMade] = useState<{ root: Root; groups: string[]; others: Signing[] } | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [isLost, setLost] = useState(false);
  const make = async (others: Signing[]) => {
    setBusy(true);
    setMade({ ...(await makeRoot()), others });
    setBusy(false);
  };
  // A root that nobody wrote down would be lost with its first signature: it signs only now.
  const forget = async ({ root, others }: NonNullable<typeof made>) => {
    setLost(false);
    try {
      await settle(props, root, others, 1);
      setMade(null);
      props.onDone();
    } catch {
      setLost(true);
    }
  };
  if (made) {
    return (
      <Stack gap="s">
        {isLost && <Notice tone="danger">{w('trouble.storage')}</Notice>}
        <PrivateOnce groups={made.groups} fingerprint={made.root.fingerprint} onForget={() => void forget(made)} />
      </Stack>
    );
  }
  return (
    <Card tone="accent">
      <Stack gap="s">
        <h2 class={look.title}>{w('root.title')}</h2>
        <p>{w('root.why')}</p>
        <p>{w('root.keep')}</p>
        <OtherOfficer officer={props.officer} id="root" act={w('root.act')} isBusy={isBusy} onGo={(others) => void make(others)} />
      </Stack>
    </Card>
  );
}

/** Later, with the paper: officers change, and their keys end after a year. */
export function RootAgain(props: Props & { number: number; fingerprint: string }) {
  const [paper, setPaper] = useState('');
  const [isWrong, setWrong] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [isLost, setLost] = useState(false);
  const sign = async (others: Signing[]) => {
    setBusy(true);
    const root = await readRoot(paper);
    const isRight = root?.fingerprint === props.fingerprint;
    setWrong(!isRight);
    setLost(false);
    try {
      if (root && isRight) {
        await settle(props, root, others, props.number + 1);
        setPaper('');
        props.onDone();
      }
    } catch {
      setLost(true);
    }
    setBusy(false);
  };
  return (
    <Disclosure summary={w('root.again')}>
      <Stack gap="s">
        <p>{w('root.againWhy')}</p>
        {isLost && <Notice tone="danger">{w('trouble.storage')}</Notice>}
        <OtherOfficer
          officer={props.officer}
          id="again"
          act={w('root.againAct')}
          isBusy={isBusy}
          onGo={(others) => void sign(others)}
          before={
            <TextArea id="root-paper" label={w('root.paper')} value={paper} autocomplete="off" rows={3} error={isWrong ? w('root.paperWrong') : undefined} onInput={setPaper} />
          }
        />
      </Stack>
    </Disclosure>
  );
}
