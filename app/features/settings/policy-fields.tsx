import { errorAt, type ActAnswer } from '#app/features/dashboard/act-outcome.ts';
import { Checkbox, Fieldset } from '#app/ui/choice.tsx';
import { SelectField, TextField } from '#app/ui/field.tsx';
import { useTranslation } from '#app/use-translation.ts';
import type { Policy } from '#server/modules/policy/policy.schema.ts';

export type PolicyKey = keyof Policy;

/** A number of the policy in finished words, and what its field begins with. */
export interface PolicyFact {
  own: string;
  inForce: string;
  inherit: string;
  /** Null when nothing is set here. */
  useAbove: string | null;
}

const numbers = [
  'claimExpiryMinutes',
  'reminderLeadMinutes',
  'minNoticeMinutes',
  'offersAtOnce',
  'maxHoldMinutes',
  'maxOffersPerOpening',
  'maxOffersPerCustomerDay',
  'maxOffersPerHour',
  'cooldownMinutes',
  'declineThreshold',
  'longCooldownMinutes',
] as const satisfies PolicyKey[];

const choices = {
  offering: [
    { value: 'fixed', word: 'policy.offerings.fixed' },
    { value: 'auto', word: 'policy.offerings.auto' },
  ],
  timeoutOutcome: [
    { value: 'cooldown', word: 'policy.outcomes.cooldown' },
    { value: 'expired', word: 'policy.outcomes.expired' },
  ],
  matchOnReactivation: [
    { value: 'true', word: 'policy.yes' },
    { value: 'false', word: 'policy.no' },
  ],
} as const satisfies Partial<Record<PolicyKey, unknown>>;

/** The numbers that steer the waitlist; an empty field is as above. */
export function PolicyFields({ answer, facts }: { answer: ActAnswer; facts: Record<PolicyKey, PolicyFact> }) {
  const { t } = useTranslation('settings');
  const field = (key: PolicyKey) => ({
    id: key,
    name: key,
    label: t(`policy.fields.${key}`),
    hint: facts[key].inForce,
    defaultValue: answer.values[key] ?? facts[key].own,
    error: errorAt(answer, key),
    autoComplete: 'off',
  });
  const above = (name: string, label: string | null) =>
    label === null ? null : (
      <Checkbox id={name} name={name} label={label} defaultChecked={answer.values[name] !== undefined} />
    );
  return (
    <>
      <p className="text-ink-soft">{t('policy.emptyInherits')}</p>
      {numbers.map((key) => (
        <div key={key} className="grid gap-1">
          <TextField {...field(key)} inputMode="numeric" maxLength={6} />
          {above(`above-${key}`, facts[key].useAbove)}
        </div>
      ))}
      {(['offering', 'timeoutOutcome', 'matchOnReactivation'] as const).map((key) => (
        <SelectField key={key} {...field(key)}>
          <option value="">{facts[key].inherit}</option>
          {choices[key].map(({ value, word }) => (
            <option key={value} value={value}>
              {t(word)}
            </option>
          ))}
        </SelectField>
      ))}
      <Fieldset id="quiet" legend={t('policy.quiet')} hint={t('policy.quietHint')}>
        <div className="grid gap-5 sm:grid-cols-2">
          <TextField {...field('quietFromMinute')} type="time" />
          <TextField {...field('quietUntilMinute')} type="time" />
        </div>
        {/* They are set, or inherited, as a pair. */}
        {above('above-quiet', facts.quietFromMinute.useAbove)}
      </Fieldset>
    </>
  );
}
