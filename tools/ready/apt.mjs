import { existsSync } from 'node:fs';
import { endOf, run } from './run.mjs';
import { timed } from './say.mjs';

/**
 * What packages bring as services of the machine would take ports of the network, while Patchbay runs its own: a shell forbids them to start
 * as long as apt runs, whatever ends it, and then has them stay off at the next start of the machine. A service that was there before is somebody's.
 */
const SERVICELESS = `
policy=/usr/sbin/policy-rc.d
if [ ! -e $policy ]; then
  trap 'rm -f $policy' EXIT
  trap 'exit 1' HUP INT TERM
  printf '#!/bin/sh\\nexit 101\\n' > $policy && chmod 755 $policy
fi
names=$1; shift
new=
for name in $(printf '%s\\n' $names | sed 'p;s/-.*//' | sort -u); do [ -e /lib/systemd/system/$name.service ] || new="$new $name"; done
"$@" $names; code=$?
if [ -d /run/systemd/system ]; then
  for name in $new; do [ -e /lib/systemd/system/$name.service ] && systemctl disable $name; done
fi
exit $code`;

/** Installs the first of these lists of packages that apt has, without a password and without a service of the machine. Returns why not, for people. */
export async function installByApt(what, ...lists) {
  if (!existsSync('/usr/bin/apt-get')) return 'it is not installed, and there is no apt to install it with';
  const root = await rootCommand();
  if (!root) return 'it is not installed, and installing it needs a password';
  return timed(what, async () => {
    const update = await apt(root, ['update']);
    if (update.code !== 0) return `apt-get update failed: ${endOf(update.output, 4)}`;
    let install;
    for (const names of lists) {
      install = await apt([...root, 'sh', '-c', SERVICELESS, 'sh', names.join(' ')], ['install', '-y', '--no-install-recommends']);
      if (install.code === 0) return 'apt installed it, but not where Patchbay looks';
    }
    return `apt-get install failed: ${endOf(install.output, 4)}`;
  });
}

function apt(root, args) {
  const network = [
    '-o',
    'Acquire::Retries=2',
    '-o',
    'Acquire::http::Timeout=20',
    '-o',
    'Acquire::https::Timeout=20',
    '-o',
    'DPkg::Lock::Timeout=120',
  ];
  const [command, ...before] = [...root, 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', '-q', ...network];
  return run(command, [...before, ...args], { timeout: 600_000 });
}

async function rootCommand() {
  if (process.getuid?.() === 0) return [];
  return (await run('sudo', ['-n', 'true'])).code === 0 ? ['sudo', '-n'] : undefined;
}
