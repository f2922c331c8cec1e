import { expect, test } from 'vitest';
import { mailedLines, mailWords } from './mailed.ts';
import type { VisitorEntry } from './visitor.ts';

test('[CH120] a transcript by e-mail has what the customer saw: who said and showed what, and when', () => {
  const file = { id: 'f', name: 'tent.jpg', format: 'jpeg', size: 1, width: 1, height: 1, scan: 'clean', alt: '' } as const;
  const said = { type: 'said', id: 'm', at: 7 } as const;
  const entries: readonly VisitorEntry[] = [
    { n: 1, at: 1, type: 'waiting' },
    { n: 2, ...said, text: 'Hello <b>', from: 'customer', name: null },
    { n: 3, at: 8, type: 'joined', name: 'Anna' },
    { n: 4, ...said, text: '', from: 'agent', name: 'Anna', file },
    { n: 5, at: 9, type: 'told', text: 'Are you still there?' },
    { n: 6, at: 9, type: 'rated', stars: 5, comment: 'Fine' },
    { n: 7, at: 9, type: 'ended' },
  ];
  expect(mailedLines(entries, mailWords.en, String)).toEqual([
    '[7] You: Hello <b>',
    '[8] Anna joined',
    '[7] Anna: (file: tent.jpg)',
    '[9] Are you still there?',
  ]);
  expect(mailedLines(entries, mailWords.de, String)[0]).toBe('[7] Sie: Hello <b>');
});
