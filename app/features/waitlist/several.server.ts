import { done, refused, type ActOutcome } from '#app/features/dashboard/act-outcome.ts';
import type { StaffPage } from '#app/features/dashboard/open-salon.server.ts';
import { textField } from '#app/form-errors.server.ts';
import { textsOf } from '#app/texts.server.ts';
import type { EntryId } from '#server/platform/ids.schema.ts';
import type {
  ActOnSeveralOutcome,
  EntryStatus,
  SeveralAct,
} from '#server/modules/waitlist/waitlist.schema.ts';
import { isGrave } from './entry-acts.ts';
import { entryWords } from './entry-words.server.ts';
import { isPossible, readChosen, severalPath, writeChosen } from './several-acts.ts';

/** So many are named in a sentence, which a flash must have room for; the others are counted. */
const namedInSentence = 3;

/** What the page of an act on several says beforehand: who they are, and what will happen to each. */
export async function severalView(act: SeveralAct, entryIds: EntryId[], page: StaffPage) {
  const { api, salonId, locale } = page;
  const t = textsOf(locale, 'waitlist');
  const found =
    entryIds.length > 0 ? (await api.waitlist.list({ salonId, entryIds, sort: 'name' })).entries : [];
  const touched = found.filter(({ status }) => isPossible(act, status));
  const left = found.filter(({ status }) => !isPossible(act, status));
  const offers = act === 'cancel' ? touched.filter(({ status }) => status === 'notified').length : 0;
  const gone = entryIds.length - found.length;
  return {
    heading: t(`several.acts.${act}.title`, { count: touched.length }),
    submit: t(`acts.${act}.submit`),
    isGrave: isGrave(act),
    impossible:
      touched.length > 0
        ? null
        : found.length > 0
          ? t('several.noneDone', { names: namesWith(left.map(withName), page) })
          : t('several.nobody'),
    does: [
      t(`several.acts.${act}.does`, { count: touched.length }),
      ...(offers > 0 ? [t('several.offers', { count: offers })] : []),
      ...(left.length > 0
        ? [t('several.stays', { count: left.length, names: namesWith(left.map(withName), page) })]
        : []),
      ...(gone > 0 ? [t('several.gone', { count: gone })] : []),
    ],
    people: [...touched, ...left].map((entry) => ({
      ...entryWords(entry, page),
      isTouched: isPossible(act, entry.status),
    })),
    chosen: writeChosen(found.map(({ id, status }) => ({ entryId: id, status }))),
  };
}
export type SeveralView = Awaited<ReturnType<typeof severalView>>;

const withName = ({ customer: { name }, status }: { customer: { name: string }; status: EntryStatus }) => ({
  name,
  status,
});

/** Does what the form asks to those whom it names, and says what came of it. */
export async function runSeveral(
  act: SeveralAct,
  page: StaffPage,
  { form, back }: { form: FormData; back: string },
): Promise<ActOutcome> {
  const { api, salonId, base, locale } = page;
  const t = textsOf(locale, 'waitlist');
  const entries = readChosen(textField(form, 'chosen'));
  if (entries.length === 0) return refused(t('several.nobody'));
  const outcome = await api.waitlist.actOnSeveral({ salonId, act, entries });
  const { skipped } = outcome;
  const left =
    skipped.length > 0
      ? t('several.skipped', { count: skipped.length, names: namesWith(skipped, page) })
      : null;
  if (outcome.done.length === 0) return refused(t('several.noneDone', { names: namesWith(skipped, page) }));
  const said = [
    t(`several.acts.${act}.done`, { count: outcome.done.length }),
    outcome.passedOn > 0 ? t('several.passedOn', { count: outcome.passedOn }) : null,
    left,
  ];
  const result = done(said.filter((line) => line !== null).join(' '));
  const undo = undoOf(act, outcome);
  if (result.kind !== 'done' || !undo) return result;
  return {
    ...result,
    message: {
      ...result.message,
      undo: {
        label: t('doneLinks.undo'),
        action: severalPath(base, undo.act, back),
        fields: { chosen: undo.chosen },
      },
    },
  };
}

/** The act that makes them what they were, on those that it was done to. */
function undoOf(
  act: SeveralAct,
  { canUndo, done: acted }: ActOnSeveralOutcome,
): { act: SeveralAct; chosen: string } | null {
  if (!canUndo || act === 'cancel') return null;
  const status = act === 'pause' ? 'cooldown' : 'waiting';
  return {
    act: act === 'pause' ? 'reactivate' : 'pause',
    chosen: writeChosen(acted.map(({ entryId }) => ({ entryId, status }))),
  };
}

/** "Anna (booked), Berit (cancelled) and 3 more". */
function namesWith(people: readonly { name: string; status: EntryStatus }[], page: StaffPage): string {
  const { locale, formats } = page;
  const state = textsOf(locale, 'dashboard');
  const names = people
    .slice(0, namedInSentence)
    .map(({ name, status }) => `${name} (${state(`states.entry.${status}`).toLocaleLowerCase(locale)})`);
  const others = people.length - names.length;
  const more = others > 0 ? [textsOf(locale, 'waitlist')('several.more', { count: others })] : [];
  return formats.list([...names, ...more]);
}
