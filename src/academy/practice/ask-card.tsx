import { useEffect, useState } from 'preact/hooks';
import type { Day } from '../../shared/basics/day.ts';
import { nameTask } from '../../shared/practice/make-task.ts';
import { passOn } from '../../shared/practice/passed-on.ts';
import { NONCE_LIMIT } from '../../shared/practice/task.ts';
import type { CourseCard } from '../../shared/training/catalogue.ts';
import type { SignedIn } from '../../shared/wire/session.ts';
import type { Cabinet, DeviceKey, Signing } from '../../store/cabinet.ts';
import { Card } from '../../ui/card.tsx';
import { QrCode } from '../../ui/qr-code.tsx';
import { Stack } from '../../ui/stack.tsx';
import { w } from '../../words/practice.ts';

type AskProps = { cabinet: Cabinet; who: SignedIn; card: CourseCard; signing: Signing; deviceKey: DeviceKey; today: Day };

/** The same all day, so that a page opened again shows what was read out before. */
async function nonceOf({ cabinet, who, card, signing, today }: AskProps): Promise<number> {
  const name = `practice.nonce.${who.personId}.${card.id}`;
  const [day, kept] = ((await cabinet.setting(name)) ?? '').split(' ');
  if (day === today && kept) return Number(kept);
  const nonce = signing.dice(NONCE_LIMIT);
  await cabinet.setSetting(name, `${today} ${nonce}`);
  return nonce;
}

/** What the carer asks to be watched at, for another phone to read. */
export function AskCard(props: AskProps) {
  const { who, card, deviceKey, signing, today } = props;
  const [shown, setShown] = useState<{ text: string; code: string } | null>(null);
  useEffect(() => {
    let isLive = true;
    const draw = async () => {
      const nonce = await nonceOf(props);
      const core = { personId: who.personId, courseId: card.id, practicalId: card.practical?.id ?? '', on: today, nonce };
      const { code } = await nameTask(core, signing.hash);
      const text = passOn({ is: 'task', ...core, name: who.name, courseVersion: card.version, ...deviceKey });
      if (isLive) setShown({ text, code });
    };
    void draw().catch(() => undefined);
    return () => {
      isLive = false;
    };
  }, [who.personId, card.id, card.version, today]);
  return (
    <Card>
      <Stack gap="s">
        <h2>{w('carer.show.title')}</h2>
        <p>{w('carer.show')}</p>
        {shown && (
          <>
            <QrCode text={shown.text} label={w('carer.qr', { title: card.title })} isDense />
            <p>{w('carer.code', { code: shown.code })}</p>
          </>
        )}
      </Stack>
    </Card>
  );
}
