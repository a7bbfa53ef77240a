import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databases } from '../support/server.ts';
import type { VoiceScene } from '../support/voice-scene.ts';
import { openVoiceScene } from '../support/voice-scene.ts';

const AS_A_PAGE = { accept: 'text/html,application/xhtml+xml' };

describe.each(databases())('the address of the inbox on $name', (database) => {
  let scene: VoiceScene;
  beforeAll(async () => {
    scene = await openVoiceScene(database);
  });
  afterAll(() => scene.close());

  it('whoever opens it gets the page, a reader, somebody who was not chosen and a stranger alike', async () => {
    await scene.say([scene.to.adv]);
    const cookies = [scene.readers.advocate[0].cookie, scene.readers.manager[0].cookie, undefined];
    const replies = await Promise.all(cookies.map((cookie) => scene.get('/inbox', cookie, AS_A_PAGE)));
    expect(new Set(replies.map(({ statusCode, body }) => `${statusCode} ${body}`)).size).toBe(1);
    expect(replies.map(({ headers }) => headers['content-type'])).not.toContain('application/json; charset=utf-8');
  });

  it('what the page asks for is still the reader’s alone', async () => {
    expect((await scene.get('/inbox')).statusCode).toBe(401);
    expect((await scene.inbox(scene.readers.advocate[0])).threads).toHaveLength(1);
    expect((await scene.inbox(scene.readers.manager[0])).threads).toEqual([]);
  });
});
