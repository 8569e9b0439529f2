/** What can be said, for the table of the top README: to what end, the sentences, and a word beside them. */
export const SAYINGS: readonly (readonly [to: string, sentences: readonly string[], beside?: string])[] = [
  ['assign', ['assign compliance policy Windows 11 Baseline to group Sales Laptops']],
  ['exclude', ['exclude group Pilot Devices from administrative template Edge Settings']],
  ['take away', ['remove group Old Kiosks from script Set Wallpaper']],
  ['many at once', ['give group Test Lab everything that group Sales Laptops has']],
  ['leave to one alone', ['assign Outlook Cached Mode to Legal only']],
  ['clear, copy', ['copy all assignments of 7-Zip 24.08 to Power BI Desktop']],
  ['ask', ['what does group Sales Laptops get', 'is template Edge Settings assigned to group Legal']],
  [
    'later',
    [
      'assign script Set Time Zone to Legal tomorrow at 22:00',
      'what is scheduled',
      'move Set Time Zone to 23:00',
    ],
  ],
  [
    'for a time',
    [
      'exclude group Pilot Devices from template Edge Settings until 1 December',
      'extend Edge Settings by 3 days',
      'end Edge Settings now',
    ],
  ],
  [
    'did it work',
    ['how is template Edge Settings doing'],
    'two hours and a day after a change its card says so by itself',
  ],
  ['only try', ['dry run: assign template Edge Settings to group Legal']],
  ['undo', ['undo', 'undo Bruno’s last change'], 'or Undo on a card'],
  ['look back', ['history', 'who changed Edge Settings']],
  ['be told in a channel', ['notify here']],
]
