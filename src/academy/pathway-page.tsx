import type { SignedIn } from '../shared/wire/session.ts';
import type { Cabinet } from '../store/cabinet.ts';
import { Notice } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { Stack } from '../ui/stack.tsx';
import { w } from '../words/academy.ts';
import { learn } from '../words/learning.ts';
import { PathwayStep } from './pathway-step.tsx';
import style from './rows.module.css';
import { useShelf } from './use-shelf.ts';

type Props = { cabinet: Cabinet; who: SignedIn; go: (path: string) => void; pathwayId: string };

export function PathwayPage({ cabinet, who, pathwayId }: Props) {
  const { record, catalogue, today, rules } = useShelf(cabinet, who);
  const back = { href: '/academy', label: learn('back.home') };
  if (record === undefined || catalogue === undefined) {
    return (
      <Page title={w('pathway.title')} back={back}>
        <Skeleton height="24rem" />
      </Page>
    );
  }
  const pathway = catalogue?.pathways.find((entry) => entry.id === pathwayId);
  if (!pathway || !catalogue || !record) {
    return (
      <Page title={w('pathway.title')} back={back}>
        <Notice tone="info" title={w('pathway.notHere')}>
          <p>{w('home.notYet.says')}</p>
        </Notice>
      </Page>
    );
  }
  return (
    <Page title={pathway.title} lead={pathway.summary} back={back}>
      <Stack gap="m">
        <ol class={style.list}>
          {pathway.steps.map((step) => (
            <PathwayStep key={step.kind === 'course' ? step.course : step.title} step={step} record={record} catalogue={catalogue} today={today} rules={rules} />
          ))}
        </ol>
        <p class={style.soft}>{w('pathway.basis', { basis: pathway.basis })}</p>
        {pathway.unconfirmed && (
          <p class={style.soft}>
            <strong>{w('cites.unconfirmed')}</strong> {pathway.unconfirmed}
          </p>
        )}
      </Stack>
    </Page>
  );
}
