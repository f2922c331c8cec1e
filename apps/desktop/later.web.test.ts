import { createElement, Suspense } from 'react';
import { renderToString } from 'react-dom/server';
import { expect, test } from 'vitest';
import { fetchAhead, later } from './later.web.tsx';

const html = (part: React.ComponentType) => renderToString(createElement(Suspense, { fallback: 'waits' }, createElement(part)));

test('[DT270] what is typed into is fetched ahead and is there in the same moment; the rest when it is opened', async () => {
  const asked: string[] = [];
  const part = (name: string, ahead: boolean) =>
    later(
      () => {
        asked.push(name);
        return Promise.resolve(() => name);
      },
      { ahead },
    );
  const field = part('field', true);
  const page = part('page', false);
  expect(asked).toEqual([]);
  expect(html(field)).toContain('waits');
  await fetchAhead();
  expect(html(field)).toBe(renderToString(createElement(Suspense, {}, 'field')));
  expect(html(page)).toContain('waits');
});

test('[DT270] what could not be fetched ahead is fetched when it is opened', async () => {
  const tries = { failed: 0, done: 0 };
  const part = later(
    () => {
      if (!tries.failed++) return Promise.reject(new Error('no network'));
      tries.done += 1;
      return Promise.resolve(() => 'part');
    },
    { ahead: true },
  );
  await fetchAhead();
  expect(html(part)).toContain('waits');
  expect(tries.done).toBe(1);
});
