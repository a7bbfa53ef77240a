// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { ScanCode } from '../../src/ui/scan-code.tsx';
import { w } from '../../src/words/scan.ts';

const settle = () => act(async () => void (await new Promise((done) => setTimeout(done, 30))));

/** A camera as this phone has it: what becomes of asking for one. */
function giveCamera(getUserMedia: () => Promise<unknown>): void {
  Object.defineProperty(navigator, 'mediaDevices', { value: { getUserMedia }, configurable: true });
}

/** One that shows a code, and a browser that reads codes itself. */
function giveCode(text: string): { isOn: () => boolean } {
  let isOn = false;
  const off = () => {
    isOn = false;
  };
  giveCamera(async () => {
    isOn = true;
    return { getTracks: () => [{ stop: off }] };
  });
  vi.stubGlobal(
    'BarcodeDetector',
    class {
      static getSupportedFormats = async () => ['qr_code'];
      detect = async () => [{ rawValue: text }];
    },
  );
  vi.spyOn(HTMLMediaElement.prototype, 'play').mockResolvedValue(undefined);
  Object.defineProperty(HTMLMediaElement.prototype, 'srcObject', { value: null, writable: true, configurable: true });
  return { isOn: () => isOn };
}

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

describe('reading a code', () => {
  it('a phone that was told no says how to allow the camera, and keeps the other ways open', async () => {
    giveCamera(() => Promise.reject(new DOMException('no', 'NotAllowedError')));
    render(<ScanCode onText={() => true} typed={{ label: 'Code' }} />);
    fireEvent.click(screen.getByRole('button', { name: w('open') }));
    await settle();
    expect(screen.getByText(w('denied'))).toBeTruthy();
    expect(screen.getByRole('button', { name: w('again') })).toBeTruthy();
    expect(screen.getByRole('button', { name: w('picture') })).toBeTruthy();
    expect(screen.getByLabelText('Code')).toBeTruthy();
  });

  it('a device without a camera says so', async () => {
    giveCamera(() => Promise.reject(new DOMException('none', 'NotFoundError')));
    render(<ScanCode onText={() => true} />);
    fireEvent.click(screen.getByRole('button', { name: w('open') }));
    await settle();
    expect(screen.getByText(w('none.title'))).toBeTruthy();
  });

  it('a code that is not the one meant is told, and a typed one is taken and cleared', async () => {
    const taken: string[] = [];
    const onText = (text: string) => text === 'RIGHT' && taken.push(text) > 0;
    render(<ScanCode onText={onText} wrong="That is a passport." typed={{ label: 'Code' }} />);
    const field = screen.getByLabelText('Code') as HTMLInputElement;
    const use = () => fireEvent.submit(field.closest('form') as HTMLFormElement);
    use();
    expect(screen.getByText(w('typed.missing'))).toBeTruthy();
    fireEvent.input(field, { target: { value: 'OTHER' } });
    use();
    expect(screen.getByText('That is a passport.')).toBeTruthy();
    expect(field.value).toBe('OTHER');
    fireEvent.input(field, { target: { value: ' RIGHT ' } });
    use();
    await settle();
    expect(taken).toEqual(['RIGHT']);
    expect(field.value).toBe('');
    expect(screen.queryByText('That is a passport.')).toBeNull();
  });

  it('the camera is let go of once the code is read, and when the page is left', async () => {
    const camera = giveCode('HELLO');
    const heard: string[] = [];
    const { unmount } = render(<ScanCode onText={(text) => heard.push(text) > 1} />);
    fireEvent.click(screen.getByRole('button', { name: w('open') }));
    await vi.waitFor(() => expect(heard).toEqual(['HELLO', 'HELLO']));
    await settle();
    expect(camera.isOn()).toBe(false);
    heard.length = 0;
    fireEvent.click(screen.getByRole('button', { name: w('open') }));
    await vi.waitFor(() => expect(camera.isOn()).toBe(true));
    unmount();
    await settle();
    expect(camera.isOn()).toBe(false);
  });
});
