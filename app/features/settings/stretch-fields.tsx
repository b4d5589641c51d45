import { errorAt, type ActAnswer } from '#app/features/dashboard/act-outcome.ts';
import { TextField } from '#app/ui/field.tsx';
import { useTranslation } from '#app/use-translation.ts';

/** A stretch of a day as its two fields show it. */
export interface WrittenStretch {
  from: string;
  until: string;
}

/** The stretches of a day, one a row; an empty row is none. `of` begins the fields' names. */
export function StretchFields({
  of,
  day,
  stretches,
  rows,
  answer,
}: {
  of: string;
  day: string;
  stretches: readonly WrittenStretch[];
  rows: number;
  answer: ActAnswer;
}) {
  const { t } = useTranslation('settings');
  const field = (index: number, edge: 'from' | 'until') => {
    const id = `${of}-${String(index)}-${edge}`;
    return {
      id,
      name: id,
      type: 'time',
      defaultValue: answer.values[id] ?? stretches[index]?.[edge] ?? '',
      error: errorAt(answer, id),
    };
  };
  return (
    <div className="grid gap-3">
      {Array.from({ length: rows }, (_, index) => {
        const place = { day, stretch: index + 1 };
        return (
          <div key={index} className="grid grid-cols-2 gap-3">
            <TextField
              {...field(index, 'from')}
              label={t('hours.from')}
              aria-label={t('hours.dayFrom', place)}
            />
            <TextField
              {...field(index, 'until')}
              label={t('hours.until')}
              aria-label={t('hours.dayUntil', place)}
            />
          </div>
        );
      })}
    </div>
  );
}
