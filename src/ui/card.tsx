import type { ComponentChildren } from 'preact';
import look from './card.module.css';
import { Icon } from './icon.tsx';

type CardTone = 'plain' | 'accent' | 'info' | 'good' | 'warn' | 'danger';

type CardProps = { children: ComponentChildren; tone?: CardTone };

export function Card({ children, tone = 'plain' }: CardProps) {
  return <div class={`${look.card} ${look[tone]}`}>{children}</div>;
}

type CardLinkProps = { href: string; children: ComponentChildren; label?: string };

/** The whole row is the link. */
export function CardLink({ href, children, label }: CardLinkProps) {
  return (
    <a class={`${look.card} ${look.link}`} href={href} aria-label={label}>
      <span class={look.inside}>{children}</span>
      <span class={look.arrow}>
        <Icon name="arrow" />
      </span>
    </a>
  );
}
