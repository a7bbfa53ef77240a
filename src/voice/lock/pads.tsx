import { useEffect } from 'preact/hooks';
import { w } from '../../words/voice.ts';
import { DRAWINGS } from './drawings.ts';
import look from './lock.module.css';

export const PIN_LENGTH = 6;
export const PICTURES_LENGTH = 5;

const KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '', '0', 'delete'];

type PadProps = { signs: string[]; onChange: (signs: string[]) => void; isBusy?: boolean };

function Dots({ count, total }: { count: number; total: number }) {
  return (
    <p class={look.dots} role="status">
      <span class="visually-hidden">{w('lock.count', { count, total })}</span>
      {Array.from({ length: total }, (_, index) => (
        <span key={index} class={index < count ? look.full : look.empty} aria-hidden="true" />
      ))}
    </p>
  );
}

function DeleteKey({ onClick, className }: { onClick: () => void; className: string | undefined }) {
  return (
    <button type="button" class={className} aria-label={w('lock.delete')} onClick={onClick}>
      <svg class={`${look.deleteSign} turns`} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
        <path d="M9 5h12v14H9l-6-7ZM12 9.5l5 5M17 9.5l-5 5" />
      </svg>
    </button>
  );
}

/** Big keys of our own: no keyboard of the phone learns what was typed. A keyboard of keys works too. */
export function PinPad({ signs, onChange, isBusy }: PadProps) {
  const add = (digit: string) => !isBusy && signs.length < PIN_LENGTH && onChange([...signs, digit]);
  const remove = () => !isBusy && onChange(signs.slice(0, -1));
  // Whoever has a keyboard types; nothing has to have focus for it.
  useEffect(() => {
    const type = (event: KeyboardEvent) => {
      if (/^\d$/.test(event.key)) add(event.key);
      else if (event.key === 'Backspace') remove();
    };
    addEventListener('keydown', type);
    return () => removeEventListener('keydown', type);
  });
  return (
    <div class={look.pad}>
      <Dots count={signs.length} total={PIN_LENGTH} />
      <div class={look.keys} dir="ltr" data-unread>
        {KEYS.map((key) =>
          key === '' ? (
            <span key="gap" />
          ) : key === 'delete' ? (
            <DeleteKey key={key} className={look.key} onClick={remove} />
          ) : (
            <button key={key} type="button" class={look.key} onClick={() => add(key)}>
              {key}
            </button>
          ),
        )}
      </div>
    </div>
  );
}

const two = (index: number) => String(index).padStart(2, '0');

/** Sixty-four drawings in a fixed order. For those who cannot see them each has a name. */
export function PicturePad({ signs, onChange, isBusy }: PadProps) {
  const add = (sign: string) => !isBusy && signs.length < PICTURES_LENGTH && onChange([...signs, sign]);
  return (
    <div class={look.pad}>
      <div class={look.top}>
        <Dots count={signs.length} total={PICTURES_LENGTH} />
        <DeleteKey className={look.small} onClick={() => !isBusy && onChange(signs.slice(0, -1))} />
      </div>
      <div class={look.pictures} data-unread>
        {DRAWINGS.map(([name, lines], index) => (
          <button key={name} type="button" class={look.picture} aria-label={name} onClick={() => add(two(index))}>
            <svg viewBox="0 0 24 24" aria-hidden="true" focusable="false">
              <path d={lines} />
            </svg>
          </button>
        ))}
      </div>
    </div>
  );
}

/** What the keeper is given: six digits, or five numbers of pictures. */
export function secretOf(kind: 'pin' | 'pictures', signs: readonly string[]): string {
  return signs.join(kind === 'pin' ? '' : '-');
}
