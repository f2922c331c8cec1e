import { afterEach, beforeEach, expect, test, vi } from 'vitest';

vi.mock('./preferences.web.ts', async () => {
  const { standard } = await import('./preferences.ts');
  return { readPreferences: () => standard('en') };
});

type Held = () => Promise<void>;
/** The locks of a browser: one holder of a name, the others wait in line. */
function locks() {
  const lines = new Map<string, Held[]>();
  const next = (name: string) =>
    void lines
      .get(name)?.[0]?.()
      .then(() => {
        lines.get(name)?.shift();
        next(name);
      });
  return {
    async request(name: string, _: object, held: Held) {
      const line = lines.get(name) ?? [];
      lines.set(name, line);
      if (line.push(held) === 1) next(name);
    },
  };
}

let tones: string[];
let allowed: boolean;
/** The sound of a tab, told apart by what it plays. */
function audio(tab: string) {
  const parameter = {
    setValueAtTime: () => undefined,
    linearRampToValueAtTime: () => undefined,
    exponentialRampToValueAtTime: () => undefined,
  };
  const node = { gain: parameter, connect: (to: unknown) => to, start: () => void tones.push(tab), stop: () => undefined };
  vi.stubGlobal('AudioContext', function AudioContext(this: { state: string; resume(): Promise<void> }) {
    this.state = 'suspended';
    this.resume = async () => {
      if (allowed) this.state = 'running';
    };
  });
  for (const name of ['OscillatorNode', 'GainNode'])
    vi.stubGlobal(name, function Node(this: object) {
      Object.assign(this, node);
    });
}

/** A tab of its own: the module anew, as another page would load it. */
async function tab(name: string) {
  vi.resetModules();
  const sound = await import('./sound.web.ts');
  const rings = async () => {
    audio(name);
    sound.wakeSound();
    await Promise.resolve();
    sound.sound('offer', false);
  };
  return { ...sound, rings };
}

beforeEach(() => {
  [tones, allowed] = [[], true];
  vi.useFakeTimers();
  vi.stubGlobal('navigator', { locks: locks() });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test('[DT20] of two tabs one sounds; when it is closed, the other does', async () => {
  const [one, two] = [await tab('one'), await tab('two')];
  const close = one.takeSound('anna');
  two.takeSound('anna');
  expect([one.isSounding(), two.isSounding()]).toEqual([true, false]);
  await one.rings();
  await two.rings();
  expect([...new Set(tones)]).toEqual(['one']);
  close();
  await vi.waitFor(() => expect([one.isSounding(), two.isSounding()]).toEqual([false, true]));
  await one.rings();
  await two.rings();
  expect([...new Set(tones)]).toEqual(['one', 'two']);
});

test('[DT20] a sound that the browser blocks is said, and no longer when it is allowed', async () => {
  const one = await tab('one');
  one.takeSound('anna');
  allowed = false;
  await one.rings();
  vi.runAllTimers();
  expect([one.blocked.get(), tones]).toEqual([true, []]);
  allowed = true;
  await one.rings();
  vi.runAllTimers();
  expect([one.blocked.get(), [...new Set(tones)]]).toEqual([false, ['one']]);
});
