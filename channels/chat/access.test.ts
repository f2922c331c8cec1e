import assert from 'node:assert/strict';
import { expect, test } from 'vitest';
import { chatUnworded, hasWords, unworded } from './access.ts';
import { evolve } from './evolve.ts';
import { walk } from './test/walk.ts';

/** What people say, fill in, note, choose freely or do in a walk. */
const words = /Hello\.|Sure\.|secret-|note-\d|"red"|Thank you/;

test('[CH117] neither what happened nor the chat as it is has a word of anybody, once they are taken out', () => {
  let taken = 0;
  walk(21, 1500, {
    step({ before, after, events }) {
      const told = JSON.stringify(events.map(unworded));
      assert.doesNotMatch(told, words);
      assert.doesNotMatch(JSON.stringify(chatUnworded(after)), words);
      for (const event of events) if (words.test(JSON.stringify(event))) assert.ok(hasWords(event), event.type);
      taken += events.filter((event) => words.test(JSON.stringify(event))).length;
      const folded = events.map(unworded).reduce(evolve, chatUnworded(before)); // so a desktop goes on with it
      assert.deepEqual(chatUnworded(folded), chatUnworded(after));
    },
  });
  expect(taken).toBeGreaterThan(100);
});

test('[CH117] that the customer went to a page is kept back like what they said', () => {
  const went = { type: 'chat.wentTo', page: 'https://shop.example/secret', at: 5 } as const;
  expect(unworded(went)).toEqual({ type: 'interaction.noted', fact: 'other', veiled: true });
});

test('[CH117] of the form only the name is left, by which the conversation is called', () => {
  walk(22, 1, {
    step({ after }) {
      const filled = {
        ...after,
        work: {
          ...after.work,
          form: { name: 'Eva', email: 'eva@customer.example', subject: 'Claim' },
          page: 'https://shop.example/?who=eva',
        },
      };
      const { work } = chatUnworded(filled);
      expect(work).toMatchObject({ form: { name: 'Eva' }, page: null, veiled: true });
      expect(JSON.stringify(work)).not.toMatch(/customer\.example|Claim|who=/);
    },
  });
});
