import { canonicalJson } from '../shared/basics/canonical.ts';
import type { EpochOffer } from '../shared/wire/sealed.ts';
import type { Bytes } from './bytes.ts';
import { utf8 } from './bytes.ts';
import { isSigned, sign } from './signed.ts';

const offerText = ({ a, d, e, pub }: Omit<EpochOffer, 'sig'>): Bytes => utf8(`hearth/v1/epoch|${canonicalJson({ a, d, e, pub })}`);

/** A device vouches for the public half of a key that it made. */
export async function signOffer(offer: Omit<EpochOffer, 'sig'>, dsk: CryptoKey): Promise<EpochOffer> {
  return { a: offer.a, e: offer.e, pub: offer.pub, d: offer.d, sig: await sign(dsk, offerText(offer)) };
}

/** Whether that device vouched for that key: the server alone can make up neither. */
export const isOfferOf = (offer: EpochOffer, dsk: string): Promise<boolean> => isSigned(dsk, offer.sig, offerText(offer));
