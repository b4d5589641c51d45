import { beforeEach, describe, expect, test } from 'vitest';
import { idOf, type MembershipId, type OfferId, type UserId } from '#server/platform/ids.schema.ts';
import { minutesAfter } from '#server/testing/clock.ts';
import { testDeps } from '#server/testing/deps.ts';
import type { Role } from '../auth/auth.rules.ts';
import { setNotices } from '../auth/notices.ts';
import { showInbox } from '../notifications/show-inbox.ts';
import { reportUnreachable } from '../offers/report-unreachable.ts';
import { comeFree, lastOffer, line, openSalon, type OpenSalon } from '#server/testing/waitlist-steps.ts';
import { raceTrack } from '#server/testing/races/race.ts';
import { noticeSweeps } from './reports.sweeps.ts';
import { tellStaff } from './tell-staff.ts';

const deps = await testDeps();
const { db } = deps;
const track = await raceTrack(deps);
beforeEach(() => deps.reset());

const ten = '2026-06-02T10:00+02:00';

async function employ(
  { salon }: OpenSalon,
  role: Role,
  { email = `${role}@example.com`, locale = 'en', everywhere = false } = {},
): Promise<{ userId: UserId; membershipId: MembershipId; email: string }> {
  const user = await db.user.create({ data: { email, name: 'Stine', passwordHash: 'none', locale } });
  const membership = await db.membership.create({
    data: {
      userId: user.id,
      organisationId: salon.organisationId,
      salonId: everywhere ? null : salon.id,
      role,
    },
  });
  return { userId: idOf<UserId>(user.id), membershipId: idOf<MembershipId>(membership.id), email };
}

/** Ten o'clock comes free, and whoever waits can't come then. */
async function nobodyIsFound({ salon, ida, cut }: OpenSalon, startsAt = ten): Promise<string> {
  const { openingId } = await comeFree(deps, { salon, employee: ida, services: [cut], startsAt });
  await deps.runJobs();
  expect(await db.opening.findUniqueOrThrow({ where: { id: openingId } })).toMatchObject({
    status: 'exhausted',
  });
  return openingId;
}

/** The mails to staff, the newest first. */
async function mails(recipient?: string) {
  await deps.runJobs();
  const { messages } = await showInbox(deps, { recipient, limit: 100 });
  return messages.filter(({ template }) => template === 'staff_notice');
}

async function oneMail(recipient: string) {
  const [mail, ...others] = await mails(recipient);
  expect(others).toEqual([]);
  if (mail?.channel !== 'email') throw new Error('no mail');
  return mail;
}

describe('staff are told of', () => {
  test('a time for which nobody was found, with the way to it', async () => {
    const world = await openSalon(deps);
    const { email } = await employ(world, 'owner');
    const openingId = await nobodyIsFound(world);
    expect(await tellStaff(deps)).toBe(1);
    const mail = await oneMail(email);
    expect(mail).toMatchObject({ status: 'sent', subject: `Needs a person at ${world.salon.name}` });
    expect(mail.text).toContain(
      `Free time: Tuesday 2 June at 10:00 with Ida: nobody on the waitlist could be found\nhttp://ledig.test/dashboard/${world.salon.slug}/openings/${openingId}`,
    );
    expect(mail.text).toContain('http://ledig.test/account');
  });

  test('a message that did not arrive, and who can’t be reached', async () => {
    const world = await openSalon(deps);
    const { email } = await employ(world, 'owner');
    const [kari] = await line(deps, { salon: world.salon, service: world.cut }, {});
    await comeFree(deps, { salon: world.salon, employee: world.ida, services: [world.cut], startsAt: ten });
    await deps.runJobs();
    await reportUnreachable(deps, idOf<OfferId>((await lastOffer(deps, kari)).id));
    const message = await db.message.findFirstOrThrow({ where: { template: 'offer', channel: 'sms' } });
    await db.message.update({
      where: { id: message.id },
      data: { status: 'undelivered', failure: 'permanent' },
    });
    await tellStaff(deps);
    const { text } = await oneMail(email);
    expect(text).toContain(`/waitlist/${kari.id}`);
    expect(text).toMatch(/Message: .+: Offer of a time by SMS \(not delivered\)/);
    expect(text).toContain(`/messages/${message.id}/resend`);
  });

  test('a message of which nobody knows what became of it, once its provider is asked no more', async () => {
    const world = await openSalon(deps);
    await employ(world, 'owner');
    await line(deps, { salon: world.salon, service: world.cut }, {});
    await comeFree(deps, { salon: world.salon, employee: world.ida, services: [world.cut], startsAt: ten });
    await deps.runJobs();
    await db.message.updateMany({
      where: { template: 'offer', channel: 'sms' },
      data: { status: 'unknown' },
    });
    expect(await tellStaff(deps)).toBe(0);
    deps.clock.advance(61);
    expect(await tellStaff(deps)).toBe(1);
  });

  test('nothing while nothing waits', async () => {
    const world = await openSalon(deps);
    await employ(world, 'owner');
    await line(deps, { salon: world.salon, service: world.cut }, {});
    await comeFree(deps, { salon: world.salon, employee: world.ida, services: [world.cut], startsAt: ten });
    await deps.runJobs();
    expect(await tellStaff(deps)).toBe(0);
    expect(await mails()).toEqual([]);
  });

  test('what waits in their own salons alone', async () => {
    const [here, elsewhere] = [await openSalon(deps), await openSalon(deps)];
    await employ(here, 'owner', { email: 'here@example.com' });
    await employ(elsewhere, 'owner', { email: 'elsewhere@example.com' });
    await nobodyIsFound(here);
    await tellStaff(deps);
    expect((await mails()).map(({ recipient }) => recipient)).toEqual(['here@example.com']);
  });

  test('all of it in their own language, at most ten by name', async () => {
    const world = await openSalon(deps);
    const { email, userId } = await employ(world, 'owner', { locale: 'nb' });
    await nobodyIsFound(world);
    await tellStaff(deps);
    const { subject, text } = await oneMail(email);
    expect(subject).toBe(`Noen må ta tak i dette hos ${world.salon.name}`);
    expect(text).toContain('Frigjort time: tirsdag 2. juni kl. 10:00 hos Ida');
    const notice = await db.staffNotice.findFirstOrThrow({ where: { userId }, include: { items: true } });
    const { openingId } = notice.items[0] ?? {};
    await db.staffNoticeItem.createMany({
      data: Array.from({ length: 11 }, () => ({ noticeId: notice.id, openingId })),
    });
    const { text: long } = await oneMail(email);
    expect(long.match(/\/openings\//g)).toHaveLength(10);
    expect(long).toContain('Og 2 til');
  });
});

describe('who is told', () => {
  test('is who runs the salon, and who asked for it; nobody who said no, is shut out, or has left', async () => {
    const world = await openSalon(deps);
    const told = [
      await employ(world, 'owner', { everywhere: true }),
      await employ(world, 'manager'),
      await employ(world, 'staff', { email: 'asked@example.com' }),
    ];
    await employ(world, 'staff');
    const refuses = await employ(world, 'manager', { email: 'refuses@example.com' });
    const shut = await employ(world, 'owner', { email: 'shut@example.com' });
    await db.user.update({ where: { id: shut.userId }, data: { disabledAt: deps.clock.now() } });
    await deps.inTransaction((tx) => setNotices(tx, { ...(told[2] ?? refuses), wants: true }));
    await deps.inTransaction((tx) => setNotices(tx, { ...refuses, wants: false }));
    await nobodyIsFound(world);
    await tellStaff(deps);
    const recipients = (await mails()).map(({ recipient }) => recipient);
    expect(recipients.toSorted()).toEqual(told.map(({ email }) => email).toSorted());
  });

  test('and leaves before the mail goes out, learns nothing of customers', async () => {
    const world = await openSalon(deps);
    const { membershipId, email } = await employ(world, 'owner');
    await nobodyIsFound(world);
    await tellStaff(deps);
    await db.membership.delete({ where: { id: membershipId } });
    expect(await oneMail(email)).toMatchObject({ status: 'cancelled' });
  });

  test('with two memberships in one salon gets one mail', async () => {
    const world = await openSalon(deps);
    const { userId } = await employ(world, 'manager');
    await db.membership.create({
      data: { userId, organisationId: world.salon.organisationId, salonId: null, role: 'owner' },
    });
    await nobodyIsFound(world);
    expect(await tellStaff(deps)).toBe(1);
  });
});

describe('the next mail', () => {
  test('comes an hour later at the earliest, with all that is new, and nothing twice', async () => {
    const world = await openSalon(deps);
    const { email } = await employ(world, 'owner');
    const first = await nobodyIsFound(world);
    expect(await tellStaff(deps)).toBe(1);
    const later = [
      await nobodyIsFound(world, '2026-06-02T12:00+02:00'),
      await nobodyIsFound(world, '2026-06-02T14:00+02:00'),
    ];
    deps.clock.advance(59);
    expect(await tellStaff(deps)).toBe(0);
    deps.clock.advance(1);
    expect(await tellStaff(deps)).toBe(1);
    const [mail] = await mails(email);
    for (const id of later) expect(mail?.text).toContain(id);
    expect(mail?.text).not.toContain(first);
    deps.clock.advance(60);
    expect(await tellStaff(deps)).toBe(0);
    expect(await mails(email)).toHaveLength(2);
  });

  test('waits for nobody else’s: who comes to want them is told at once', async () => {
    const world = await openSalon(deps);
    await employ(world, 'owner');
    await nobodyIsFound(world);
    await tellStaff(deps);
    const late = await employ(world, 'manager');
    expect(await tellStaff(deps)).toBe(1);
    await oneMail(late.email);
  });
});

describe('two workers at once', () => {
  test('tell it once', async () => {
    const world = await openSalon(deps);
    const { email } = await employ(world, 'owner');
    await nobodyIsFound(world);
    await track.gateBeforeInsert('staff_notice_items');
    const results = await track.overtake(
      () => tellStaff(track.slow),
      () => tellStaff(deps),
    );
    expect(results.map((result) => (result.status === 'fulfilled' ? result.value : result.reason))).toEqual([
      1, 0,
    ]);
    await oneMail(email);
  });
});

test('what was told is forgotten after 30 days', async () => {
  const world = await openSalon(deps);
  await employ(world, 'owner');
  await nobodyIsFound(world);
  await tellStaff(deps);
  const forget = () => Promise.all(noticeSweeps.slice(1).map(({ run }) => run(deps)));
  await forget();
  expect(await db.staffNotice.count()).toBe(1);
  deps.clock.set(minutesAfter(deps.clock.now(), 30 * 24 * 60).toISOString());
  await forget();
  expect(await db.staffNotice.count()).toBe(0);
});

test('nothing of it stands in a log or in a job', async () => {
  const world = await openSalon(deps);
  const { email } = await employ(world, 'owner');
  await nobodyIsFound(world);
  await tellStaff(deps);
  const jobs = await db.$queryRaw<
    { data: object }[]
  >`SELECT data FROM pgboss.job WHERE name = 'messages.send' AND state = 'created'`;
  expect(jobs.length).toBeGreaterThan(0);
  for (const { data } of jobs) expect(Object.keys(data)).toEqual(['messageId']);
  await oneMail(email);
  expect(JSON.stringify(deps.logged)).not.toContain(email);
});
