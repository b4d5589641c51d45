import { Form } from '@remix-run/react';
import { Button, TextLink } from '#app/ui/button.tsx';
import { SelectField, TextField } from '#app/ui/field.tsx';
import { useTranslation } from '#app/use-translation.ts';
import type { InboxSearch } from './inbox-search.ts';

export function InboxFilter({ channel, recipient }: InboxSearch) {
  const { t } = useTranslation('inbox');
  return (
    <Form
      method="get"
      action="/dev/inbox"
      className="mb-8 grid items-end gap-4 sm:grid-cols-[minmax(0,11rem)_minmax(0,1fr)_auto]"
    >
      <SelectField id="channel" name="channel" label={t('channel')} defaultValue={channel ?? ''}>
        <option value="">{t('bothChannels')}</option>
        <option value="sms">{t('channels.sms')}</option>
        <option value="email">{t('channels.email')}</option>
      </SelectField>
      <TextField
        id="recipient"
        name="recipient"
        label={t('recipient')}
        placeholder={t('recipientHint')}
        defaultValue={recipient ?? ''}
        autoComplete="off"
        enterKeyHint="search"
      />
      <div className="flex items-center gap-4">
        <Button type="submit" look="secondary">
          {t('filter')}
        </Button>
        {channel || recipient ? (
          <TextLink to="/dev/inbox" roomy>
            {t('clear')}
          </TextLink>
        ) : null}
      </div>
    </Form>
  );
}
