/**
 * Names that spreadsheets and certificates use for what Hearth's courses cover. Ours, not law: each is
 * a proposal that a manager sees before anything is brought in, and evidence decides in the end. A
 * course that covers only part of ours is left out on purpose. What Hearth does not hold yet matches nothing.
 */
export const USUAL_NAMES: Record<string, readonly string[]> = {
  C1: ['your role', 'role and regulations', 'childrens homes regulations', 'quality standards'],
  C2: [
    'safeguarding',
    'safeguarding children',
    'safeguarding children and young people',
    'safeguarding l2',
    'safeguarding level 2',
    'safeguarding children level 2',
    'safeguarding and child protection',
    'child protection',
    'safeguarding and allegations',
  ],
  'C2-refresh': ['safeguarding refresher', 'safeguarding update', 'safeguarding annual update', 'safeguarding annual refresher'],
  C3: ['missing', 'missing from care', 'missing children', 'missing from home', 'missing from home and care', 'missing protocol'],
  C5: ['behaviour', 'restraint', 'physical intervention', 'behaviour support', 'behaviour management', 'positive behaviour support', 'pbs', 'de escalation', 'positive handling'],
  'C5-refresh': ['restraint refresher', 'physical intervention refresher', 'behaviour refresher', 'positive handling refresher'],
  C6: [
    'medicines',
    'medication',
    'medicine',
    'meds',
    'administration of medication',
    'administering medication',
    'safe handling of medicines',
    'safe administration of medication',
    'medication administration',
    'medicines management',
    'medication management',
    'medication level 2',
  ],
  'C6-refresh': ['medication refresher', 'medicines refresher', 'medication annual refresher', 'medicines update'],
  C8: ['self harm', 'self harm and suicide', 'self harm suicide and ligatures', 'suicide prevention', 'suicide and self harm', 'ligature', 'ligature knife', 'ligature cutter'],
  C9: ['fire', 'fire safety', 'fire awareness', 'fire safety awareness'],
  C10: ['recording', 'report writing', 'recording and reporting', 'record keeping', 'recording and report writing'],
  C4: ['exploitation', 'child exploitation', 'cse', 'child sexual exploitation', 'county lines', 'exploitation and prevent'],
  'first-aid': ['first aid', 'efaw', 'emergency first aid', 'emergency first aid at work', 'faw', 'first aid at work', 'paediatric first aid', '3 day first aid'],
  C11: ['trauma', 'trauma informed practice', 'trauma and attachment', 'pace', 'trauma and pace', 'attachment and trauma'],
  C12: ['online safety', 'internet safety', 'e safety', 'esafety'],
};
