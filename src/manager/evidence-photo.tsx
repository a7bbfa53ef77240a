import { useEffect, useRef, useState } from 'preact/hooks';
import { ATTACHMENTS_LIMIT } from '../shared/wire/attachment.ts';
import type { NewAttachment } from '../store/cabinet.ts';
import { Button } from '../ui/button.tsx';
import { Choice, ChoiceGroup } from '../ui/choice.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Notice } from '../ui/notice.tsx';
import { LocalPicture } from '../ui/picture.tsx';
import { Stack } from '../ui/stack.tsx';
import { formatBytes } from '../words/dates.ts';
import { w as cover } from '../words/cover.ts';
import { w } from '../words/manager.ts';
import { CoverTool } from './cover/cover-tool.tsx';
import { drawAnew } from './draw-anew.ts';
import styles from './evidence-photo.module.css';

/** A photo in the form, before it is saved. */
export type Photo = NewAttachment & { id: string; isCovered?: boolean };

type EvidencePhotoProps = {
  photos: readonly Photo[];
  onPhotos: (photos: Photo[]) => void;
  isChecked: boolean;
  onChecked: (isChecked: boolean) => void;
  /** Why the form was not taken, where it is about the photos. */
  error: string | undefined;
  newId: () => string;
};

/** Photos of the practice, taken or chosen, and the promise that no child is in them. */
export function EvidencePhoto({ photos, onPhotos, isChecked, onChecked, error, newId }: EvidencePhotoProps) {
  const input = useRef<HTMLInputElement>(null);
  const [isBusy, setBusy] = useState(false);
  const [fault, setFault] = useState(false);
  const [covering, setCovering] = useState<string | null>(null);
  const open = photos.find((photo) => photo.id === covering);
  const latest = useRef(photos);
  useEffect(() => {
    latest.current = photos;
  }, [photos]);

  const take = async (file: File | undefined) => {
    if (!file) return;
    setBusy(true);
    const drawn = await drawAnew(file).catch(() => null);
    setBusy(false);
    setFault(drawn === null);
    if (!drawn || latest.current.length >= ATTACHMENTS_LIMIT) return;
    // Another photo may show a child: what was promised was promised of the others.
    onChecked(false);
    onPhotos([...latest.current, { ...drawn, id: newId() }]);
  };

  return (
    <Stack gap="m">
      <Stack gap="s">
        <h3>{w('photo.title')}</h3>
        <p class={styles.soft}>{w('photo.why')}</p>
        {photos.length > 0 && (
          <ul class={`plain-list ${styles.photos}`}>
            {photos.map((photo, index) => (
              <li key={photo.id} class={styles.photo}>
                <LocalPicture bytes={photo.bytes} type={photo.type} says={w('photo.number', { number: index + 1 })} isSmall />
                <div class={styles.beside}>
                  <span>
                    {w('photo.number', { number: index + 1 })} <small class={styles.soft}>{formatBytes(photo.bytes.length)}</small>
                  </span>
                  {photo.isCovered && <small>{cover('done')}</small>}
                  <Button kind="quiet" onClick={() => setCovering(photo.id)}>
                    {cover('open')} <span class="visually-hidden">{w('photo.number', { number: index + 1 })}</span>
                  </Button>
                  <Button kind="quiet" onClick={() => onPhotos(photos.filter((entry) => entry !== photo))}>
                    {w('photo.remove')} <span class="visually-hidden">{w('photo.number', { number: index + 1 })}</span>
                  </Button>
                </div>
              </li>
            ))}
          </ul>
        )}
        <div role="status" class={styles.soft}>
          {isBusy ? w('photo.busy') : photos.length > 0 && w('photo.count', { count: photos.length, of: ATTACHMENTS_LIMIT })}
        </div>
        {fault && (
          <Notice tone="warn" role="alert">
            {w('photo.unreadable')}
          </Notice>
        )}
        <input
          ref={input}
          type="file"
          accept="image/*"
          capture="environment"
          hidden
          aria-label={w('photo.add')}
          onChange={(event) => {
            const field = event.currentTarget;
            void take(field.files?.[0]);
            // The same photo may be chosen again after it was removed.
            field.value = '';
          }}
        />
        {photos.length < ATTACHMENTS_LIMIT && (
          <div>
            <Button kind="quiet" busy={isBusy} onClick={() => input.current?.click()}>
              {photos.length === 0 ? w('photo.add') : w('photo.addMore')}
            </Button>
          </div>
        )}
        <Dialog isOpen={open !== undefined} title={cover('title', { number: open ? photos.indexOf(open) + 1 : 0 })} onClose={() => setCovering(null)}>
          {open && (
            <CoverTool
              photo={open}
              number={photos.indexOf(open) + 1}
              onLeave={() => setCovering(null)}
              onKeep={(covered) => {
                // The picture without blocks is let go here; no copy of it is kept.
                onPhotos(photos.map((photo) => (photo === open ? { ...covered, id: photo.id, isCovered: true } : photo)));
                setCovering(null);
              }}
            />
          )}
        </Dialog>
      </Stack>
      {photos.length > 0 && (
        <ChoiceGroup id="noChild" legend={w('photo.reminder')} error={error}>
          <Choice type="checkbox" name="noChild" value="yes" checked={isChecked} onChange={onChecked}>
            {w('photo.checked')}
          </Choice>
        </ChoiceGroup>
      )}
    </Stack>
  );
}
