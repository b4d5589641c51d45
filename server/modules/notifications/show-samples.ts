import type { z } from 'zod';
import { notFound } from '#server/platform/errors.ts';
import { idOf, type SalonId } from '#server/platform/ids.ts';
import { locales } from '#server/texts/catalogue.ts';
import { channels, templates, type samplesOutput } from './notifications.schema.ts';
import { sampleFacts, type SampleDeps } from './sample-facts.ts';
import { showMessage } from './show-inbox.ts';

/**
 * Every message that customers can get, on each channel and in each language, in its standard words and with facts that are made up: as the
 * first salon would send it. For who looks texts over, in development.
 * @throws AppError `not_found` in production, and when there is no salon
 */
export async function showSamples(deps: SampleDeps): Promise<z.input<typeof samplesOutput>> {
  if (deps.env.mode === 'production') throw notFound('samples');
  const salon = await deps.db.salon.findFirst({ orderBy: { slug: 'asc' }, select: { id: true } });
  if (!salon) throw notFound('salon');
  const salonId = idOf<SalonId>(salon.id);
  const ways = channels.flatMap((channel) => locales.map((locale) => ({ channel, locale })));
  return Promise.all(
    templates.map(async (template) => ({
      template,
      messages: await Promise.all(
        ways.map(async (way) => showMessage(await sampleFacts(deps, { salonId, template, ...way }))),
      ),
    })),
  );
}
