import { nodeOfPatchbay, run } from './run.mjs';
import { Stop } from './say.mjs';

const NODE_TO_BEGIN = 20;
const NODE_TO_RUN = 24;

/** What must be on the machine before anything can be installed. */
export function checkMachine() {
  if (major(process.version) < NODE_TO_BEGIN)
    throw new Stop(
      `This is Node ${process.version}; Patchbay needs Node ${NODE_TO_BEGIN} or newer.`,
      'Install Node 24 from https://nodejs.org and try again.',
    );
}

/** After the installation: the Node that runs Patchbay can run TypeScript. */
export async function checkNode() {
  const node = nodeOfPatchbay();
  const { code, output } = await run(node, ['--version']);
  if (code === 0 && major(output) >= NODE_TO_RUN) return;
  const what = code === 0 ? `is ${output.trim()}` : `does not run (${output.trim()})`;
  throw new Stop(
    `Patchbay runs on Node ${NODE_TO_RUN}, but ${node} ${what}.`,
    `For this machine npm brings no Node along: install Node ${NODE_TO_RUN} from https://nodejs.org and try again.`,
  );
}

const major = (version) => Number(/^v?(\d+)/.exec(version)?.[1] ?? 0);
