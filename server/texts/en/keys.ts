/** What the keys do on the staff's pages. */
export const keys = {
  title: 'Keyboard shortcuts',
  close: 'Close',
  palette: 'Search, or go anywhere',
  ways: 'Go to a page',
  acts: 'On any page',
  act: {
    newBooking: 'New booking',
    newEntry: 'Add a customer to the waitlist',
    search: 'Search on this page',
    next: 'Down the list; Enter opens',
    previous: 'Up the list',
    help: 'This list',
  },
  calendar: 'The keys of the calendar stand below it.',
  letters: 'Single letters do something',
  lettersHint:
    'Turn this off if you speak to your device, or if letters are pressed by accident. It is remembered in this browser.',
};
