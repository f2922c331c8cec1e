import { mkdirSync, writeFileSync } from 'node:fs';
import { compositions, lasting, RATE } from '@patchbay/voice/sounds/compose.ts';
import { oggOpus } from '@patchbay/voice/sounds/ogg.ts';
import type { Page } from '@playwright/test';
import { openBrowser } from './stories/browser.node.ts';

/** `npm run sounds`: writes what callers hear, as composed, with the Opus encoder of a browser. */
const voice = new URL('../channels/voice/', import.meta.url).pathname;
const browser = await openBrowser();
try {
  const page = await browser.page();
  await page.route('**', (route) => route.fulfill({ contentType: 'text/html', body: '<title>sounds</title>' }));
  await page.goto('http://localhost/'); // encoders are only for pages of trust
  for (const [name, compose] of Object.entries(compositions)) await write(page, `${voice}sounds/${name}.opus`, compose());
  mkdirSync(`${voice}test/tones`, { recursive: true });
  for (const pitch of [1000, 1300]) await write(page, `${voice}test/tones/${pitch}.opus`, lasting(pitch, 1));
} finally {
  await browser.close();
}

async function write(page: Page, file: string, samples: Float32Array): Promise<void> {
  const packets = await page.evaluate(encode, { samples: [...samples], rate: RATE });
  writeFileSync(
    file,
    oggOpus(
      packets.map((packet) => Uint8Array.from(packet)),
      312,
      RATE,
    ),
  );
}

/** In the page: samples to Opus. */
async function encode({ samples, rate }: { readonly samples: readonly number[]; readonly rate: number }): Promise<number[][]> {
  const packets: number[][] = [];
  const encoder = new AudioEncoder({
    output: (chunk) => {
      const bytes = new Uint8Array(chunk.byteLength);
      chunk.copyTo(bytes);
      packets.push([...bytes]);
    },
    error: (error) => {
      throw error;
    },
  });
  encoder.configure({ codec: 'opus', sampleRate: rate, numberOfChannels: 1, bitrate: 24_000, opus: { frameDuration: 20_000 } });
  const frame = rate / 50;
  for (let at = 0; at < samples.length; at += frame) {
    const data = Float32Array.from({ length: frame }, (_, n) => samples[at + n] ?? 0);
    encoder.encode(
      new AudioData({ format: 'f32', sampleRate: rate, numberOfChannels: 1, numberOfFrames: frame, timestamp: (at / rate) * 1e6, data }),
    );
  }
  await encoder.flush();
  return packets;
}
