import type { z } from 'zod';
import { notFound } from '#server/platform/errors.ts';
import { idOf, type SalonId } from '#server/platform/ids.schema.ts';
import { locales } from '#server/texts/catalogue.ts';
import { channels, templates, type samplesOutput } from './notifications.schema.ts';
import { sampleFacts, type SampleDeps } from './sample-facts.ts';
import { sampleNotice } from './sample-notice.ts';
import { showMessage } from './show-inbox.ts';

/**
 * Every message that customers can get, on each channel and in each language, in its standard words and with facts that are made up: as the
 * first salon would send it; and what its staff are told waits for a person. For who looks texts over, in development.
 * @throws AppError `not_found` in production, and when there is no salon
 */
export async function showSamples(deps: SampleDeps): Promise<z.input<typeof samplesOutput>> {
  if (deps.env.mode === 'production') throw notFound('samples');
  const salon = await deps.db.salon.findFirst({ orderBy: { slug: 'asc' } });
  if (!salon) throw notFound('salon');
  const salonId = idOf<SalonId>(salon.id);
  const ways = channels.flatMap((channel) => locales.map((locale) => ({ channel, locale })));
  const forCustomers = await Promise.all(
    templates.map(async (template) => ({
      template,
      messages: await Promise.all(
        ways.map(async (way) => showMessage(await sampleFacts(deps, { salonId, template, ...way }))),
      ),
    })),
  );
  const notices = locales.map((locale) => sampleNotice(deps, salon, locale));
  return [...forCustomers, { template: 'staff_notice', messages: notices }];
}
