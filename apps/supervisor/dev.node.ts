import { fileURLToPath } from 'node:url';
import { rebuildInterface } from './interface.node.ts';
import { watchSources } from './sources.node.ts';
import { start } from './start.node.ts';

/** Like main.node.ts; a changed source starts the server anew and builds the desktop and the widget anew, on the same port. */
await start(fileURLToPath(import.meta.resolve('@patchbay/server/main.node.ts')), async (running, say) => {
  const interfaces = await rebuildInterface(say);
  const unwatch = watchSources((file) => {
    say(`server: starting anew, ${file} changed`);
    void running.renewServer();
  });
  return {
    stop: async () => {
      unwatch();
      await interfaces.stop();
    },
  };
});
