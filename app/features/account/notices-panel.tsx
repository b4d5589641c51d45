import { Form } from '@remix-run/react';
import { useBusy } from '#app/connection.ts';
import { Panel } from '#app/features/dashboard/panel.tsx';
import { Button } from '#app/ui/button.tsx';
import { Checkbox } from '#app/ui/choice.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { useTranslation } from '#app/use-translation.ts';

/** For each place that somebody works in, whether they are told by e-mail what waits for a person there. */
export function NoticesPanel({
  places,
  isSaved,
}: {
  places: readonly { membershipId: string; label: string; wants: boolean }[];
  isSaved: boolean;
}) {
  const { t } = useTranslation('account');
  const busy = useBusy();
  if (places.length === 0) return null;
  return (
    <Panel title={t('notices.title')} lead={t('notices.lead')}>
      <Form method="post" className="grid gap-4">
        {isSaved ? <Notice tone="good" live="polite" title={t('notices.saved')} /> : null}
        <div className="grid gap-1">
          {places.map(({ membershipId, label, wants }) => (
            <Checkbox
              key={membershipId}
              id={`notices-${membershipId}`}
              name="notices"
              value={membershipId}
              label={label}
              defaultChecked={wants}
            />
          ))}
        </div>
        <Button
          type="submit"
          look="secondary"
          name="act"
          value="notices"
          busy={busy}
          className="justify-self-start"
        >
          {t('notices.submit')}
        </Button>
      </Form>
    </Panel>
  );
}
