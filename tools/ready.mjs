// Prepares a bare machine: `node tools/ready.mjs start|test|build|install`. Plain JavaScript without packages, because it runs before there are any.
import { buildChanged } from './ready/build.mjs';
import { ensureChromium } from './ready/chromium.mjs';
import { checkDataFolder } from './ready/folder.mjs';
import { install } from './ready/install.mjs';
import { checkMachine, checkNode } from './ready/machine.mjs';
import { ensureMail } from './ready/mail.mjs';
import { stopTogether } from './ready/run.mjs';
import { Stop } from './ready/say.mjs';
import { inTurn } from './ready/turn.mjs';
import { ensureVoice } from './ready/voice.mjs';

const aim = process.argv[2] ?? 'start';

try {
  checkMachine();
  if (aim === 'start') checkDataFolder();
  stopTogether();
  await inTurn(async () => {
    await install();
    await checkNode();
    if (aim !== 'install') await buildChanged();
    if (aim === 'test') await ensureChromium();
    if (aim === 'start' || aim === 'test') await ensureVoice(aim);
    if (aim === 'start' || aim === 'test') await ensureMail(aim);
  });
} catch (error) {
  if (!(error instanceof Stop)) throw error;
  console.error(`\n${error.message}\n`);
  process.exitCode = 1;
}
