import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { done, noAnswer, refused } from '#app/features/dashboard/act-outcome.ts';
import { ActPage } from '#app/features/dashboard/act-page.tsx';
import { answerAct } from '#app/features/dashboard/answer-act.server.ts';
import { openSalon } from '#app/features/dashboard/open-salon.server.ts';
import { pageMeta } from '#app/features/dashboard/page-meta.ts';
import { InviteFields } from '#app/features/team/invite-fields.tsx';
import { teamPath } from '#app/features/team/open-member.server.ts';
import { textField } from '#app/form-errors.server.ts';
import { readForm } from '#app/read-form.server.ts';
import { languageNames, textsOf } from '#app/texts.server.ts';
import { inviteInput } from '#server/modules/accounts/accounts.schema.ts';

export async function loader(args: LoaderFunctionArgs) {
  const page = await openSalon(args);
  const { rolesToGive } = await page.api.team.invitations({ salonId: page.salonId });
  const t = textsOf(page.locale, 'team');
  const heading = t('invite.title');
  return {
    form: {
      heading,
      back: teamPath(page),
      does: [t('invite.does')],
      submit: t('invite.submit'),
      impossible: rolesToGive.here.length > 0 ? null : t('invite.refusals.above_you'),
    },
    title: page.titled(heading),
    fields: {
      rolesToGive,
      languages: languageNames(),
      locale: page.salon.locale,
      salonName: page.salon.name,
    },
  };
}

export async function action(args: ActionFunctionArgs) {
  const page = await openSalon(args);
  const form = await readForm(args.request);
  const t = textsOf(page.locale, 'team');
  return answerAct(page, { request: args.request, form, to: teamPath(page) }, async () => {
    const input = inviteInput.safeParse({
      email: textField(form, 'email'),
      role: textField(form, 'role'),
      inAllSalons: textField(form, 'where') === 'everywhere',
      locale: textField(form, 'locale'),
    });
    if (!input.success) {
      const words = { email: t('invite.invalidEmail'), role: t('chooseRole') };
      const wrong = new Set(input.error.issues.map(({ path }) => path[0]));
      const errors = (['email', 'role'] as const)
        .filter((fieldId) => wrong.has(fieldId))
        .map((fieldId) => ({ fieldId, message: words[fieldId] }));
      return { kind: 'invalid', errors };
    }
    const { email } = input.data;
    const outcome = await page.api.team.invite({ salonId: page.salonId, ...input.data });
    return outcome.ok
      ? done(t('invite.done', { email }))
      : refused(t(`invite.refusals.${outcome.reason}`, { email }));
  });
}

export const meta = pageMeta;

export default function Invite() {
  const { form, fields } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>() ?? noAnswer;
  return (
    <ActPage {...form} answer={answer}>
      <InviteFields {...fields} answer={answer} />
    </ActPage>
  );
}
