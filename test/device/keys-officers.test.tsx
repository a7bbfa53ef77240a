// @vitest-environment happy-dom
import { act, cleanup, render, screen } from '@testing-library/preact';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { KeysDesk } from '../../src/region/keys-desk.ts';
import { addAudience, listDevice, makeStatement, nextDirectory, takeEpoch, widenDevice } from '../../src/region/keys-draft.ts';
import { KeysPage } from '../../src/region/keys-page.tsx';
import { countersign, proposeDirectory, signRoot } from '../../src/seal/directory.ts';
import { signOffer } from '../../src/seal/offer.ts';
import type { Root } from '../../src/seal/officer.ts';
import { makeOfficerKey, makeRoot } from '../../src/seal/officer.ts';
import type { Directory, SignedDirectory } from '../../src/shared/voice/directory.ts';
import type { SignedIn } from '../../src/shared/wire/session.ts';
import type { KeyProposal } from '../../src/shared/wire/sealed.ts';
import { openMemoryShelf } from '../../src/store/quiet/memory-shelf.ts';
import { w } from '../../src/words/keys.ts';
import { w as ui } from '../../src/words/ui.ts';
import { readerHere } from '../support/seal/cast.ts';

const NOW = '2026-11-22T10:00:00.000Z';
const LATER = '2026-12-22T10:00:00.000Z';
const HOURS = { days: [1, 2, 3, 4, 5], from: '09:00', to: '17:00' };
type Key = Awaited<ReturnType<typeof makeOfficerKey>>;
type Device = Awaited<ReturnType<ReturnType<typeof readerHere>['makeDevice']>>;
const signer = ({ k, pair, pub }: Key) => ({ k, privateKey: pair.privateKey, pub });

let one: Key;
let two: Key;
let root: Root;
let rootPart: SignedDirectory['root'];
let amira: Device;
let ben: Device;
let newKey: string;
beforeAll(async () => {
  [one, two] = [await makeOfficerKey(), await makeOfficerKey()];
  ({ root } = await makeRoot());
  rootPart = await signRoot(root, makeStatement([one, two], 1, NOW));
  [amira, ben] = [await readerHere().makeDevice(), await readerHere().makeDevice()];
  newKey = (await readerHere().makeDevice()).dkPub;
});
afterEach(cleanup);

const asked = (name: string, device: Device) => ({ d: device.d, dk: device.dkPub, dsk: device.dskPub, personId: `p-${name}`, name, at: NOW });
const statement = () => makeStatement([one, two], 1, NOW);

/** Two readers, one audience: version 1. */
function first(): Directory {
  let directory = nextDirectory(null, statement(), NOW);
  for (const [name, device] of [
    ['Amira', amira],
    ['Ben', ben],
  ] as const)
    directory = listDevice(directory, asked(name, device), { name, role: 'advocate', audiences: [] }, NOW);
  directory = addAudience(directory, { kind: 'advocate', unit: 'region', name: 'Coast advocates', hours: HOURS }, { a: 'adv', e: 1, pub: amira.dkPub, d: amira.d, sig: '' }, NOW);
  return widenDevice(directory, ben.d, ['adv']);
}
const second = () => takeEpoch(nextDirectory(first(), statement(), LATER), { a: 'adv', e: 2, pub: newKey, d: ben.d, sig: '' }, LATER);
const propose = (directory: Directory, by = one) => proposeDirectory(rootPart, directory, signer(by));
const sign = async (directory: Directory) => countersign(await propose(directory), signer(two));
const offer = async (of = ben) => ({ ...(await signOffer({ a: 'adv', e: 2, pub: newKey, d: of.d }, of.dsk.privateKey)), at: LATER });

type Opened = { desk: KeysDesk; posted: SignedDirectory[] };
async function open(given: Partial<KeyProposal>, more: { key?: Key; isCompared?: boolean; now?: string; role?: string; proof?: 'proved' | 'other' } = {}): Promise<Opened> {
  const { key = two, isCompared = true, now = LATER, role = 'directoryOfficer', proof = 'proved' } = more;
  const served: KeyProposal = {
    current: null,
    proposed: null,
    asked: [],
    offered: [],
    places: [{ placeId: 'region', kind: 'region', parentId: null, name: 'South East' }],
    ...given,
  };
  const shelf = openMemoryShelf();
  await shelf.write('officer', { personId: 'me', ...key, ...(isCompared ? { root: root.fingerprint } : {}) });
  const posted: SignedDirectory[] = [];
  const desk: KeysDesk = {
    personId: 'me',
    shelf,
    now: () => now,
    prove: async () => proof,
    line: {
      proposal: async () => ({ ok: true, value: served }),
      propose: async (signed) => {
        posted.push(signed);
        return { ok: true, value: { isPublished: true } };
      },
    },
  };
  const who = { personId: 'me', name: 'Oda Example', roles: [{ placeId: 'region', placeName: 'South East', role }], now } as SignedIn;
  render(<KeysPage who={who} desk={desk} />);
  await settle();
  return { desk, posted };
}
/** Signatures are checked by another thread: waits until the page has stopped changing. */
async function settle(): Promise<void> {
  let before = '';
  for (
    let still = 0;
    still < 4;
    still = document.body.innerHTML === before && !screen.queryByText(ui('loading')) && !document.querySelector('[aria-busy="true"]') ? still + 1 : 0
  ) {
    before = document.body.innerHTML;
    await act(async () => void (await new Promise((done) => setTimeout(done, 25))));
  }
}
const press = async (name: string) => {
  screen.getByRole('button', { name }).click();
  await settle();
};
const SIGN = () => screen.queryByRole('button', { name: w('proposal.sign', { version: 2 }) });

describe('an officer who countersigns', () => {
  it('sees what changes in plain words, and signs exactly those bytes', async () => {
    const proposed = await propose(second());
    const { posted } = await open({ current: await sign(first()), proposed, offered: [await offer()] });
    expect(screen.getByText(w('change.audienceKey', { name: 'Coast advocates' }))).toBeTruthy();
    await press(w('proposal.sign', { version: 2 }));
    expect(posted).toHaveLength(1);
    expect(posted[0]?.directory).toBe(proposed.directory);
    expect(posted[0]?.sigs.map(({ k }) => k)).toEqual([one.k, two.k]);
    expect(screen.getByText(w('proposal.published', { version: 2 }))).toBeTruthy();
  });

  it('A9 cannot sign their own proposal a second time', async () => {
    const { posted } = await open({ current: await sign(first()), proposed: await propose(second(), two), offered: [await offer()] });
    expect(screen.getByText(w('proposal.mine'))).toBeTruthy();
    expect(SIGN()).toBeNull();
    expect(posted).toEqual([]);
  });

  it('A9 signs nothing when somebody else sits at their desk', async () => {
    const { posted } = await open({ current: await sign(first()), proposed: await propose(second()), offered: [await offer()] }, { proof: 'other' });
    await press(w('proposal.sign', { version: 2 }));
    expect(screen.getByText(w('prove.other'))).toBeTruthy();
    expect(posted).toEqual([]);
  });

  it('A9 cannot sign with a key that the root does not name', async () => {
    await open({ current: await sign(first()), proposed: await propose(second()), offered: [await offer()] }, { key: await makeOfficerKey() });
    expect(screen.getByText(w('officer.notNamed'))).toBeTruthy();
    expect(SIGN()).toBeNull();
    expect(screen.queryByRole('button', { name: w('next.propose') })).toBeNull();
  });

  it('C1 signs no new key that no reader’s device vouches for', async () => {
    for (const offered of [[], [{ ...(await offer()), pub: amira.dkPub }], [{ ...(await offer()), d: amira.d }]]) {
      await open({ current: await sign(first()), proposed: await propose(second()), offered });
      expect(screen.getByText(w('proposal.unvouched', { name: 'Coast advocates' }))).toBeTruthy();
      expect(SIGN()).toBeNull();
      cleanup();
    }
  });

  it('C1 is told of a key that the server put in the place of a reader’s, and cannot list it', async () => {
    await open({ current: await sign(first()), offered: [{ ...(await offer()), pub: amira.dkPub }] });
    expect(screen.getByText(w('audience.falseKey', { count: 1 }))).toBeTruthy();
    expect(screen.queryByRole('button', { name: w('audience.takeKey', { name: 'Coast advocates' }) })).toBeNull();
  });

  it('C1 signs nothing under a root that was not compared, or is another than was', async () => {
    const { root: other } = await makeRoot();
    const swapped = { ...(await sign(first())), root: await signRoot(other, statement()) };
    await open({ current: swapped, proposed: await propose(second()) });
    expect(screen.getByText(w('fault.wrongRoot'))).toBeTruthy();
    expect(SIGN()).toBeNull();
    cleanup();
    const { desk } = await open({ current: await sign(first()), proposed: await propose(second()), offered: [await offer()] }, { isCompared: false });
    expect(screen.getByText(w('compare.how'))).toBeTruthy();
    expect(SIGN()).toBeNull();
    await press(w('compare.differ'));
    expect(screen.getByText(w('compare.stop'))).toBeTruthy();
    expect((await desk.shelf.read('officer'))?.root).toBeUndefined();
  });

  it('C2 is told when the server shows an older list than before, or none', async () => {
    const older = await sign(first());
    const { desk } = await open({ current: older });
    await desk.shelf.write('directory', { signed: older, version: 2, checkedAt: NOW });
    cleanup();
    const who = { personId: 'me', name: 'Oda', roles: [{ placeId: 'region', placeName: 'South East', role: 'directoryOfficer' }], now: LATER } as SignedIn;
    render(<KeysPage who={who} desk={desk} />);
    await settle();
    expect(screen.getByText(w('fault.rolledBack'))).toBeTruthy();
    cleanup();
    render(<KeysPage who={who} desk={{ ...desk, line: { ...desk.line, proposal: async () => ({ ok: true, value: { current: null, proposed: null, asked: [] } }) } }} />);
    await settle();
    expect(screen.getByText(w('fault.rolledBack'))).toBeTruthy();
    expect(screen.queryByRole('button', { name: w('root.act') })).toBeNull();
  });

  it('C2 renews a list that has ended, from what it said', async () => {
    const { posted } = await open({ current: await sign(first()) }, { now: '2027-06-20T10:00:00.000Z' });
    expect(screen.getByText(w('fault.expired'))).toBeTruthy();
    await press(w('next.propose'));
    expect(posted).toHaveLength(1);
  });

  it('A8 is the only one to whom this page shows anything: a manager sees no key and no list', async () => {
    await open({ current: await sign(first()), proposed: await propose(second()) }, { role: 'manager' });
    expect(screen.getByText(w('notYours'))).toBeTruthy();
    expect(screen.queryByRole('button')).toBeNull();
  });
});
