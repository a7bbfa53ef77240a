import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { w } from '../../words/cover.ts';
import { paintBlocks } from '../draw-anew.ts';
import type { Block, Spot } from './blocks.ts';
import { blockDrawn, blockMoved, blockUnder, pixelsOf } from './blocks.ts';
import styles from './cover.module.css';
import type { Laying } from './use-blocks.ts';

type CoverPictureProps = { picture: ImageBitmap; number: number; laying: Laying };

/** A finger on the picture: where it began, and the block it took hold of (-1: it draws a new one). */
type Finger = { id: number; from: Spot; hold: number };

/** The picture exactly as it will be kept, under a finger that draws and moves blocks. */
export function CoverPicture({ picture, number, laying }: CoverPictureProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [finger, setFinger] = useState<Finger | null>(null);
  const [drawn, setDrawn] = useState<Block | null>(null);
  const { blocks, chosen, lay, choose } = laying;
  const shown = !drawn || !finger ? blocks : finger.hold < 0 ? [...blocks, drawn] : blocks.map((block, at) => (at === finger.hold ? drawn : block));
  const marked = shown[drawn && finger && finger.hold < 0 ? blocks.length : (finger?.hold ?? chosen)];

  useLayoutEffect(() => {
    const pen = canvas.current?.getContext('2d');
    if (!pen) return;
    pen.drawImage(picture, 0, 0);
    paintBlocks(pen, picture, shown);
    if (!marked) return;
    // Only here, never in what is kept.
    const { x, y, wide, high } = pixelsOf(marked, picture);
    const thick = Math.max(2, picture.width / 150);
    pen.lineWidth = thick;
    pen.strokeStyle = '#fff';
    pen.strokeRect(x + thick, y + thick, wide - 2 * thick, high - 2 * thick);
  });

  const spotOf = (event: PointerEvent): Spot => {
    const box = canvas.current?.getBoundingClientRect();
    if (!box?.width || !box.height) return { x: 0, y: 0 };
    return { x: (event.clientX - box.left) / box.width, y: (event.clientY - box.top) / box.height };
  };
  const blockOf = ({ from, hold }: Finger, spot: Spot): Block => {
    const held = blocks[hold];
    return held ? blockMoved(held, { x: spot.x - from.x, y: spot.y - from.y }) : blockDrawn(from, spot);
  };

  const press = (event: PointerEvent) => {
    // A second finger does not tear the block from under the first.
    if (finger || event.button !== 0) return;
    event.preventDefault();
    canvas.current?.setPointerCapture(event.pointerId);
    const from = spotOf(event);
    setFinger({ id: event.pointerId, from, hold: blockUnder(blocks, from) });
  };
  const drag = (event: PointerEvent) => {
    if (finger?.id === event.pointerId) setDrawn(blockOf(finger, spotOf(event)));
  };
  const lift = (event: PointerEvent) => {
    if (finger?.id !== event.pointerId) return;
    const block = blockOf(finger, spotOf(event));
    if (finger.hold < 0) lay([...blocks, block], blocks.length);
    else if (!drawn) choose(finger.hold);
    else
      lay(
        blocks.map((other, at) => (at === finger.hold ? block : other)),
        finger.hold,
      );
    setFinger(null);
    setDrawn(null);
  };
  const letGo = () => {
    setFinger(null);
    setDrawn(null);
  };

  return (
    <canvas
      ref={canvas}
      class={styles.picture}
      width={picture.width}
      height={picture.height}
      role="img"
      aria-label={w('picture', { number })}
      onPointerDown={press}
      onPointerMove={drag}
      onPointerUp={lift}
      onPointerCancel={letGo}
    />
  );
}
