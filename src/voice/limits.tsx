import { w } from '../words/voice.ts';
import look from './frame.module.css';
import { Told } from './frame.tsx';

/** When adults must act, in four short lines, word for word as agreed (voice reference, 5.4). */
export function Limits({ isLong }: { isLong?: boolean }) {
  return (
    <div class={look.panelInside}>
      <Told picture="choose" title={w('limits.who.q')}>
        {w('limits.who')}
      </Told>
      <Told picture="limits" title={w('limits.secret.q')}>
        {w('limits.secret')}
      </Told>
      <Told picture="tell">{w('limits.first')}</Told>
      <Told picture="waiting">{w('limits.hours')}</Told>
      <Told picture="call" title={w('limits.now.q')}>
        {w('limits.now')}
      </Told>
      {isLong && <MoreLimits />}
    </div>
  );
}

/** The longer text, for whoever asks for more. */
export function MoreLimits() {
  return (
    <>
      <Told picture="staff">{w('limits.more.staff')}</Told>
      <Told picture="limits">{w('limits.more.tell')}</Told>
      <Told picture="tell">{w('limits.more.first')}</Told>
      <Told picture="waiting">{w('limits.more.hours')}</Told>
      <Told picture="home">{w('limits.more.guess')}</Told>
    </>
  );
}
