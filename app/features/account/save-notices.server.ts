import type { AppLoadContext } from '@remix-run/node';

/** Keeps of which places a form says that somebody wants to be told. What it leaves as it is follows the role on. */
export async function saveNotices({ api }: Pick<AppLoadContext, 'api'>, form: FormData) {
  const wanted = form.getAll('notices');
  const { memberships } = await api.auth.notices();
  for (const { membershipId, wants } of memberships) {
    const asked = wanted.includes(membershipId);
    if (asked !== wants) await api.auth.setNotices({ membershipId, wants: asked });
  }
  return { areNoticesSaved: true as const };
}
