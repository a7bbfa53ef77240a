import { describe, expect, it } from 'vitest';
import { h } from '../../src/words/hall.ts';
import { learn } from '../../src/words/learning.ts';
import { begin, courseOf, openModule, playModule } from '../support/learner.ts';
import { startsOf } from '../support/scene.ts';
import { usePhone } from '../support/stage.ts';
import { PATIENCE_MS, readyForOffline, setSignal, settled, signInBy, signOut, visit } from '../support/visit.ts';

/** Not begun by anybody whose link is used here. */
const course = courseOf('C3');
const CARER = 'Amara Example';
/** An attempt begun and one answer: the first question is the fourth screen. */
const MADE = 2;

describe('a phone that two people use', () => {
  const at = usePhone();

  const begun = async () => (await startsOf(at.scene, CARER, course.id)).length;

  it('signing out with unsent work says how much there is, and keeps it', async () => {
    await signInBy(at.page, at.scene.link('carer'));
    await readyForOffline(at.page);
    await setSignal(at.phone, false);
    await openModule(at.page, course, 'C3-M1');
    await begin(at.page);
    await playModule(at.page, course, 'C3-M1', { to: 4 });
    await signOut(at.page, h('signOut.waiting', { count: MADE }));
    await at.page.getByText(h('signIn.waiting', { count: MADE })).waitFor({ timeout: PATIENCE_MS });
  });

  it('the next person neither sees it nor sends it', async () => {
    await setSignal(at.phone, true);
    await signInBy(at.page, at.scene.link('deputy'));
    await visit(at.page, '/on-this-phone');
    await at.page.getByText(h('phone.none')).waitFor({ timeout: PATIENCE_MS });
    await visit(at.page, '/academy/history');
    await at.page.getByRole('heading', { name: learn('history.title') }).waitFor({ timeout: PATIENCE_MS });
    await settled(at.page);
    expect(await at.page.getByRole('main').getByText(course.title).count()).toBe(0);
    expect(await begun()).toBe(0);
    await signOut(at.page);
    await at.page.getByText(h('signIn.waiting', { count: MADE })).waitFor({ timeout: PATIENCE_MS });
  });

  it('it is delivered when the one who made it signs in again', async () => {
    await signInBy(at.page, at.scene.link('carer'));
    await expect.poll(begun, { timeout: PATIENCE_MS }).toBe(1);
    await visit(at.page, '/on-this-phone');
    await at.page.getByText(h('phone.none')).waitFor({ timeout: PATIENCE_MS });
    await openModule(at.page, course, 'C3-M1');
    await at.page.getByText(learn('player.screen', { at: 5, of: 8 })).waitFor({ timeout: PATIENCE_MS });
  });
});
