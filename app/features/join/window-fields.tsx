import { Button } from '#app/ui/button.tsx';
import { ChoiceChip, Fieldset } from '#app/ui/choice.tsx';
import { TextField } from '#app/ui/field.tsx';
import { useTranslation } from '#app/use-translation.ts';
import type { WishOptions } from './join-view.ts';
import type { DayPart, WindowForm } from './wish-form.ts';

const parts: readonly DayPart[] = ['any', 'morning', 'afternoon', 'evening', 'exact'];

/** One time that suits: days, and a part of the day. */
export function WindowFields({
  window,
  number,
  options,
  removable,
  focused,
  errorAt,
}: {
  window: WindowForm;
  number: number;
  options: WishOptions;
  removable: boolean;
  /** It was just added. */
  focused: boolean;
  errorAt: (fieldId: string) => string | undefined;
}) {
  const { t } = useTranslation('join');
  const { id } = window;
  const at = (field: string) => `${field}-${id}`;
  const weekdaysError = errorAt(at('weekdays'));
  const details = {
    any: null,
    morning: t('windows.morningDetail'),
    afternoon: t('windows.afternoonDetail'),
    evening: t('windows.eveningDetail'),
    exact: null,
  };
  return (
    <fieldset className="group/window grid min-w-0 gap-5 rounded-lg border border-line bg-surface p-4 shadow-card sm:p-6">
      <legend className="sr-only">{t('windows.numbered', { number })}</legend>
      {removable ? (
        <p aria-hidden="true" className="font-display text-lg">
          {t('windows.numbered', { number })}
        </p>
      ) : null}
      <input type="hidden" name="window" value={id} />
      <div className="grid gap-5 sm:grid-cols-2">
        <TextField
          id={at('from')}
          name={at('from')}
          type="date"
          label={t('windows.from')}
          min={options.firstDate}
          max={options.lastDate}
          defaultValue={window.from}
          autoFocus={focused}
          required
          error={errorAt(at('from'))}
        />
        <TextField
          id={at('until')}
          name={at('until')}
          type="date"
          label={t('windows.until')}
          min={options.firstDate}
          max={options.lastDate}
          defaultValue={window.until}
          hint={t('windows.untilHint')}
          hintAfter
          error={errorAt(at('until'))}
        />
      </div>
      <Fieldset id={at('part')} legend={t('windows.part')} error={errorAt(at('part'))}>
        <div className="flex flex-wrap gap-2">
          {parts.map((part) => (
            <ChoiceChip
              key={part}
              id={`${at('part')}-${part}`}
              name={at('part')}
              type="radio"
              value={part}
              data-part={part}
              defaultChecked={window.part === part}
              label={t(`windows.${part}`)}
              detail={details[part]}
            />
          ))}
        </div>
      </Fieldset>
      {/* Shown by CSS alone, so that it works without scripts. */}
      <div className="hidden gap-5 group-has-[[data-part=exact]:checked]/window:grid sm:grid-cols-2">
        <TextField
          id={at('start')}
          name={at('start')}
          type="time"
          step={300}
          label={t('windows.start')}
          defaultValue={window.start}
          error={errorAt(at('start'))}
        />
        <TextField
          id={at('end')}
          name={at('end')}
          type="time"
          step={300}
          label={t('windows.end')}
          defaultValue={window.end}
          error={errorAt(at('end'))}
        />
      </div>
      <details open={window.weekdays.length > 0 || Boolean(weekdaysError)} className="group/days">
        <summary className="transition-calm -mx-1 inline-flex min-h-11 cursor-pointer items-center rounded-sm px-1 font-medium text-accent underline decoration-1 underline-offset-4 group-open/days:hidden">
          {t('windows.weekdays')}
        </summary>
        <Fieldset
          id={at('weekdays')}
          legend={t('windows.weekdays')}
          hint={t('windows.weekdaysHint')}
          error={weekdaysError}
        >
          <div className="flex flex-wrap gap-2">
            {options.weekdays.map((weekday) => (
              <ChoiceChip
                key={weekday.value}
                id={`${at('weekday')}-${weekday.value}`}
                name={at('weekday')}
                value={weekday.value}
                aria-label={weekday.name}
                defaultChecked={window.weekdays.includes(weekday.value)}
                label={weekday.short}
              />
            ))}
          </div>
        </Fieldset>
      </details>
      {removable ? (
        <div>
          <Button
            type="submit"
            name="intent"
            value={`remove-${id}`}
            look="plain"
            size="small"
            className="-ml-3.5"
          >
            {t('windows.remove', { number })}
          </Button>
        </div>
      ) : null}
    </fieldset>
  );
}
