import { errorAt, type ActAnswer } from '#app/features/dashboard/act-outcome.ts';
import { Fieldset, RadioCard } from '#app/ui/choice.tsx';
import { SelectField, TextField } from '#app/ui/field.tsx';
import { useTranslation } from '#app/use-translation.ts';
import type { InvitationList } from '#server/modules/accounts/accounts.schema.ts';

interface InviteFacts {
  rolesToGive: InvitationList['rolesToGive'];
  languages: readonly { locale: string; name: string }[];
  /** The salon's: most of its staff speak it. */
  locale: string;
  salonName: string;
}

/** Whom to invite to what. What the reach of who asks does not allow is not asked for. */
export function InviteFields({
  answer,
  rolesToGive: { here, everywhere },
  languages,
  locale,
  salonName,
}: InviteFacts & { answer: ActAnswer }) {
  const { t } = useTranslation('team');
  const { values } = answer;
  return (
    <>
      <TextField
        id="email"
        name="email"
        type="email"
        label={t('invite.email')}
        error={errorAt(answer, 'email')}
        defaultValue={values.email}
        autoComplete="off"
        required
      />
      <Fieldset id="role" legend={t('role.question')} error={errorAt(answer, 'role')}>
        {here.map((role) => (
          <RadioCard
            key={role}
            id={`role-${role}`}
            name="role"
            value={role}
            label={t(`roles.${role}.name`)}
            detail={t(`roles.${role}.does`)}
            defaultChecked={role === (values.role ?? 'staff')}
          />
        ))}
      </Fieldset>
      {everywhere.length > 0 ? (
        <Fieldset id="where" legend={t('invite.where')}>
          <RadioCard
            id="where-here"
            name="where"
            value="here"
            label={t('invite.onlyHere', { salon: salonName })}
            defaultChecked={values.where !== 'everywhere'}
          />
          <RadioCard
            id="where-everywhere"
            name="where"
            value="everywhere"
            label={t('invite.everywhere')}
            detail={t('invite.everywhereText')}
            defaultChecked={values.where === 'everywhere'}
          />
        </Fieldset>
      ) : null}
      <SelectField
        id="locale"
        name="locale"
        label={t('invite.language')}
        defaultValue={values.locale ?? locale}
        className="max-w-xs"
      >
        {languages.map((language) => (
          <option key={language.locale} value={language.locale} lang={language.locale}>
            {language.name}
          </option>
        ))}
      </SelectField>
    </>
  );
}
