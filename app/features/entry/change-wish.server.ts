import { redirect, type AppLoadContext } from '@remix-run/node';
import { attempt } from '#app/attempt.server.ts';
import type { WishOptions } from '#app/features/join/join-view.ts';
import { readWish } from '#app/features/join/wish-answer.server.ts';
import { formOfWish, wishOf, type WishForm } from '#app/features/join/wish-form.ts';
import { wishOptions } from '#app/features/join/wish-options.server.ts';
import { problemsOf } from '#app/form-errors.server.ts';
import { shellOf } from '#app/salon-shell.server.ts';
import { formatsOf, textsOf } from '#app/texts.server.ts';
import type { ShellSalon } from '#app/ui/public-shell.tsx';
import { changeByTokenInput } from '#server/modules/waitlist/waitlist.schema.ts';

export interface ChangeView {
  title: string;
  accentColour: string | null;
  shell: ShellSalon;
  service: string;
  form: WishForm;
  options: WishOptions;
}

/** The entry that may be changed, with its salon; null when the link is nobody's or its wish can't be changed now. */
async function openWish(context: AppLoadContext, token: string) {
  const found = await context.api.waitlist.byToken({ token });
  if (!found.ok || !found.entry.can.change) return null;
  const { entry } = found;
  const salon = await context.api.salon.bySlug({ slug: entry.salon.slug });
  return {
    entry,
    salon,
    people: salon.employees.filter(({ serviceIds }) => serviceIds.includes(entry.service.id)),
  };
}

export async function loadChange(context: AppLoadContext, token: string): Promise<ChangeView | null> {
  const wish = await openWish(context, token);
  if (!wish) return null;
  const { entry, salon, people } = wish;
  const formats = formatsOf(context.locale, salon.timeZone);
  return {
    title: textsOf(context.locale, 'entry')('change.metaTitle'),
    accentColour: salon.accentColour,
    shell: shellOf(salon),
    service: entry.service.name,
    form: formOfWish(entry),
    options: wishOptions(
      context.locale,
      formats,
      people,
      [salon.today, salon.lastBookableDate],
      entry.leadTimeMinutes,
    ),
  };
}

/** Changes the wish; on success leads back to the entry's page. */
export async function sendChange(context: AppLoadContext, token: string, form: FormData) {
  const { locale, api } = context;
  const { values, back, refuse, edited } = readWish(locale, form, {});
  if (edited) return edited;

  const wish = await openWish(context, token);
  if (!wish) return redirect(`/w/${token}`);
  const input = changeByTokenInput.safeParse({
    token,
    wish: wishOf(values, wish.entry.service.id, wish.people),
  });
  if (!input.success) return refuse(problemsOf(input.error));
  const tried = await attempt(locale, api.waitlist.changeByToken(input.data));
  if (!tried.got) return back(tried.status, { refused: tried.message });
  const outcome = tried.got;
  if (outcome.ok) return redirect(`/w/${token}?done=change`);
  if (outcome.reason === 'invalid') return refuse(outcome.fields);
  return back(409, { refused: textsOf(locale, 'entry')(`refused.${outcome.reason}`) });
}
