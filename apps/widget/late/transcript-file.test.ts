import { expect, test } from 'vitest';
import { words as more } from '../more.en.ts';
import type { Line } from '../transcript.ts';
import { words } from '../words.en.ts';
import { speak } from '../words.ts';
import { transcriptFile } from './transcript-file.ts';

const say = speak({ ...words, ...more });
const bubble = (text: string, is: 'sent' | 'failed' = 'sent'): Line => ({
  line: 'bubble',
  key: text,
  at: Date.UTC(2026, 8, 24, 12, 2),
  text,
  from: 'customer',
  name: null,
  is,
  read: false,
  why: '',
  follows: false,
});
const joined: Line = { line: 'note', key: 'n2', at: 0, what: 'joined', name: '<Anna>' };

test('[WI19] a transcript holds who said what and when, and what happened between', () => {
  const file = transcriptFile(
    [bubble('Is it dry?'), joined, { ...bubble('Yes.'), from: 'agent', name: 'Anna' } as Line, bubble('Lost', 'failed')],
    {
      title: 'Shop: Chat on 24 September 2026',
      say,
      language: 'en',
    },
  );
  expect(file.replace(/<[^>]+>/g, ' ')).toMatch(
    /You .*Is it dry\?[^]*&lt;Anna&gt; has joined the chat\.[^]*Anna .*Yes\.[^]*Not sent\. *Lost/,
  );
  expect(file).toContain('datetime="2026-09-24T12:02:00.000Z"');
  expect(file).toContain('<html lang="en">');
});
test('[WI19] whatever was written is only text', () => {
  const evil = '<img src=x onerror="hacked=1"></title><script>hacked=1</script>&amp;';
  const file = transcriptFile([bubble(evil), { ...joined, name: evil } as Line], { title: evil, say, language: 'en' });
  expect(file).not.toMatch(/<img|<script|onerror="/);
  expect(file.match(/<\/title>/g)).toHaveLength(1);
});
