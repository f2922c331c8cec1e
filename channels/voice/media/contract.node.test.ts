import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Sound } from '../call.ts';
import { missing } from '../engines/installed.node.ts';
import { fakeMedia } from '../test/fakeMedia.ts';
import { startMedia } from '../test/media.node.ts';
import { openVoice } from '../test/voice.node.ts';
import type { MediaEngine, MediaEvent, MediaLegId, Place } from './media.ts';

type Voice = Omit<Awaited<ReturnType<typeof openVoice>>, 'sdp' | 'forgets' | 'spoken' | 'stops' | 'heard'> & { readonly sdp: () => string };
/** Engines to be tried: the port, somebody who speaks, and what was told. */
interface World {
  readonly engine: MediaEngine;
  readonly voice: (tone: number) => Promise<Voice>;
  readonly close: () => Promise<void>;
}

const fake = async (tell: (event: MediaEvent) => void): Promise<World> => {
  const engine = fakeMedia(tell);
  return { engine, voice: async (tone) => engine.voice(tone), close: async () => undefined };
};

const real = async (tell: (event: MediaEvent) => void): Promise<World> => ({ ...(await startMedia(tell)), voice: openVoice });

const leg = (name: string) => name as MediaLegId;
const music = (name: string): Sound => ({ is: 'music', name });
const at = (room: string, more: Partial<Place> = {}): Place => ({ room, muted: false, group: 'other', ...more });

describe.each([
  ['the fake', fake, true],
  ['rtpengine and Janus', real, missing().length === 0],
])('sound by %s', (_, open, there) => {
  describe.skipIf(!there)('keeps the contract', () => {
    let w: World;
    const speakers: Voice[] = [];
    const events: MediaEvent[] = [];

    beforeAll(async () => {
      w = await open((event) => events.push(event));
    });
    afterAll(() => w?.close());
    afterEach(async () => {
      for (const name of (await w.engine.seats()).keys()) await w.engine.drop(leg(name));
      for (const voice of speakers.splice(0)) voice.close();
      events.length = 0;
    });

    const speaker = async (tone: number) => {
      const voice = await w.voice(tone);
      speakers.push(voice);
      return voice;
    };
    /** Somebody calls us and sits there. */
    const calls = async (name: string, tone: number, place: Place) => {
      const voice = await speaker(tone);
      voice.speaks(await w.engine.take(leg(name), voice.sdp(), place));
      return voice;
    };
    /** Everybody hears these at last; those who hear nothing are looked at after those who hear something. */
    const hear = async (...pairs: readonly (readonly [Voice, readonly number[]])[]) => {
      for (const [voice, tones] of pairs.toSorted((a, b) => b[1].length - a[1].length))
        await expect.poll(() => voice.hears()).toEqual(tones);
    };

    test('[VO100] who sits in a room hears all others in it and nobody else; who is dropped is silent and gone', async () => {
      const [a, b, c, d] = [
        await calls('a', 440, at('one')),
        await calls('b', 660, at('one')),
        await calls('c', 1000, at('one')),
        await calls('d', 1300, at('two')),
      ];
      await hear([a, [660, 1000]], [b, [440, 1000]], [c, [440, 660]], [d, []]);
      await w.engine.drop(leg('c'));
      await hear([a, [660]], [b, [440]]);
      expect(new Map([...(await w.engine.seats())].toSorted())).toEqual(
        new Map([
          ['a', at('one')],
          ['b', at('one')],
          ['d', at('two')],
        ]),
      );
    });

    test('[VO100] we offer, and whoever answers is heard; answered by another phone in the end, that one is', async () => {
      const [a, b, c] = [await calls('a', 440, at('one')), await speaker(660), await speaker(1000)];
      const offer = await w.engine.offer(leg('b'), at('one'));
      b.speaks(offer);
      await w.engine.accept(leg('b'), b.sdp());
      await hear([a, [660]], [b, [440]]);
      b.close();
      speakers.splice(speakers.indexOf(b), 1);
      c.speaks(offer);
      await w.engine.accept(leg('b'), c.sdp());
      await hear([a, [1000]], [c, [440]]);
    });

    test('[VO101] who is muted hears and is not heard; who moves is heard where they are, and only there', async () => {
      const [a, b, c] = [
        await calls('a', 440, at('one')),
        await calls('b', 660, at('one', { muted: true })),
        await calls('c', 1000, at('two')),
      ];
      await hear([b, [440]], [a, []], [c, []]);
      await w.engine.move(leg('b'), at('one'));
      await hear([a, [660]], [b, [440]]);
      await w.engine.move(leg('b'), at('two'));
      await hear([c, [660]], [b, [1000]], [a, []]);
      await w.engine.move(leg('b'), at('two', { muted: true, group: 'agent' }));
      await hear([b, [1000]], [c, []]);
      expect((await w.engine.seats()).get('b')).toEqual(at('two', { muted: true, group: 'agent' }));
      await w.engine.move(leg('b'), at('one'));
      await hear([a, [660]], [b, [440]], [c, []]);
    });

    test('[VO102] a key that a peer presses is told once, of that leg alone; one of ours arrives at the peer', async () => {
      const [a, b] = [await calls('a', 440, at('one')), await calls('b', 660, at('one'))];
      await hear([a, [660]], [b, [440]]);
      await a.presses(7);
      await expect.poll(() => events).toEqual([{ is: 'digit', leg: 'a', digit: '7' }]);
      await a.presses(11);
      await expect.poll(() => events.length).toBe(2);
      expect(events[1]).toEqual({ is: 'digit', leg: 'a', digit: '#' });
      await w.engine.press(leg('b'), '5');
      await expect.poll(() => b.digits()).toBeGreaterThan(0);
    });

    test('[VO103] a peer goes on from elsewhere in mid-call: heard from there, and the room notices nothing', async () => {
      const [a, b] = [await calls('a', 440, at('one')), await calls('b', 660, at('one'))];
      await hear([a, [660]], [b, [440]]);
      const elsewhere = await speaker(1300);
      b.close();
      speakers.splice(speakers.indexOf(b), 1);
      elsewhere.speaks(await w.engine.retake(leg('b'), elsewhere.sdp()));
      await hear([a, [1300]], [elsewhere, [440]]);
      await expect.poll(async () => (await w.engine.stats(leg('b'))).packets).toBeGreaterThan(0);
    });

    test('[VO104] a session without sound is refused and leaves nothing; dropping who is gone is no error; nobody moves who is not there', async () => {
      await expect(w.engine.take(leg('x'), 'v=0\r\n', at('one'))).rejects.toThrow();
      await calls('a', 440, at('one'));
      await w.engine.drop(leg('a'));
      await w.engine.drop(leg('a'));
      await expect(w.engine.move(leg('a'), at('two'))).rejects.toThrow('no sound of a');
      expect((await w.engine.seats()).size).toBe(0);
    });

    test('[VO105] whoever is held hears music, round and round, and nobody else who is held; retrieved they hear it no longer', async () => {
      await w.engine.play('held', [music('1300')]);
      await w.engine.play('held', [music('1300')]);
      const [a, b, c] = [
        await calls('a', 440, at('held', { muted: true })),
        await calls('b', 660, at('held', { muted: true })),
        await calls('c', 1000, at('one')),
      ];
      await hear([a, [1300]], [b, [1300]], [c, []]);
      expect(w.engine.sounds()).toEqual(new Map([['held', [music('1300')]]]));
      await w.engine.move(leg('a'), at('one'));
      await hear([c, [440]], [a, [1000]], [b, [1300]]);
      await w.engine.play('held', [music('1000')]);
      await hear([b, [1000]]);
      await w.engine.hush('held');
      await w.engine.hush('held');
      await hear([b, []]);
      await w.engine.play('held', [music('1300')]);
      await hear([b, [1300]]);
      await w.engine.move(leg('b'), at('one'));
      expect(w.engine.sounds()).toEqual(new Map());
    });

    test('[VO106] who is told something hears it alone, beeps and all, and its end is told once', async () => {
      await w.engine.play('alone', [{ is: 'beep' }, { is: 'beep' }, { is: 'beep' }, { is: 'whisper', name: '1300' }]);
      await calls('a', 440, at('alone'));
      await expect.poll(() => events).toEqual([{ is: 'played', room: 'alone' }]);
      await w.engine.play('alone', [{ is: 'greeting', name: '1000' }]);
      await expect.poll(() => events.length).toBe(2);
      expect([w.engine.sounds(), events[1]]).toEqual([new Map(), { is: 'played', room: 'alone' }]);
    });
  });
});
