import { useState } from 'preact/hooks';
import type { FactKind } from '../shared/wire/kinds.ts';
import { kinds, parseBody } from '../shared/wire/kinds.ts';
import type { Cabinet, Recorded, Waiting } from '../store/cabinet.ts';
import { Button } from '../ui/button.tsx';
import { Choice, ChoiceGroup } from '../ui/choice.tsx';
import { DayField, TextArea, TextField } from '../ui/field.tsx';
import { Row, Stack } from '../ui/stack.tsx';
import { h } from '../words/hall.ts';

/** What a person can put right in each kind, by its place in the body. Everything else stays as it was made. */
const FIELDS = {
  'people.person.added': ['name', 'placement.startsOn'],
  'people.placement.started': ['placement.startsOn'],
  'people.placement.ended': ['endsOn'],
  'people.place.opened': ['name'],
  'home.slot.filled': ['text'],
  'training.practice.signed': ['met', 'note'],
} as const satisfies Partial<Record<FactKind, readonly string[]>>;

type Correctable = keyof typeof FIELDS;
type Field = (typeof FIELDS)[Correctable][number];
type Values = Partial<Record<Field, string>>;
type Body = Record<string, unknown>;

export function isCorrectable(kind: Waiting['kind']): kind is Correctable {
  return Object.hasOwn(FIELDS, kind);
}

function read(body: unknown, field: Field): string {
  let value = body;
  for (const step of field.split('.')) value = (value as Body | undefined)?.[step];
  return String(value ?? '');
}

function write(body: unknown, field: Field, value: unknown): Body {
  const [step = '', next] = field.split('.');
  const before = body as Body;
  return { ...before, [step]: next ? { ...(before[step] as Body), [next]: value } : value };
}

type Asked = { id: string; field: Field; value: string; error: string | undefined; onInput: (value: string) => void };

function Ask({ id, field, value, error, onInput }: Asked) {
  const shared = { id, label: h(`correct.${field}`), value, onInput, ...(error ? { error } : {}) };
  if (field === 'placement.startsOn' || field === 'endsOn') return <DayField {...shared} />;
  if (field === 'text' || field === 'note') return <TextArea {...shared} />;
  if (field === 'name') return <TextField {...shared} />;
  return (
    <ChoiceGroup id={id} legend={h('correct.met')} {...(error ? { error } : {})}>
      {(['true', 'false'] as const).map((entry) => (
        <Choice key={entry} type="radio" name={id} value={entry} checked={value === entry} onChange={() => onInput(entry)}>
          {h(`correct.met.${entry}`)}
        </Choice>
      ))}
    </ChoiceGroup>
  );
}

type Props = { line: Waiting & { kind: Correctable }; cabinet: Cabinet; onClose: () => void };

/** Puts a refused thing right. What is sent is a new one; the refused one stays listed until that is delivered. */
export function CorrectForm({ line, cabinet, onClose }: Props) {
  const fields: readonly Field[] = FIELDS[line.kind];
  const [values, setValues] = useState<Values>(() => Object.fromEntries(fields.map((field) => [field, read(line.body, field)])));
  const [wrong, setWrong] = useState<string | null>(line.refusal?.where.replace(/^body\./, '') ?? null);
  const [fault, setFault] = useState<Exclude<Recorded, { ok: true }>['kind'] | null>(null);
  const [isBusy, setBusy] = useState(false);

  const send = async (event: Event) => {
    event.preventDefault();
    if (isBusy) return;
    const mended = fields.reduce<unknown>((body, field) => write(body, field, field === 'met' ? values[field] === 'true' : (values[field] ?? '').trim()), line.body);
    const parsed = parseBody(line.kind, kinds[line.kind].v, mended);
    setWrong(parsed.ok ? null : parsed.where);
    if (!parsed.ok) return;
    setBusy(true);
    const recorded = await cabinet.sendAgain(line.factId, parsed.body);
    setBusy(false);
    if (recorded.ok) onClose();
    else setFault(recorded.kind);
  };

  return (
    <form noValidate onSubmit={send}>
      <Stack gap="s">
        {fields.map((field) => (
          <Ask
            key={field}
            id={`correct-${line.factId}-${field}`}
            field={field}
            value={values[field] ?? ''}
            error={wrong === field ? h('correct.thisOne') : undefined}
            onInput={(value) => setValues((known) => ({ ...known, [field]: value }))}
          />
        ))}
        {fault && <p role="alert">{h(`phone.fault.${fault}`)}</p>}
        <Row>
          <Button type="submit" busy={isBusy}>
            {h('correct.act')}
          </Button>
          <Button kind="quiet" onClick={onClose}>
            {h('correct.stop')}
          </Button>
        </Row>
      </Stack>
    </form>
  );
}
