import { errorAt, type ActAnswer } from '#app/features/dashboard/act-outcome.ts';
import { TextField } from '#app/ui/field.tsx';
import { useTranslation } from '#app/use-translation.ts';

export function EmployeeFields({
  answer,
  values,
}: {
  answer: ActAnswer;
  values: { name: string; title: string };
}) {
  const { t } = useTranslation(['settings', 'common']);
  return (
    <>
      <TextField
        id="name"
        name="name"
        label={t('employees.name')}
        defaultValue={answer.values.name ?? values.name}
        error={errorAt(answer, 'name')}
        maxLength={120}
        autoComplete="off"
      />
      <TextField
        id="title"
        name="title"
        label={t('employees.jobTitle')}
        optional={t('common:optional')}
        defaultValue={answer.values.title ?? values.title}
        error={errorAt(answer, 'title')}
        maxLength={120}
        autoComplete="off"
      />
    </>
  );
}
