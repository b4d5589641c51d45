import { errorAt, type ActAnswer } from '#app/features/dashboard/act-outcome.ts';
import { accentOf } from '#server/modules/salon/accent.schema.ts';
import { Checkbox, Fieldset } from '#app/ui/choice.tsx';
import { classNames } from '#app/ui/class-names.ts';
import { SelectField, TextField } from '#app/ui/field.tsx';
import { useTranslation } from '#app/use-translation.ts';
import type { SalonValues } from '#server/modules/salon/settings.schema.ts';

export function SalonFields({
  answer,
  values,
  currencyIsFixed,
  timeZones,
  languages,
}: {
  answer: ActAnswer;
  values: Partial<Record<keyof SalonValues, string>>;
  currencyIsFixed: boolean;
  timeZones: readonly string[];
  languages: readonly { locale: string; name: string }[];
}) {
  const { t } = useTranslation(['settings', 'common']);
  const wasSent = Object.keys(answer.values).length > 0;
  const field = (id: keyof SalonValues) => ({
    id,
    name: id,
    defaultValue: answer.values[id] ?? values[id] ?? '',
    error: errorAt(answer, id),
    autoComplete: 'off',
  });
  const box = (id: keyof SalonValues) => ({
    id,
    name: id,
    defaultChecked: (wasSent ? answer.values[id] : values[id]) !== undefined,
  });
  const whole = { inputMode: 'numeric', maxLength: 6 } as const;
  const accent = accentOf(answer.values.accentColour ?? values.accentColour);
  return (
    <>
      <Fieldset id="about" legend={t('salon.about')} prominent>
        <TextField {...field('name')} label={t('salon.name')} maxLength={120} />
        <TextField {...field('street')} label={t('salon.street')} maxLength={120} />
        <div className="grid gap-3 sm:grid-cols-[10rem_1fr]">
          <TextField {...field('postalCode')} label={t('salon.postalCode')} maxLength={20} />
          <TextField {...field('city')} label={t('salon.city')} maxLength={120} />
        </div>
        <TextField {...field('phone')} type="tel" label={t('salon.phone')} maxLength={40} />
        <TextField {...field('email')} type="email" label={t('salon.email')} maxLength={254} />
      </Fieldset>
      <Fieldset id="looks" legend={t('salon.looks')} prominent>
        <TextField
          {...field('accentColour')}
          label={t('salon.accent')}
          hint={t('salon.accentHint')}
          maxLength={7}
          className="max-w-72"
        />
        {accent ? (
          <ul className="flex flex-wrap gap-2 text-sm">
            <Swatch colour={accent.light} groundClass="bg-[#fffdf9]">
              {t('salon.accentLight', { colour: accent.light })}
            </Swatch>
            <Swatch colour={accent.dark} groundClass="bg-[#1b2524]">
              {t('salon.accentDark', { colour: accent.dark })}
            </Swatch>
          </ul>
        ) : null}
        <TextField {...field('logoUrl')} label={t('salon.logo')} hint={t('salon.logoHint')} maxLength={500} />
        <TextField
          {...field('pictureUrl')}
          label={t('salon.picture')}
          hint={t('salon.pictureHint')}
          maxLength={500}
        />
      </Fieldset>
      <Fieldset id="place" legend={t('salon.place')} prominent>
        <SelectField {...field('timeZone')} label={t('salon.timeZone')} hint={t('salon.timeZoneHint')}>
          {timeZones.map((zone) => (
            <option key={zone}>{zone}</option>
          ))}
        </SelectField>
        <SelectField {...field('locale')} label={t('salon.locale')}>
          {languages.map(({ locale, name }) => (
            <option key={locale} value={locale}>
              {name}
            </option>
          ))}
        </SelectField>
        {currencyIsFixed ? (
          <p>
            <span className="font-semibold">{t('salon.currency')}</span> {values.currency}
            <span className="block text-sm text-ink-soft">{t('salon.currencyFixed')}</span>
          </p>
        ) : (
          <TextField {...field('currency')} label={t('salon.currency')} maxLength={3} className="max-w-40" />
        )}
      </Fieldset>
      <Fieldset id="rules" legend={t('salon.rules')} prominent>
        <TextField {...field('slotStepMinutes')} {...whole} label={t('salon.slotStep')} />
        <TextField {...field('bookingNoticeMinutes')} {...whole} label={t('salon.notice')} />
        <TextField {...field('bookingHorizonDays')} {...whole} label={t('salon.horizon')} />
        <TextField {...field('cancelNoticeMinutes')} {...whole} label={t('salon.cancelNotice')} />
        <Checkbox {...box('joiningEnabled')} label={t('salon.joining')} />
        <Checkbox {...box('matchingEnabled')} label={t('salon.matching')} detail={t('salon.matchingHint')} />
      </Fieldset>
    </>
  );
}

/** An accent as it stands on a theme's ground, whatever theme the page is in. */
function Swatch({
  colour,
  groundClass,
  children,
}: {
  colour: string;
  groundClass: string;
  children: string;
}) {
  return (
    <li
      className={classNames('rounded-md border border-line px-3.5 py-2 font-semibold', groundClass)}
      style={{ color: colour }}
    >
      {children}
    </li>
  );
}
