import type { EngineSpec, Setup } from './engine.ts';

const UNUSED = ['duktape', 'lua', 'echotest', 'recordplay', 'textroom', 'videocall', 'voicemail', 'streaming', 'sip', 'nosip', 'videoroom'];
const UNUSED_TRANSPORTS = ['http', 'mqtt', 'nanomsg', 'rabbitmq', 'pfunix'];
const libraries = (names: readonly string[]) => names.map((name) => `libjanus_${name}.so`).join(',');

/** Janus: its AudioBridge mixes the rooms. Its API listens on loopback only; browsers reach it by media alone. */
export function janus(setup: Setup, libraryFolder: string): EngineSpec {
  const { folder } = setup;
  return {
    name: 'janus',
    program: 'janus',
    args: ['-F', `${folder}/janus`, '-C', `${folder}/janus/janus.jcfg`],
    files: {
      'janus/janus.jcfg': core(setup, libraryFolder),
      'janus/janus.plugin.audiobridge.jcfg': rooms(setup),
      'janus/janus.transport.websockets.jcfg': door(setup),
    },
  };
}

const core = ({ folder, places, secrets, open }: Setup, libraryFolder: string) => `general: {
  configs_folder = "${folder}/janus"
  plugins_folder = "${libraryFolder}/janus/plugins"
  transports_folder = "${libraryFolder}/janus/transports"
  events_folder = "${libraryFolder}/janus/events"
  loggers_folder = "${libraryFolder}/janus/loggers"
  debug_level = 4
  debug_timestamps = true
  debug_colors = false
  api_secret = "${secrets.janus}"
  session_timeout = 30
  reclaim_session_timeout = 300
  server_name = "patchbay"
  protected_folders = ["/bin","/boot","/dev","/etc","/initrd","/lib","/lib64","/proc","/sbin","/sys","/usr"]
}
certificates: { }
media: { rtp_port_range = "${places.browsers.from}-${places.browsers.to}" }
nat: {
  nice_debug = false
  ice_lite = false
  full_trickle = false
  ice_enforce_list = "${open?.address ?? '127.0.0.1'}"
${open && open.announced !== open.address ? `  nat_1_1_mapping = "${open.announced}"\n  keep_private_host = true\n` : ''}}
plugins: { disable = "${libraries(UNUSED)}" }
transports: { disable = "${libraries(UNUSED_TRANSPORTS)}" }
loggers: { disable = "libjanus_jsonlog.so" }
events: { broadcast = false }
`;

/** Plain RTP comes from rtpengine on this machine only. */
const rooms = ({ places, secrets }: Setup) => `general: {
  string_ids = true
  admin_key = "${secrets.rooms}"
  lock_rtp_forward = true
  lock_play_file = true
  record_tmp_ext = "tmp"
  rtp_port_range = "${places.rooms.from}-${places.rooms.to}"
  local_ip = "127.0.0.1"
}
`;

const door = ({ places }: Setup) => `general: {
  json = "compact"
  pingpong_trigger = 10
  pingpong_timeout = 5
  ws = true
  ws_port = ${places.janus}
  ws_ip = "127.0.0.1"
  wss = false
}
admin: { admin_ws = false }
cors: { }
certificates: { }
`;
