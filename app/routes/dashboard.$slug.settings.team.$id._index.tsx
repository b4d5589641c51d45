import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { errorAt, noAnswer } from '#app/features/dashboard/act-outcome.ts';
import { ActPage } from '#app/features/dashboard/act-page.tsx';
import { answerAct } from '#app/features/dashboard/answer-act.server.ts';
import { openSalon } from '#app/features/dashboard/open-salon.server.ts';
import { pageMeta } from '#app/features/dashboard/page-meta.ts';
import { memberPath, openMember, teamOutcome, teamPath } from '#app/features/team/open-member.server.ts';
import { textField } from '#app/form-errors.server.ts';
import { readForm } from '#app/read-form.server.ts';
import { textsOf } from '#app/texts.server.ts';
import { TextLink } from '#app/ui/button.tsx';
import { Fieldset, RadioCard } from '#app/ui/choice.tsx';
import { useTranslation } from '#app/use-translation.ts';
import { roleSchema } from '#server/modules/auth/auth.schema.ts';

export async function loader(args: LoaderFunctionArgs) {
  const page = await openSalon(args);
  const member = await openMember(page, args.params.id);
  const { name, role, rolesToGive, inAllSalons } = member;
  const t = textsOf(page.locale, 'team');
  const heading = t('role.title', { name });
  return {
    form: {
      heading,
      back: teamPath(page),
      does: [t(inAllSalons ? 'role.doesEverywhere' : 'role.doesHere', { name })],
      submit: t('role.submit'),
      impossible: rolesToGive.length > 0 ? null : t('refusals.above_you'),
    },
    title: page.titled(heading),
    remove: rolesToGive.length > 0 ? `${memberPath(page, member)}/remove` : null,
    role,
    rolesToGive,
  };
}

export async function action(args: ActionFunctionArgs) {
  const page = await openSalon(args);
  const [member, form] = await Promise.all([openMember(page, args.params.id), readForm(args.request)]);
  const { name, membershipId } = member;
  const t = textsOf(page.locale, 'team');
  const role = roleSchema.safeParse(textField(form, 'role'));
  const expectedRole = roleSchema.catch(member.role).parse(textField(form, 'expectedRole'));
  // Staff don't see the team.
  const isLeaving = member.userId === page.user.id && role.data === 'staff';
  const to = isLeaving ? page.base : teamPath(page);
  return answerAct(page, { request: args.request, form, to }, async () => {
    if (!role.success) return { kind: 'invalid', errors: [{ fieldId: 'role', message: t('chooseRole') }] };
    const outcome = await page.api.team.setRole({
      salonId: page.salonId,
      membershipId,
      role: role.data,
      expectedRole,
    });
    return teamOutcome(outcome, t('role.done', { name, role: t(`roles.${role.data}.name`) }), t);
  });
}

export const meta = pageMeta;

export default function Member() {
  const { t } = useTranslation('team');
  const { form, remove, role, rolesToGive } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>() ?? noAnswer;
  const chosen = answer.values.role ?? role;
  return (
    <>
      <ActPage {...form} answer={answer}>
        <input type="hidden" name="expectedRole" value={role} />
        <Fieldset id="role" legend={t('role.question')} error={errorAt(answer, 'role')}>
          {rolesToGive.map((each) => (
            <RadioCard
              key={each}
              id={`role-${each}`}
              name="role"
              value={each}
              label={t(`roles.${each}.name`)}
              detail={t(`roles.${each}.does`)}
              defaultChecked={each === chosen}
            />
          ))}
        </Fieldset>
      </ActPage>
      {remove ? (
        <p className="mt-4">
          <TextLink roomy to={remove}>
            {t('role.remove')}
          </TextLink>
        </p>
      ) : null}
    </>
  );
}
