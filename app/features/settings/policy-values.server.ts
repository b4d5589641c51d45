import type { StaffPage } from '#app/features/dashboard/open-salon.server.ts';
import { textField } from '#app/form-errors.server.ts';
import { textsOf } from '#app/texts.server.ts';
import {
  policyValuesSchema,
  type explainPolicyOutput,
  type OwnPolicy,
  type Policy,
} from '#server/modules/policy/policy.schema.ts';
import type { previewPolicyOutput } from '#server/modules/offers/offers.schema.ts';
import type { z } from 'zod';
import { readDayMinute, writeDayMinute } from './day-minute.ts';
import type { PolicyFact, PolicyKey } from './policy-fields.tsx';
import { wholeNumber } from './settings-errors.server.ts';

/** The fields that take a whole number, which a mistake in is told the range of. */
export const policyNumbers = policyValuesSchema.omit({
  timeoutOutcome: true,
  offering: true,
  matchOnReactivation: true,
  quietFromMinute: true,
  quietUntilMinute: true,
}).shape;

const keys = policyValuesSchema.keyof().options;
const isNumber = (key: PolicyKey): key is keyof typeof policyNumbers => Object.hasOwn(policyNumbers, key);
const isQuiet = (key: PolicyKey) => key === 'quietFromMinute' || key === 'quietUntilMinute';

/** What a form sets, for its schema to judge: null for what is empty, or is to be as above. */
export function readPolicy(form: FormData): Record<PolicyKey, unknown> {
  const read = (key: PolicyKey) => {
    const text = textField(form, key).trim();
    if (text === '' || form.has(isQuiet(key) ? 'above-quiet' : `above-${key}`)) return null;
    if (key === 'timeoutOutcome' || key === 'offering') return text;
    if (key === 'matchOnReactivation') return text === 'true';
    if (isQuiet(key)) return readDayMinute(text);
    return wholeNumber(text);
  };
  return Object.fromEntries(keys.map((key) => [key, read(key)])) as Record<PolicyKey, unknown>;
}

/** Each of the numbers as its field shows it: what is set here, what is in force and of whom, and what stands above. */
export function policyFacts(
  { own, above, aboveFrom }: z.output<typeof explainPolicyOutput>,
  scope: 'salon' | 'service',
  { formats, locale }: StaffPage,
): Record<PolicyKey, PolicyFact> {
  const t = textsOf(locale, 'settings');
  /** A long time in minutes says nothing to anybody: beside it stands what it is in hours or days. */
  const counted = (key: PolicyKey, value: number) =>
    key.endsWith('Minutes') && value >= 60
      ? t('policy.minutesAre', { minutes: formats.number(value), length: formats.span(value) })
      : formats.number(value);
  const worded = (key: PolicyKey, value: Policy[PolicyKey]): string => {
    if (typeof value === 'boolean') return t(value ? 'policy.yes' : 'policy.no');
    if (value === 'fixed' || value === 'auto') return t(`policy.offerings.${value}`);
    if (typeof value === 'string') return t(`policy.outcomes.${value}`);
    return isQuiet(key) ? formats.minuteOfDay(value) : counted(key, value);
  };
  const quietAbove = textsOf(locale, 'common')('when.range', {
    from: formats.minuteOfDay(above.quietFromMinute),
    until: formats.minuteOfDay(above.quietUntilMinute),
  });
  const fact = (key: PolicyKey): PolicyFact => {
    const set = own[key];
    const up = { value: worded(key, above[key]), source: t(`policy.sources.${aboveFrom[key]}`) };
    const now = set === null ? up : { value: worded(key, set), source: t(`policy.sources.${scope}`) };
    const range = isNumber(key) ? policyNumbers[key] : null;
    return {
      own: written(key, set),
      inForce: range
        ? t('policy.inForce', {
            ...now,
            from: counted(key, range.minValue ?? 0),
            until: counted(key, range.maxValue ?? 0),
          })
        : t('policy.inForcePlain', now),
      inherit: t('policy.inherit', up),
      useAbove: set === null ? null : t('policy.useAbove', isQuiet(key) ? { ...up, value: quietAbove } : up),
    };
  };
  return Object.fromEntries(keys.map((key) => [key, fact(key)])) as Record<PolicyKey, PolicyFact>;
}

function written(key: PolicyKey, value: OwnPolicy[PolicyKey]): string {
  if (value === null) return '';
  return isQuiet(key) && typeof value === 'number' ? writeDayMinute(value) : String(value);
}

/** What the numbers would do to an offer of next Saturday, as a sentence. */
export function previewWords(
  { startsAt, sentAt, until, pausedUntil, offersAtOnce }: z.output<typeof previewPolicyOutput>,
  { formats, locale, today }: StaffPage,
): string {
  const t = textsOf(locale, 'settings');
  const slot = formats.dateAndTime(startsAt, today);
  if (!sentAt || !until || !pausedUntil) return t('policy.previewNone', { slot });
  return t('policy.previewSent', {
    count: offersAtOnce,
    slot,
    sent: formats.soon(sentAt, today),
    until: formats.soon(until, today),
    paused: formats.soon(pausedUntil, today),
  });
}
