import { SelectField } from '../ui/field.tsx';
import { Notice } from '../ui/notice.tsx';
import { w } from '../words/manager.ts';
import { m } from '../words/matrix.ts';
import type { HomeChoice } from './home-choice.ts';

/** Nothing for one home, a select for several, an explanation for none. */
export function HomePicker({ choice }: { choice: HomeChoice }) {
  if (choice.home === null) {
    return (
      <Notice tone="info" title={w('home.none.title')}>
        {w('home.none')}
      </Notice>
    );
  }
  if (choice.homes.length < 2) return null;
  const groups = (choice.groups ?? []).map((group) => ({ value: group.placeId, label: m('home.all', { place: group.placeName }) }));
  const options = [...groups, ...choice.homes.map((home) => ({ value: home.placeId, label: home.placeName }))];
  return (
    <div class="no-print">
      <SelectField id="home" label={w('home.choose')} options={options} value={(choice.group ?? choice.home).placeId} onInput={choice.choose} />
    </div>
  );
}
