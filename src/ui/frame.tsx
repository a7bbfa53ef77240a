import type { ComponentChildren } from 'preact';
import { w } from '../words/ui.ts';
import { BrandMark } from './brand-mark.tsx';
import { Icon, type IconName } from './icon.tsx';

type NavLink = { href: string; label: string; icon: IconName; isHere: boolean };

type FrameProps = { brand: string; nav: NavLink[] | undefined; status: ComponentChildren; banner?: ComponentChildren; children: ComponentChildren };

/** Moves focus itself: a router that watches links would take `#main` for a page. */
function skipToMain(event: Event): void {
  event.preventDefault();
  event.stopPropagation();
  document.getElementById('main')?.focus();
}

/** Header, places to go, page. `nav` empty (signed out) leaves no bar; `nav` not known yet keeps its room, so that nothing moves. */
export function Frame({ brand, nav, status, banner, children }: FrameProps) {
  return (
    <div class="frame">
      {/* biome-ignore lint/a11y/useValidAnchor: a link to a place on this page, which people look for among links */}
      <a class="frame-skip" href="#main" onClick={skipToMain}>
        {w('skip')}
      </a>
      <header class="frame-header">
        <a class="frame-brand" href="/">
          <BrandMark />
          {brand}
        </a>
        <div class="frame-status">{status}</div>
      </header>
      <div class="frame-body">
        {nav === undefined && <div class="frame-nav" />}
        {nav && nav.length > 0 && (
          <nav class="frame-nav" aria-label={w('nav')}>
            <ul class="plain-list">
              {nav.map((link) => (
                <li key={link.href}>
                  <a href={link.href} aria-current={link.isHere ? 'page' : undefined}>
                    <span class="frame-arch">
                      <Icon name={link.icon} />
                    </span>
                    <span>{link.label}</span>
                  </a>
                </li>
              ))}
            </ul>
          </nav>
        )}
        <div class="frame-content">
          {children}
          <div class="frame-banner">{banner}</div>
        </div>
      </div>
    </div>
  );
}
