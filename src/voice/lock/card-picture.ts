const WIDE = 1000;
const HIGH = 640;

/** Draws the words as a plain picture and hands it to the phone to keep. No name of ours stands on it. */
export async function saveCard(words: readonly string[], title: string): Promise<void> {
  const canvas = document.createElement('canvas');
  canvas.width = WIDE;
  canvas.height = HIGH;
  const pen = canvas.getContext('2d');
  if (!pen) return;
  pen.fillStyle = '#ffffff';
  pen.fillRect(0, 0, WIDE, HIGH);
  pen.fillStyle = '#222222';
  pen.font = '40px sans-serif';
  pen.fillText(title, 60, 90);
  pen.font = 'bold 56px sans-serif';
  for (const [index, word] of words.entries()) pen.fillText(`${index + 1}  ${word}`, index < 3 ? 60 : 540, 210 + (index % 3) * 140);
  const picture = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  if (!picture) return;
  const link = document.createElement('a');
  link.href = URL.createObjectURL(picture);
  link.download = 'words.png';
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
