import type { ComponentChildren } from 'preact';
import { Icon, type IconName } from './icon.tsx';
import look from './notice.module.css';

type NoticeTone = 'info' | 'good' | 'warn' | 'danger';

const ICONS: Record<NoticeTone, IconName> = { info: 'info', good: 'check', warn: 'warn', danger: 'warn' };

type NoticeProps = { tone: NoticeTone; title?: string; role?: 'status' | 'alert' | 'note'; children?: ComponentChildren };

export function Notice({ tone, title, role, children }: NoticeProps) {
  return (
    <div class={`${look.notice} ${look[tone]}`} role={role}>
      <span class={look.sign}>
        <Icon name={ICONS[tone]} />
      </span>
      <div class={look.inside}>
        {title && <p class={look.title}>{title}</p>}
        {children}
      </div>
    </div>
  );
}
