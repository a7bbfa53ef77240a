/** Whether the phone's owner showed their face, finger or PIN just now. `noPasskey`: this phone has none. `other`: it was somebody else’s. */
export type Presence = 'proved' | 'cancelled' | 'noPasskey' | 'other';

/** What a page needs to let somebody sign. In a demonstration nobody has a passkey. */
export type Prover = { isDemonstration: boolean; prove(): Promise<Presence> };
