import { words as agents } from '@patchbay/agents/words.ts';
import type { Refusal } from '@patchbay/base/decision.ts';
import { type Language, languages, type Words } from '@patchbay/base/words.ts';
import { words as chat } from '@patchbay/chat/words.ts';
import { words as files } from '@patchbay/files/words.ts';
import { words as interactions } from '@patchbay/interactions/words.ts';
import { words as voiceDe } from '@patchbay/voice/words.de.ts';
import { words as voiceEn } from '@patchbay/voice/words.en.ts';

const voice = { en: voiceEn, de: voiceDe };
const folders = [agents, interactions, chat, files, voice];

/** Why a button does not work, in words; null: no folder knows this key. Channels that are loaded when they are needed bring their own words. */
export function refusalText(key: string, language: string, named: Refusal['with'] = {}, more?: Words): string | null {
  const spoken: Language = languages.find((l) => l === language) ?? 'en';
  for (const words of more ? [...folders, more] : folders) {
    const texts: Readonly<Record<string, string>> = words[spoken];
    if (texts[key]) return texts[key].replace(/\{(\w+)\}/g, (_, name: string) => String(named[name] ?? ''));
  }
  return null;
}
