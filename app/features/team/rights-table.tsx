import { useTranslation } from '#app/use-translation.ts';
import { roleSchema } from '#server/modules/auth/auth.schema.ts';
import { hasRight, rightGroups, type Right } from '#server/modules/auth/rights.schema.ts';

/** The least role first: what is read from left to right is who may do more. */
const roles = roleSchema.options.toReversed();

/** Who may do what, from the table that is enforced. */
export function RightsTable() {
  const { t } = useTranslation('team');
  return (
    <div className="max-w-3xl rounded-lg border border-line bg-surface shadow-card">
      <table className="w-full text-left text-sm">
        <caption className="sr-only">{t('rights.title')}</caption>
        <thead>
          <tr>
            <th scope="col" className="py-3 pl-4 sm:pl-6">
              <span className="sr-only">{t('rights.what')}</span>
            </th>
            {roles.map((role) => (
              <th
                key={role}
                scope="col"
                className="px-1.5 py-3 text-center font-semibold text-ink-soft last:pr-4 sm:px-4 sm:last:pr-6"
              >
                {t(`roles.${role}.name`)}
              </th>
            ))}
          </tr>
        </thead>
        {keysOf(rightGroups).map((group) => (
          <tbody key={group}>
            <tr className="border-t border-line">
              <th
                scope="rowgroup"
                colSpan={1 + roles.length}
                className="px-4 pt-4 pb-1 font-semibold sm:px-6"
              >
                {t(`rights.groups.${group}`)}
              </th>
            </tr>
            {(Object.keys(rightGroups[group]) as Right[]).map((right) => (
              <tr key={right}>
                <th scope="row" className="py-1.5 pl-4 font-normal sm:pl-6">
                  {t(`rights.names.${right}`)}
                </th>
                {roles.map((role) => (
                  <td key={role} className="px-1.5 py-1.5 text-center last:pr-4 sm:px-4 sm:last:pr-6">
                    <Mark is={hasRight(role, right)} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        ))}
      </table>
    </div>
  );
}

function Mark({ is }: { is: boolean }) {
  const { t } = useTranslation('team');
  return (
    <>
      <span aria-hidden="true" className={is ? 'font-semibold text-accent' : 'text-ink-soft'}>
        {is ? '✓' : '–'}
      </span>
      <span className="sr-only">{t(is ? 'rights.yes' : 'rights.no')}</span>
    </>
  );
}

function keysOf<Key extends string>(record: Readonly<Record<Key, unknown>>): Key[] {
  return Object.keys(record) as Key[];
}
