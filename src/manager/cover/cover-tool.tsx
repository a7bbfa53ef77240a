import { useEffect, useState } from 'preact/hooks';
import type { NewAttachment } from '../../store/cabinet.ts';
import { Button } from '../../ui/button.tsx';
import { Disclosure } from '../../ui/disclosure.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Row, Stack } from '../../ui/stack.tsx';
import { w } from '../../words/cover.ts';
import { drawAnew } from '../draw-anew.ts';
import type { Block } from './blocks.ts';
import { blockAt, blockGrown, blockMoved, STEP } from './blocks.ts';
import { CoverPicture } from './cover-picture.tsx';
import styles from './cover.module.css';
import { useBlocks } from './use-blocks.ts';

type CoverToolProps = {
  photo: NewAttachment;
  number: number;
  /** The photo painted over. What was under the blocks is in none of its bytes. */
  onKeep: (covered: NewAttachment) => void;
  onLeave: () => void;
};

const MOVES = { left: { x: -STEP, y: 0 }, right: { x: STEP, y: 0 }, up: { x: 0, y: -STEP }, down: { x: 0, y: STEP } };
const SIZES = { wider: { wide: STEP, high: 0 }, narrower: { wide: -STEP, high: 0 }, taller: { wide: 0, high: STEP }, shorter: { wide: 0, high: -STEP } };
const namesOf = <Name extends string>(table: Record<Name, unknown>) => Object.keys(table) as Name[];
const percent = (share: number) => Math.round(share * 100);

/** Names and faces in a photo are painted over before it is kept: with a finger, or with buttons alone. */
export function CoverTool({ photo, number, onKeep, onLeave }: CoverToolProps) {
  const [picture, setPicture] = useState<ImageBitmap | null>(null);
  const [fault, setFault] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const laying = useBlocks();
  const { blocks, chosen, lay, undo } = laying;
  const block = blocks[chosen];

  useEffect(() => {
    let opened: ImageBitmap | null = null;
    let isLive = true;
    createImageBitmap(new Blob([new Uint8Array(photo.bytes)], { type: photo.type })).then(
      (made) => {
        opened = made;
        if (isLive) setPicture(made);
        else made.close();
      },
      () => isLive && setFault(true),
    );
    return () => {
      isLive = false;
      opened?.close();
    };
  }, [photo]);

  const change = (to: Block) =>
    lay(
      blocks.map((other, at) => (at === chosen ? to : other)),
      chosen,
    );
  const keep = async () => {
    if (isBusy) return;
    setBusy(true);
    const covered = await drawAnew(new Blob([new Uint8Array(photo.bytes)], { type: photo.type }), blocks).catch(() => null);
    setBusy(false);
    if (covered) onKeep(covered);
    else setFault(true);
  };

  return (
    <Stack gap="m">
      {fault ? (
        <Notice tone="warn" role="alert">
          {w('unreadable')}
        </Notice>
      ) : (
        <>
          <p>{w('lead')}</p>
          {picture ? <CoverPicture picture={picture} number={number} laying={laying} /> : <Skeleton height="12rem" />}
          <Row wrap>
            <Button kind="quiet" disabled={!picture} onClick={() => lay([...blocks, blockAt({ x: 0.5, y: 0.5 })], blocks.length)}>
              {w('add')}
            </Button>
            <Button kind="quiet" disabled={!undo} onClick={() => undo?.()}>
              {w('undo')}
            </Button>
          </Row>
          <p role="status">{block ? w('block', { number: chosen + 1, count: blocks.length }) : blocks.length === 0 && w('none')}</p>
          <p>{w('final')}</p>
          <Row wrap>
            <Button busy={isBusy} disabled={blocks.length === 0} onClick={() => void keep()}>
              {w('keep')}
            </Button>
            <Button kind="quiet" onClick={onLeave}>
              {w('leave')}
            </Button>
          </Row>
          {block && (
            <Disclosure summary={w('byHand')}>
              <Stack gap="s">
                <p role="status">{w('place', { across: percent(block.x), down: percent(block.y), wide: percent(block.wide), high: percent(block.high) })}</p>
                <fieldset>
                  <legend>{w('move')}</legend>
                  <div class={styles.pad}>
                    {namesOf(MOVES).map((name) => (
                      <Button key={name} kind="quiet" onClick={() => change(blockMoved(block, MOVES[name]))}>
                        {w(name)}
                      </Button>
                    ))}
                  </div>
                </fieldset>
                <fieldset>
                  <legend>{w('size')}</legend>
                  <div class={styles.pad}>
                    {namesOf(SIZES).map((name) => (
                      <Button key={name} kind="quiet" onClick={() => change(blockGrown(block, SIZES[name]))}>
                        {w(name)}
                      </Button>
                    ))}
                  </div>
                </fieldset>
                <div>
                  <Button
                    kind="quiet"
                    onClick={() =>
                      lay(
                        blocks.filter((other) => other !== block),
                        blocks.length - 2,
                      )
                    }
                  >
                    {w('remove')}
                  </Button>
                </div>
              </Stack>
            </Disclosure>
          )}
        </>
      )}
    </Stack>
  );
}
