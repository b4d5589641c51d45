import type { ActFieldError } from '#app/features/dashboard/act-outcome.ts';
import { pageNotFound, type StaffPage } from '#app/features/dashboard/open-salon.server.ts';
import { textField } from '#app/form-errors.server.ts';
import { languageNames, textsOf } from '#app/texts.server.ts';
import {
  getTextInput,
  maxSmsSegments,
  previewTextInput,
  type Placeholder,
  type TextKey,
  type TextPreview,
  type TextProblem,
} from '#server/modules/notifications/salon-texts.schema.ts';

/** How a placeholder stands in a text. */
const written = (name: string) => `{{${name}}}`;

/** Which text an address is about; one that there is not is the 404 page. */
export function textKeyOf(page: StaffPage, params: Record<string, string | undefined>): TextKey {
  const { template, channel, language } = params;
  const key = getTextInput.safeParse({ salonId: page.salonId, template, channel, locale: language });
  if (!key.success) throw pageNotFound();
  return key.data;
}

/** What was typed, from a form or an address. */
export function readParts(sent: FormData) {
  return {
    subject: textField(sent, 'subject'),
    body: textField(sent, 'body'),
    note: textField(sent, 'note'),
  };
}

/** A text as its page shows it: as it would be got, and in words what is wrong with it. */
export interface PreviewWords {
  message: TextPreview['message'];
  errors: ActFieldError[];
}

/** Null for more than any text may hold, which saving tells. */
export async function previewWords(
  page: StaffPage,
  key: TextKey,
  sent: FormData,
): Promise<PreviewWords | null> {
  const input = previewTextInput.safeParse({ ...key, parts: readParts(sent) });
  if (!input.success) return null;
  const { message, problems } = await page.api.messageText.preview(input.data);
  return { message, errors: textErrors(page, problems) };
}

/** The first thing wrong at each field. */
export function textErrors({ locale }: StaffPage, problems: readonly TextProblem[]): ActFieldError[] {
  const t = textsOf(locale, 'settings');
  const errors = new Map<string, ActFieldError>();
  for (const { field, problem, name } of problems) {
    if (errors.has(field)) continue;
    const values = { name: written(name ?? ''), example: written('service'), most: maxSmsSegments };
    errors.set(field, { fieldId: field, message: t(`messages.problems.${problem}`, values) });
  }
  return [...errors.values()];
}

/** What may stand in a text, with what each becomes. */
export function placeholderWords(
  { locale }: StaffPage,
  { allowed, required }: { allowed: readonly Placeholder[]; required: readonly Placeholder[] },
) {
  const t = textsOf(locale, 'settings');
  return allowed.map((name) => ({
    name: written(name),
    meaning: t(`messages.placeholders.${name}`),
    isRequired: required.includes(name),
  }));
}

export function languageName(locale: TextKey['locale']): string {
  return languageNames().find((language) => language.locale === locale)?.name ?? locale;
}
