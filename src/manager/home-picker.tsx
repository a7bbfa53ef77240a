import { SelectField } from '../ui/field.tsx';
import { Notice } from '../ui/notice.tsx';
import { w } from '../words/manager.ts';
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
  const options = choice.homes.map((home) => ({ value: home.placeId, label: home.placeName }));
  return <SelectField id="home" label={w('home.choose')} options={options} value={choice.home.placeId} onInput={choice.choose} />;
}
