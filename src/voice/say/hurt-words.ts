/**
 * Words after which the tick “someone could get hurt” is suggested. It is a suggestion on this screen
 * and nothing else: it ticks nothing, sends nothing, and is written nowhere (voice reference, 5.1).
 */
const WORDS =
  /\b(kill\w*|die|dying|dead|suicid\w*|end my life|hurt\w*|hit|hits|hitting|punch\w*|kick\w*|slap\w*|beat\w*|chok\w*|burn\w*|cut(ting)? my\w*|self.?harm\w*|overdos\w*|rap(e|ed|es|ing)|touch(ed|es|ing)? me|sex\w*|abus\w*|assault\w*|knife|knives|stab\w*|gun|weapon\w*|threat\w*|blackmail\w*|naked|nude\w*|grab(bed|s)? me|run away|not safe|unsafe|scared of)\b/i;

export function mayMeanHurt(text: string): boolean {
  return WORDS.test(text);
}
