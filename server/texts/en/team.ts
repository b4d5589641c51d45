/** Who works in a salon, and as what. */
export const team = {
  title: 'Team',
  lead: 'Who may log in here, and what they may do.',
  you: '{{name}} (you)',
  columns: { name: 'Name', email: 'E-mail', role: 'Role', where: 'Where', change: 'Change' },
  inAllSalons: 'All salons',
  onlyHere: 'This salon',
  disabled: 'The account is shut',
  change: 'Change or remove',
  roles: {
    owner: { name: 'Owner', does: 'May do everything, and make others owners.' },
    manager: { name: 'Manager', does: 'Runs the salon: team, settings, reports, and all that staff do.' },
    staff: { name: 'Staff', does: 'Works with bookings, the waitlist and customers.' },
  },
  role: {
    title: 'The role of {{name}}',
    question: 'Role',
    doesHere: 'It holds in this salon, from the next page that {{name}} opens.',
    doesEverywhere: 'It holds in all salons, from the next page that {{name}} opens.',
    submit: 'Change the role',
    done: '{{name}} has the role {{role}} now.',
    remove: 'Remove from the team',
  },
  remove: {
    title: 'Remove {{name}} from the team',
    doesHere: '{{name}} no longer sees this salon.',
    doesEverywhere: '{{name}} no longer sees any of the salons.',
    doesKeep: 'Bookings and the calendar stay as they are.',
    submit: 'Remove from the team',
    done: '{{name}} was removed from the team.',
  },
  refusals: {
    above_you: 'That takes at least the same role as theirs, in as many salons.',
    last_owner: 'Somebody has to be the owner. Make somebody else one first.',
    changed: 'A colleague has given another role meanwhile. Have a look before you change it.',
  },
  chooseRole: 'Choose a role.',
};
