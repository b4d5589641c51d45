import { TextLink } from '#app/ui/button.tsx';
import { Table } from '#app/ui/table.tsx';
import { useTranslation } from '#app/use-translation.ts';
import type { TeamMember } from '#server/modules/auth/team.schema.ts';

/** Who is in the team. Only who may change a member is led to their page. */
export function TeamTable({
  members,
  ownId,
  path,
}: {
  members: readonly TeamMember[];
  /** The user who looks at it. */
  ownId: string;
  path: string;
}) {
  const { t } = useTranslation('team');
  const nameOf = ({ userId, name }: TeamMember) => (userId === ownId ? t('you', { name }) : name);
  return (
    <Table
      caption={t('title')}
      rows={members}
      rowKey={({ membershipId }) => membershipId}
      columns={[
        { key: 'name', header: t('columns.name'), isRowHeader: true, isBare: true, cell: nameOf },
        {
          key: 'email',
          header: t('columns.email'),
          cell: ({ email }) => <span className="wrap-anywhere">{email}</span>,
        },
        {
          key: 'role',
          header: t('columns.role'),
          cell: ({ role, isDisabled, hasSecondFactor }) => (
            <>
              {t(`roles.${role}.name`)}
              {hasSecondFactor ? <span className="block text-ink-soft">{t('hasSecondFactor')}</span> : null}
              {isDisabled ? <span className="block text-ink-soft">{t('disabled')}</span> : null}
            </>
          ),
        },
        {
          key: 'where',
          header: t('columns.where'),
          cell: ({ inAllSalons }) => t(inAllSalons ? 'inAllSalons' : 'onlyHere'),
        },
        {
          key: 'change',
          header: <span className="sr-only">{t('columns.change')}</span>,
          isBare: true,
          cell: (member) =>
            member.rolesToGive.length > 0 ? (
              <TextLink roomy="flat" to={`${path}/${member.membershipId}`}>
                {t('change')}
                <span className="sr-only">: {nameOf(member)}</span>
              </TextLink>
            ) : null,
        },
      ]}
    />
  );
}
