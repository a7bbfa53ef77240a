import { useLayoutEffect, useRef } from 'preact/hooks';
import { w } from '../words/ui.ts';
import look from './skeleton.module.css';

type SkeletonProps = { lines?: number; height?: number | string };

/** Holds the room that the real thing will need, so that nothing moves when it comes. A number is in pixels. */
export function Skeleton({ lines = 3, height }: SkeletonProps) {
  const box = useRef<HTMLDivElement>(null);
  // Set by script: the content security policy refuses style attributes.
  useLayoutEffect(() => {
    box.current?.style.setProperty('block-size', typeof height === 'number' ? `${height}px` : (height ?? 'auto'));
  }, [height]);
  return (
    <div class={`${look.skeleton} ${height === undefined ? '' : look.block}`} ref={box}>
      <span class="visually-hidden">{w('loading')}</span>
      {height === undefined && Array.from({ length: lines }, (_, line) => <span class={look.line} key={line} />)}
    </div>
  );
}
