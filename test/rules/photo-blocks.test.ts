import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blockAt, blockDrawn, blockGrown, blockMoved, blockUnder, pixelsOf } from '../../src/manager/cover/blocks.ts';

const share = fc.double({ min: 0, max: 1, noNaN: true });
const anywhere = fc.record({ x: fc.double({ min: -2, max: 3, noNaN: true }), y: fc.double({ min: -2, max: 3, noNaN: true }) });
const isInside = ({ x, y, wide, high }: { x: number; y: number; wide: number; high: number }) =>
  x >= 0 && y >= 0 && wide > 0 && high > 0 && x + wide <= 1.000001 && y + high <= 1.000001;

describe('blocks laid over a photo', () => {
  it('a finger drawn across the picture lays what it went over, whichever corner it began in', () => {
    const drawn = blockDrawn({ x: 0.6, y: 0.5 }, { x: 0.2, y: 0.25 });
    expect([drawn.x, drawn.y]).toEqual([0.2, 0.25]);
    expect(drawn.wide).toBeCloseTo(0.4);
    expect(drawn.high).toBeCloseTo(0.25);
  });

  it('a tap lays a block around the finger', () => {
    const tapped = blockDrawn({ x: 0.5, y: 0.5 }, { x: 0.505, y: 0.5 });
    expect(blockUnder([tapped], { x: 0.5, y: 0.5 })).toBe(0);
    expect(tapped.wide).toBeGreaterThan(0.2);
  });

  it('however it is drawn, moved or grown, a block stays in the picture and stays visible', () => {
    fc.assert(
      fc.property(anywhere, anywhere, anywhere, (from, to, by) => {
        const drawn = blockDrawn(from, to);
        const moved = blockMoved(drawn, by);
        const grown = blockGrown(moved, { wide: by.x, high: by.y });
        return [drawn, moved, grown, blockAt(from)].every(isInside);
      }),
    );
  });

  it('of two blocks that overlap, the one laid later is taken hold of', () => {
    expect(blockUnder([blockAt({ x: 0.5, y: 0.5 }), blockAt({ x: 0.55, y: 0.5 })], { x: 0.5, y: 0.5 })).toBe(1);
    expect(blockUnder([blockAt({ x: 0.5, y: 0.5 })], { x: 0.9, y: 0.9 })).toBe(-1);
  });

  it('what is painted covers the whole block and no square of the JPEG by half', () => {
    fc.assert(
      fc.property(share, share, share, share, fc.integer({ min: 20, max: 1600 }), fc.integer({ min: 20, max: 1600 }), (x, y, toX, toY, width, height) => {
        const block = blockDrawn({ x, y }, { x: toX, y: toY });
        const area = pixelsOf(block, { width, height });
        expect(area.x % 16).toBe(0);
        expect(area.y % 16).toBe(0);
        expect(area.x).toBeLessThanOrEqual(block.x * width);
        expect(area.x + area.wide).toBeGreaterThanOrEqual(Math.min(width, (block.x + block.wide) * width) - 1e-6);
        expect(area.y + area.high).toBeGreaterThanOrEqual(Math.min(height, (block.y + block.high) * height) - 1e-6);
        expect((area.x + area.wide) % 16 === 0 || area.x + area.wide === width).toBe(true);
      }),
    );
  });
});
