import type { StaffPage } from '#app/features/dashboard/open-salon.server.ts';
import type { ReportSummary } from '#server/modules/reports/reports.schema.ts';
import { OpeningSections } from './opening-sections.server.ts';
import { sectionKeys, type Section, type SectionKey } from './report-cells.server.ts';
import type { ReportSearch } from './report-search.ts';
import { WaitlistSections } from './waitlist-sections.server.ts';

/** Every part of the report in finished words: the page and the files are made of the same. */
export function reportSections(summary: ReportSummary, search: ReportSearch, page: StaffPage): Section[] {
  const openings = new OpeningSections(summary, search, page);
  const waitlist = new WaitlistSections(summary, search, page);
  const sections: Record<SectionKey, () => Section> = {
    outcomes: () => openings.outcomes(),
    steps: () => openings.steps(),
    causes: () => openings.causes(),
    leads: () => openings.leads(),
    claims: () => openings.claims(),
    perFill: () => openings.perFill(),
    answers: () => waitlist.answers(),
    revenue: () => waitlist.revenue(),
    waiting: () => waitlist.waiting(),
    joined: () => waitlist.joined(),
    messages: () => waitlist.messages(),
  };
  return sectionKeys.map((key) => sections[key]());
}
