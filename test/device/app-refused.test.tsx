// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { readKept, sayKept } from '../../src/app/kept-cookie.ts';
import { FullPhone, NeverArrived } from '../../src/app/phone-troubles.tsx';
import { RefusedActs } from '../../src/app/refused-acts.tsx';
import type { Cabinet, Waiting } from '../../src/store/cabinet.ts';

const signOff = { signOffId: 's1', personId: 'ben', courseId: 'C1', practicalId: 'drill', met: true, note: 'A child’s name' };

function refusedLine(kind: Waiting['kind'], body: object, where: string): Waiting {
  const refusal = { kind: 'notValid' as const, where, reason: 'no' };
  return { factId: 'f-1', kind, about: 's1', body: body as Waiting['body'], savedAt: '2026-11-22T03:10:00.000Z', bytes: 9, state: 'needsYou', refusal };
}

function show(line: Waiting, answer: object = { ok: true, factIds: ['f-2'] }) {
  const sendAgain = vi.fn(async () => answer);
  render(<RefusedActs line={line} cabinet={{ sendAgain } as unknown as Cabinet} />);
  return sendAgain;
}

const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));

describe('putting something refused right', () => {
  afterEach(cleanup);

  it('marks the field that the server said was at fault, begins there, and sends what is there instead', async () => {
    const sendAgain = show(refusedLine('training.practice.signed', signOff, 'body.note'));
    press('Put it right');
    const note = screen.getByRole('textbox', { name: 'Note' });
    expect(note.getAttribute('aria-invalid')).toBe('true');
    expect(document.activeElement).toBe(note);
    fireEvent.input(note, { target: { value: 'Seen twice. ' } });
    fireEvent.click(screen.getByRole('radio', { name: 'Not yet' }));
    press('Send this instead');
    expect(sendAgain).toHaveBeenCalledWith('f-1', { ...signOff, met: false, note: 'Seen twice.' });
    expect(await screen.findByRole('button', { name: 'Put it right' })).toBeTruthy();
  });

  it('changes the first day inside the placement and leaves the rest', () => {
    const placement = { placementId: 'p1', placeId: 'home-1', role: 'carer', startsOn: '2026-11-01', careRoleStartedOn: null };
    const sendAgain = show(refusedLine('people.person.added', { personId: 'ben', name: 'Ben', placement }, 'placement.startsOn'));
    press('Put it right');
    fireEvent.input(screen.getByLabelText('First day'), { target: { value: '2026-12-01' } });
    press('Send this instead');
    expect(sendAgain).toHaveBeenCalledWith('f-1', { personId: 'ben', name: 'Ben', placement: { ...placement, startsOn: '2026-12-01' } });
  });

  it('sends nothing that would be refused again, and says where', () => {
    const sendAgain = show(refusedLine('people.place.opened', { placeId: 'p', kind: 'home', parentId: null, name: 'Rowan' }, 'parentId'));
    press('Put it right');
    fireEvent.input(screen.getByRole('textbox', { name: 'Name' }), { target: { value: ' ' } });
    press('Send this instead');
    expect(sendAgain).not.toHaveBeenCalled();
    expect(screen.getByRole('textbox', { name: 'Name' }).getAttribute('aria-invalid')).toBe('true');
  });

  it('keeps the words on the form when the phone is full', async () => {
    show(refusedLine('home.slot.filled', { homeId: 'h', slot: 'firePlan', text: 'Hall' }, 'text'), { ok: false, kind: 'storageFull' });
    press('Put it right');
    fireEvent.input(screen.getByRole('textbox'), { target: { value: 'In the hall' } });
    press('Send this instead');
    expect(await screen.findByText('This phone is full. Free some space, then press the button again.')).toBeTruthy();
    expect((screen.getByRole('textbox') as HTMLTextAreaElement).value).toBe('In the hall');
  });

  it('what cannot be changed says so and offers the rest', () => {
    show(refusedLine('training.attempt.finished', {}, 'score'));
    screen.getByText('This cannot be changed after it was made. You can send it again, keep a copy or let it go.');
    expect(screen.getAllByRole('button').map((button) => button.textContent)).toEqual(['Send again', 'Keep a copy', 'Let go']);
  });

  it('what a newer version made can be kept or let go, and not sent by this one', () => {
    show(refusedLine('newer', {}, 'body'));
    expect(screen.getAllByRole('button').map((button) => button.textContent)).toEqual(['Keep a copy', 'Let go']);
  });

  it('the question whether to let go is where one stands, and so is what comes after it', async () => {
    const letGoOfRefusal = vi.fn(async () => undefined);
    const line = refusedLine('home.slot.filled', { homeId: 'h', slot: 'firePlan', text: 'Hall' }, 'base');
    const page = (lines: Waiting[]) => (
      <main>
        <h1 tabIndex={-1}>On this phone</h1>
        {lines.map((entry) => (
          <RefusedActs key={entry.factId} line={entry} cabinet={{ letGoOfRefusal } as unknown as Cabinet} />
        ))}
      </main>
    );
    const { rerender } = render(page([line]));
    press('Let go');
    const about = () => document.activeElement?.textContent ?? '';
    expect(about()).toContain('Let go of this for good?');
    expect(about()).not.toContain('On this phone');
    press('Keep it');
    expect(about()).toContain('Put it right');
    expect(about()).not.toContain('On this phone');
    press('Let go');
    press('Yes, let it go');
    expect(letGoOfRefusal).toHaveBeenCalledWith('f-1');
    await expect.poll(about).toBe('On this phone');
    rerender(page([]));
    expect(about()).toBe('On this phone');
  });

  it('asks for nothing more once the new one is on its way', () => {
    show({ ...refusedLine('home.slot.filled', {}, 'text'), isReplaced: true });
    expect(screen.queryAllByRole('button')).toEqual([]);
    screen.getByText('You have sent it again. This one goes when the new one is delivered.');
  });
});

describe('what is said of a phone in trouble', () => {
  afterEach(cleanup);

  it('I2 F16 names what was given up and that the words were saved', () => {
    render(<FullPhone full={{ dropped: ['media', 'reserve'], isSaved: true }} />);
    screen.getByText('Your words were saved. Nothing that waits to be sent is ever dropped.');
    expect(screen.getAllByRole('listitem')).toHaveLength(2);
  });

  it('I2 F17 says once how many things never arrived, and again only when the number changes', async () => {
    const kept = new Map<string, string>();
    const cabinet = {
      setting: async (name: string) => kept.get(name) ?? null,
      setSetting: async (name: string, value: string) => void kept.set(name, value),
    } as unknown as Cabinet;
    const { rerender } = render(<NeverArrived cabinet={cabinet} personId="ann" missing={2} />);
    await screen.findByText('2 things made on this phone never arrived, and are no longer here.');
    press('I have read this');
    await expect.poll(() => screen.queryByRole('alert')).toBeNull();
    expect([...kept]).toEqual([['missing.ann', '2']]);
    rerender(<NeverArrived cabinet={cabinet} personId="ann" missing={3} />);
    await screen.findByText('3 things made on this phone never arrived, and are no longer here.');
  });
});

describe('what outlives a cleared browser', () => {
  const kept = { deviceId: '01934f6e-0000-7000-8000-000000000001', open: 3, seq: 41, day: '2026-11-22' };

  it('F17 is a device, a count, a counter and a day, and reads back as written', () => {
    const cookie = sayKept(kept, true);
    expect(cookie).toBe('hearth-kept=01934f6e-0000-7000-8000-000000000001.3.41.2026-11-22; path=/; max-age=34560000; samesite=strict; secure');
    expect(readKept(`other=1; ${cookie.split(';')[0]}; more=2`)).toEqual(kept);
  });

  it('F17 a cookie somebody else wrote is no news', () => {
    expect(readKept('hearth-kept=<b>.1.1.2026-11-22')).toBeNull();
    expect(readKept('not-hearth-kept=a.1.1.2026-11-22')).toBeNull();
    expect(readKept('')).toBeNull();
  });
});
