import { useEffect, useRef, useState } from 'preact/hooks';
import { Button } from '../../ui/button.tsx';
import { LocalPicture } from '../../ui/picture.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Row, Stack } from '../../ui/stack.tsx';
import { w } from '../../words/say.ts';
import look from './drawing-pad.module.css';
import type { Drawing } from './saying.ts';
import { Sign } from './sign.tsx';
import { COLOUR_NAMES, type ColourName, drawAll, drawStroke, PAPER, pictureOf, pointOf, type Stroke, WIDTH_NAMES, WIDTHS, type WidthName } from './strokes.ts';

type DrawingPadProps = { drawing: Drawing | null; change: (drawing: Drawing | null) => void };

/** Draw with a finger, or leave it out: whoever cannot point says it another way. */
export function DrawingPad({ drawing, change }: DrawingPadProps) {
  const [isOpen, setOpen] = useState(false);
  const [strokes, setStrokes] = useState<Stroke[]>([]);

  if (isOpen) {
    const kept = (made: Drawing) => {
      change(made);
      setOpen(false);
    };
    return <Paper strokes={strokes} change={setStrokes} keep={kept} close={() => setOpen(false)} />;
  }
  if (!drawing) {
    return (
      <Button kind="quiet" full onClick={() => setOpen(true)}>
        <Sign name="brush" />
        {w('draw.open')}
      </Button>
    );
  }
  const drop = () => {
    setStrokes([]);
    change(null);
  };
  return (
    <Stack gap="s">
      <LocalPicture bytes={drawing.bytes} type={drawing.type} says={w('draw.made')} />
      <Row>
        {strokes.length > 0 && (
          <Button kind="quiet" onClick={() => setOpen(true)}>
            {w('draw.change')}
          </Button>
        )}
        <Button kind="quiet" onClick={drop}>
          {w('draw.delete')}
        </Button>
      </Row>
    </Stack>
  );
}

type PaperProps = { strokes: Stroke[]; change: (strokes: Stroke[]) => void; keep: (drawing: Drawing) => void; close: () => void };

function Paper({ strokes, change, keep, close }: PaperProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const line = useRef<Stroke | null>(null);
  const [colour, setColour] = useState<ColourName>('black');
  const [width, setWidth] = useState<WidthName>('middle');
  const [fault, setFault] = useState<'draw.tooBig' | 'draw.failed' | null>(null);

  useEffect(() => {
    const pen = canvas.current?.getContext('2d');
    if (pen) drawAll(pen, strokes);
  }, [strokes]);

  const at = (event: PointerEvent) => pointOf(event, canvas.current?.getBoundingClientRect() ?? { left: 0, top: 0, width: 0, height: 0 });
  const begin = (event: PointerEvent) => {
    if (event.button !== 0) return;
    event.preventDefault();
    canvas.current?.setPointerCapture?.(event.pointerId);
    line.current = { colour, width: WIDTHS[width], points: [at(event)] };
    trace();
  };
  const move = (event: PointerEvent) => {
    if (!line.current) return;
    // The browser joins quick movements into one event: all of them make the line round.
    const all = event.getCoalescedEvents?.() ?? [];
    line.current.points.push(...(all.length > 0 ? all : [event]).map(at));
    trace();
  };
  const trace = () => {
    const pen = canvas.current?.getContext('2d');
    if (pen && line.current) drawStroke(pen, line.current);
  };
  const end = () => {
    if (!line.current) return;
    change([...strokes, line.current]);
    line.current = null;
  };
  const finish = async () => {
    if (!canvas.current) return;
    const made = await pictureOf(canvas.current);
    if (made === 'tooBig' || made === 'failed') setFault(`draw.${made}`);
    else keep(made);
  };

  return (
    <Stack gap="s">
      <p>{w('draw.hint')}</p>
      <canvas
        ref={canvas}
        class={look.paper}
        width={PAPER.width}
        height={PAPER.height}
        role="img"
        aria-label={w('draw.pad')}
        onPointerDown={begin}
        onPointerMove={move}
        onPointerUp={end}
        onPointerCancel={end}
      />
      <fieldset class={look.tools}>
        <legend class={look.legend}>{w('draw.colour')}</legend>
        {COLOUR_NAMES.map((name) => (
          <button key={name} type="button" class={`${look.tool} ${colour === name ? look.picked : ''}`} aria-pressed={colour === name} onClick={() => setColour(name)}>
            <span class={`${look.dot} ${look[name]}`} aria-hidden="true" />
            <span class="visually-hidden">{w(`draw.${name}`)}</span>
          </button>
        ))}
      </fieldset>
      <fieldset class={look.tools}>
        <legend class={look.legend}>{w('draw.line')}</legend>
        {WIDTH_NAMES.map((name) => (
          <button key={name} type="button" class={`${look.tool} ${width === name ? look.picked : ''}`} aria-pressed={width === name} onClick={() => setWidth(name)}>
            <span class={`${look.stroke} ${look[name]}`} aria-hidden="true" />
            <span class={look.toolWord}>{w(`draw.${name}`)}</span>
          </button>
        ))}
      </fieldset>
      {fault && (
        <Notice tone="warn" role="alert">
          {w(fault)}
        </Notice>
      )}
      <Row>
        <Button kind="quiet" disabled={strokes.length === 0} onClick={() => change(strokes.slice(0, -1))}>
          {w('draw.undo')}
        </Button>
        <Button kind="quiet" disabled={strokes.length === 0} onClick={() => change([])}>
          {w('draw.clear')}
        </Button>
      </Row>
      <Row>
        <Button disabled={strokes.length === 0} onClick={finish}>
          {w('draw.keep')}
        </Button>
        <Button kind="quiet" onClick={close}>
          {w('draw.close')}
        </Button>
      </Row>
    </Stack>
  );
}
