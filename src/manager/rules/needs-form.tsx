import { useState } from 'preact/hooks';
import { isDay, londonDay } from '../../shared/basics/day.ts';
import type { Need } from '../../shared/home/rules.ts';
import type { Catalogue, NeedRule } from '../../shared/training/catalogue.ts';
import { citeText } from '../../shared/training/cite.ts';
import type { HomeRules } from '../../shared/training/rules-of.ts';
import type { Cabinet } from '../../store/cabinet.ts';
import { Button } from '../../ui/button.tsx';
import { Choice, ChoiceGroup } from '../../ui/choice.tsx';
import { DayField } from '../../ui/field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Row, Stack } from '../../ui/stack.tsx';
import { formatDay } from '../../words/dates.ts';
import { w } from '../../words/rules.ts';
import { DeliveryWord } from '../delivery-word.tsx';
import { ActFaults } from './act-notes.tsx';
import look from './rules.module.css';
import { useAct } from './use-act.ts';

/** What a need asks for: courses that are here, and what is not. */
function asksOf(rule: NeedRule, catalogue: Catalogue): string {
  const titles = rule.courses.flatMap((courseId) => catalogue.courses.find((card) => card.id === courseId)?.title ?? []);
  const asked = titles.length > 0 ? [w('needs.asks', { courses: titles.join(', ') }), w('needs.within', { count: rule.dueDays })] : [];
  return [...asked, ...(rule.outside === '' ? [] : [w('needs.outside', { outside: rule.outside })])].join(' ');
}

type NeedsFormProps = { cabinet: Cabinet; homeId: string; rules: HomeRules; catalogue: Catalogue; mayChange: boolean };

/** The needs of the children here, taken together. A closed list, so that no child can be named. */
export function NeedsForm({ cabinet, homeId, rules, catalogue, mayChange }: NeedsFormProps) {
  const act = useAct(cabinet);
  const here = rules.needs.filter((entry) => entry.homeId === homeId);
  // Null until somebody ticks, so that news from the server shows and a choice is never overwritten.
  const [ticked, setTicked] = useState<Need[] | null>(null);
  const [from, setFrom] = useState(londonDay(cabinet.now()));
  const chosen = ticked ?? here.map((entry) => entry.need);
  const about = `${homeId}.needs`;
  const tick = (need: Need, isTicked: boolean) => setTicked(isTicked ? [...chosen, need] : chosen.filter((entry) => entry !== need));

  const save = async (event: Event) => {
    event.preventDefault();
    const errors = isDay(from) ? [] : [{ field: 'needs-from', says: w('from.missing') }];
    const isSaved = await act.act(errors, () => [{ kind: 'home.needs.set', about, body: { homeId, needs: chosen, from } }]);
    if (isSaved) setTicked(null);
  };

  const known = catalogue.needs ?? [];
  const cites = [...new Set(known.flatMap((rule) => rule.cites.map((cite) => JSON.stringify(cite))))].flatMap((text) => {
    const cite = JSON.parse(text) as NeedRule['cites'][number];
    const source = catalogue.sources.find((entry) => entry.id === cite.source);
    return source ? [citeText(cite, source)] : [];
  });
  return (
    <Stack gap="m">
      <h2>{w('needs.title')}</h2>
      <p>{w('needs.why')}</p>
      <Notice tone="warn">{w('needs.noChild')}</Notice>
      {here.length === 0 && ticked === null && <p>{w('needs.none')}</p>}
      <form noValidate onSubmit={save} data-dirty={ticked !== null || undefined}>
        <Stack gap="m">
          <ActFaults act={act} />
          <ChoiceGroup id="needs" legend={w('needs.legend')}>
            {known.map((rule) => {
              const since = here.find((entry) => entry.need === rule.need)?.since;
              return (
                <Choice
                  key={rule.need}
                  type="checkbox"
                  name="needs"
                  value={rule.need}
                  disabled={!mayChange}
                  checked={chosen.includes(rule.need)}
                  onChange={(isTicked) => tick(rule.need, isTicked)}
                >
                  <span class={look.need}>{w(`need.${rule.need}`)}</span>
                  <span class={look.soft}>{[asksOf(rule, catalogue), ...(since ? [w('needs.since', { day: formatDay(since) })] : [])].join(' ')}</span>
                </Choice>
              );
            })}
          </ChoiceGroup>
          <p class={look.soft}>
            {w('needs.unconfirmed')} {cites.join('; ')}.
          </p>
          {mayChange && (
            <>
              <DayField id="needs-from" label={w('from')} hint={w('from.hint')} value={from} onInput={setFrom} error={act.errorOf('needs-from')} />
              <Row>
                <Button type="submit" busy={act.isBusy} kind={ticked === null ? 'quiet' : 'primary'}>
                  {w('save')}
                </Button>
                <DeliveryWord cabinet={cabinet} about={about} />
              </Row>
            </>
          )}
        </Stack>
      </form>
    </Stack>
  );
}
