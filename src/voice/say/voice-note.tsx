import { useEffect, useRef, useState } from 'preact/hooks';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Row, Stack } from '../../ui/stack.tsx';
import { w } from '../../words/say.ts';
import { Play } from './play.tsx';
import { canRecord, MOST_SECONDS, type Recorder, type RecorderFault, startRecorder } from './recorder.ts';
import type { VoiceNote as Note } from './saying.ts';
import { Sign } from './sign.tsx';
import { Wave } from './wave.tsx';

type VoiceNoteProps = { note: Note | null; change: (note: Note | null) => void /** Held while it records: nobody touches the screen then. */; stayAwake: () => () => void };
type Doing = { is: 'nothing' } | { is: 'asking' } | { is: 'recording'; isPaused: boolean };
const FAULTS: Record<RecorderFault, 'voice.none' | 'voice.refused' | 'voice.noMicrophone'> = { none: 'voice.none', refused: 'voice.refused', noMicrophone: 'voice.noMicrophone' };
const SHOWN_BARS = 60;

/** Record, pause, play back, delete: at most two minutes, sealed with the words and never before. */
export function VoiceNote({ note, change, stayAwake }: VoiceNoteProps) {
  const recorder = useRef<Recorder | null>(null);
  const isHere = useRef(true);
  const [doing, setDoing] = useState<Doing>({ is: 'nothing' });
  const [fault, setFault] = useState<RecorderFault | null>(canRecord() ? null : 'none');
  const [news, setNews] = useState<'voice.full' | 'voice.away' | 'voice.empty' | null>(null);
  const [seconds, setSeconds] = useState(0);
  const [levels, setLevels] = useState<number[]>([]);
  useEffect(
    () => () => {
      isHere.current = false;
      // Going on while it records keeps what was said.
      recorder.current?.stop();
    },
    [],
  );

  const start = async () => {
    setDoing({ is: 'asking' });
    setNews(null);
    setLevels([]);
    setSeconds(0);
    const rest = stayAwake();
    const started = await startRecorder({
      level: (level, at) => {
        setSeconds(Math.floor(at));
        setLevels((before) => [...before.slice(1 - SHOWN_BARS), level]);
      },
      ended: (recording, why) => {
        rest();
        recorder.current = null;
        setDoing({ is: 'nothing' });
        setNews(recording === null ? 'voice.empty' : why === 'full' ? 'voice.full' : why === 'away' ? 'voice.away' : null);
        if (recording) change(recording);
      },
    });
    if (!started.ok) {
      rest();
      setFault(started.why);
      setDoing({ is: 'nothing' });
    } else if (!isHere.current) {
      rest();
      started.recorder.drop();
    } else {
      setFault(null);
      recorder.current = started.recorder;
      setDoing({ is: 'recording', isPaused: false });
    }
  };
  const hold = (isPaused: boolean) => {
    if (isPaused) recorder.current?.pause();
    else recorder.current?.resume();
    setDoing({ is: 'recording', isPaused });
  };

  return (
    <Stack gap="s">
      {fault && <Notice tone="info">{w(FAULTS[fault])}</Notice>}
      {news && (
        <Notice tone="info" role="status">
          {w(news)}
        </Notice>
      )}
      {note ? (
        <>
          <p>{w('voice.made', { seconds: Math.round(note.seconds) })}</p>
          <Play bytes={note.bytes} type={note.type} wave={note.wave} />
          <Button kind="quiet" onClick={() => change(null)}>
            {w('voice.delete')}
          </Button>
        </>
      ) : doing.is === 'recording' ? (
        <>
          <p role="status">{w(doing.isPaused ? 'voice.paused' : 'voice.recording')}</p>
          <Wave bars={[...Array(Math.max(0, SHOWN_BARS - levels.length)).fill(0), ...levels]} />
          <p>{w('voice.time', { seconds, most: MOST_SECONDS })}</p>
          <Row>
            <Button onClick={() => recorder.current?.stop()}>{w('voice.stop')}</Button>
            <Button kind="quiet" onClick={() => hold(!doing.isPaused)}>
              {w(doing.isPaused ? 'voice.resume' : 'voice.pause')}
            </Button>
          </Row>
        </>
      ) : (
        fault !== 'none' && (
          <>
            <Button kind="quiet" full busy={doing.is === 'asking'} onClick={start}>
              <Sign name="voice" />
              {w('voice.start')}
            </Button>
            <p>{w('voice.limit')}</p>
          </>
        )
      )}
    </Stack>
  );
}
