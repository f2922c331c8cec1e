import { expect, test } from 'vitest';
import { linkTo } from './links.ts';

test.each([
  ['https://harbour.example/a?b=c', 'https://harbour.example/a?b=c'],
  [' harbour.example ', 'https://harbour.example/'],
  ['harbour.example:8080/x', 'https://harbour.example:8080/x'],
  ['HTTP://Harbour.example', 'http://harbour.example/'],
  ['eva@harbour.example', 'mailto:eva@harbour.example'],
  ['mailto:eva@harbour.example', 'mailto:eva@harbour.example'],
  ['tel:+49401234', 'tel:+49401234'],
])('[EM139] %s leads to %s', (typed, href) => expect(linkTo(typed)).toBe(href));

test.each([
  '',
  ' ',
  'tent',
  'two words.example',
  'javascript:alert(1)',
  'data:text/html,x',
  'file:///etc/passwd',
  'https://',
  'vbscript:x',
])('[EM139] "%s" leads nowhere', (typed) => expect(linkTo(typed)).toBeUndefined());
