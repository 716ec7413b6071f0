export const ownDigits = {
  title: 'Your own digits',
  lead:
    'Draw a digit, say what it is, and save it. With a few of each you can fine-tune the network on your ' +
    'handwriting.',
  label: 'This digit is',
  keep: 'Save it',
  kept: (n: number) => `${n} saved`,
  none: 'None saved yet.',
  remove: (label: number) => `Remove this ${label}`,
  clear: 'Remove all',
  sureClear: 'Remove all of your digits?',
  save: 'Download as IDX',
  saveNote: 'Two files, pictures and labels, in the format of MNIST. limpid train reads them too.',
  teach: 'Fine-tune the network',
  teaching: (percent: string) => `Fine-tuning… ${percent}`,
  teachNote:
    'The current network keeps training on your digits, slightly rotated and shifted each time, mixed with ' +
    'training digits so that it does not forget those.',
  noRehearsal: 'There are no training digits here. The network trains on yours alone and may forget others.',
  result: (before: string, after: string) => `Your digits read correctly: ${before} before, ${after} now.`,
  stored: 'Saved in this browser until you remove them.',
  full: 'The browser’s storage is full. Your digits are lost when you close the page: download them.',
  forbidden:
    'The browser does not let the page store anything. Your digits are lost when you close the page: download them.',
};
