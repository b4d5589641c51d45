import { Form } from '@remix-run/react';
import { useBusy } from '#app/connection.ts';
import { Button } from '#app/ui/button.tsx';
import { Table } from '#app/ui/table.tsx';
import { useTranslation } from '#app/use-translation.ts';
import type { ListedInvitation } from '#server/modules/accounts/accounts.schema.ts';

/** An invitation with the words of how it stands. */
export type ShownInvitation = ListedInvitation & { stands: string };

/** Who was asked and has not answered. */
export function InvitationTable({ invitations }: { invitations: readonly ShownInvitation[] }) {
  const { t } = useTranslation('team');
  return (
    <Table
      caption={t('invitations.title')}
      rows={invitations}
      rowKey={({ invitationId }) => invitationId}
      columns={[
        {
          key: 'email',
          header: t('invitations.email'),
          isRowHeader: true,
          isBare: true,
          cell: ({ email, invitedBy }) => (
            <>
              <span className="wrap-anywhere">{email}</span>
              <span className="block font-normal text-ink-soft">
                {t('invitations.by', { name: invitedBy })}
              </span>
            </>
          ),
        },
        { key: 'role', header: t('columns.role'), cell: ({ role }) => t(`roles.${role}.name`) },
        {
          key: 'where',
          header: t('columns.where'),
          cell: ({ inAllSalons }) => t(inAllSalons ? 'inAllSalons' : 'onlyHere'),
        },
        { key: 'state', header: t('invitations.state'), cell: ({ stands }) => stands },
        {
          key: 'acts',
          header: <span className="sr-only">{t('invitations.acts')}</span>,
          isBare: true,
          cell: (invitation) => (invitation.mayChange ? <InvitationActs {...invitation} /> : null),
        },
      ]}
    />
  );
}

function InvitationActs({ invitationId, email }: ShownInvitation) {
  const { t } = useTranslation('team');
  const busy = useBusy();
  return (
    <Form method="post" className="flex flex-wrap gap-2" preventScrollReset>
      <input type="hidden" name="invitationId" value={invitationId} />
      <input type="hidden" name="inPlace" value="1" />
      {(['resend', 'takeBack'] as const).map((act) => (
        <Button key={act} type="submit" name="act" value={act} look="secondary" size="small" busy={busy}>
          {t(`invitations.${act}`)}
          <span className="sr-only">: {email}</span>
        </Button>
      ))}
    </Form>
  );
}
