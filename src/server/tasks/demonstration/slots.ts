import type { SlotName } from '../../../shared/people/place.ts';

/** What the demonstration homes have written about themselves. Made up, like the homes. */
export const DEMO_SLOTS: Record<SlotName, string> = {
  firePlan:
    'Panel: in the hall, behind the front door. Exits: front door, kitchen door, and the stairs at the back. Assembly point: the bench at the end of the drive. Extinguishers: kitchen and landing.',
  inCharge: 'The shift leader’s name is on the board in the office. Out of hours the on-call manager’s number is beside it.',
  ligatureKnife: 'In the red pouch on the hook inside the office door. A second one is in the medicine room.',
  keyPolicies: 'In the blue folder in the office: safeguarding, missing from care, whistleblowing, medicines, behaviour.',
  missingProtocol: 'Grab packs are in the second drawer in the office. Follow the card on the inside of the lid. Tell the on-call manager and write the times down.',
  safeguardingContacts: 'Our safeguarding lead and the council’s duty number are on the card beside the office phone.',
  medicineCupboard: 'In the medicine room on the first floor. The shift leader holds the key.',
};
