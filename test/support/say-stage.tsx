import { act, fireEvent, render, screen } from '@testing-library/preact';
import { useEffect, useReducer } from 'preact/hooks';
import { expect, vi } from 'vitest';
import { DraftsScreen } from '../../src/voice/say/drafts-screen.tsx';
import { FeelingScreen } from '../../src/voice/say/feeling-screen.tsx';
import { IdeaScreen } from '../../src/voice/say/idea-screen.tsx';
import { WorryScreen } from '../../src/voice/say/worry-screen.tsx';
import { type Pretend, viewOf } from './young-talk.tsx';

/** How often the person touched the phone since the screen was opened from home, which is one touch itself. */
export const touches = { count: 0 };

const SCREENS = { 'say-feeling': FeelingScreen, 'say-worry': WorryScreen, 'say-idea': IdeaScreen, drafts: DraftsScreen } as const;

/** Shows whichever screen they are on; home is four tiles, of which one is pressed. */
function Stage({ phone }: { phone: Pretend }) {
  const [, draw] = useReducer((count: number) => count + 1, 0);
  useEffect(() => {
    phone.told.hear = () => draw(0);
  }, []);
  const spot = phone.spots[phone.spots.length - 1];
  const Here = SCREENS[spot?.screen as keyof typeof SCREENS];
  return Here ? <Here key={spot?.screen} talk={phone.talk()} /> : <p>home</p>;
}

export const settle = (ms = 30) => act(async () => void (await new Promise((done) => setTimeout(done, ms))));
export const tap = async (element: HTMLElement) => {
  touches.count += 1;
  fireEvent.click(element);
  await settle();
};
export const press = (name: string | RegExp) => tap(screen.getByRole('button', { name }));
export const write = (text: string) => fireEvent.input(screen.getByLabelText('Your words'), { target: { value: text } });
export const choose = (name: RegExp) => tap(screen.getByRole('checkbox', { name }));
export const cards = () => screen.getAllByRole('checkbox').filter((box) => box.getAttribute('name') === 'to') as HTMLInputElement[];

export async function open(screenName: keyof typeof SCREENS, phone: Pretend) {
  render(<Stage phone={phone} />);
  touches.count += 1;
  await act(async () => phone.talk().go(screenName));
  await settle();
}
export async function sent(phone: Pretend) {
  await vi.waitFor(async () => expect((await phone.letters()).length).toBeGreaterThan(0), { timeout: 5000 });
  await settle();
  return viewOf(await phone.letters());
}
