import { useEffect, useRef, useState } from 'preact/hooks';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { Stack } from '../ui/stack.tsx';
import { w } from '../words/inbox.ts';
import type { ReplyVoice } from './acts.ts';
import { Player } from './player.tsx';
import type { RecordFault, Recording } from './record.ts';
import { MOST_SECONDS, startRecording } from './record.ts';

type VoiceReplyProps = { voice: ReplyVoice | null; change: (voice: ReplyVoice | null) => void; stir: () => void };

/** Some young people do not read: a reply may be spoken. */
export function VoiceReply({ voice, change, stir }: VoiceReplyProps) {
  const recording = useRef<Recording | null>(null);
  const isHere = useRef(true);
  const [seconds, setSeconds] = useState<number | null>(null);
  const [fault, setFault] = useState<RecordFault | null>(null);
  useEffect(
    () => () => {
      isHere.current = false;
      recording.current?.drop();
    },
    [],
  );
  const start = async () => {
    setFault(null);
    const made = await startRecording(
      (now) => {
        // Nobody touches the screen while they speak.
        stir();
        setSeconds(now);
      },
      (said) => {
        recording.current = null;
        setSeconds(null);
        change(said);
      },
    );
    if (typeof made === 'string') setFault(made);
    else if (!isHere.current) made.drop();
    else {
      recording.current = made;
      setSeconds(0);
    }
  };
  if (voice) {
    return (
      <Stack gap="s">
        <Player bytes={voice.bytes} type={voice.type} says={w('part.voice', { seconds: voice.seconds })} />
        <Button kind="quiet" onClick={() => change(null)}>
          {w('voice.delete')}
        </Button>
      </Stack>
    );
  }
  return (
    <Stack gap="s">
      {fault && <Notice tone="info">{w(`voice.${fault}`)}</Notice>}
      {seconds === null ? (
        <Button kind="quiet" onClick={() => void start()}>
          {w('voice.start')}
        </Button>
      ) : (
        <>
          <p role="status">{w('voice.recording', { seconds, most: MOST_SECONDS })}</p>
          <Button kind="quiet" onClick={() => recording.current?.stop()}>
            {w('voice.stop')}
          </Button>
        </>
      )}
    </Stack>
  );
}
