import { type Counted, figuresOf, type Quality, qualityOf } from './talk.ts';

/** How loud a microphone is. */
export interface Meter {
  readonly loudness: () => number;
  readonly close: () => void;
}

/** Listens to a copy of the stream, so that it measures also while the stream is muted. */
export function listen(stream: MediaStream): Meter {
  const copy = stream.clone();
  const context = new AudioContext();
  const analyser = new AnalyserNode(context, { fftSize: 1024 });
  context.createMediaStreamSource(copy).connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  return {
    loudness() {
      analyser.getFloatTimeDomainData(samples);
      return Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length);
    },
    close() {
      for (const track of copy.getTracks()) track.stop();
      void context.close();
    },
  };
}

const every = 2000;

/** Tells every two seconds how the line sounds, and its figures; answers how to stop. */
export function watchQuality(peer: RTCPeerConnection, tell: (quality: Quality | null, figures: string) => void): () => void {
  let before: Counted | null = null;
  const look = async (): Promise<void> => {
    const now = countedIn(await peer.getStats());
    if (before && now) tell(qualityOf(before, now), figuresOf(before, now));
    before = now ?? before;
  };
  const timer = setInterval(() => void look(), every);
  return () => clearInterval(timer);
}

function countedIn(report: RTCStatsReport): Counted | null {
  let [inbound, roundTrip]: [RTCInboundRtpStreamStats | null, number] = [null, 0];
  for (const one of report.values() as Iterable<RTCStats>) {
    if (one.type === 'inbound-rtp') inbound = one as RTCInboundRtpStreamStats;
    if (one.type === 'candidate-pair' && (one as RTCIceCandidatePairStats).nominated)
      roundTrip = (one as RTCIceCandidatePairStats).currentRoundTripTime ?? 0;
  }
  if (!inbound) return null;
  return { received: inbound.packetsReceived ?? 0, lost: inbound.packetsLost ?? 0, jitter: inbound.jitter ?? 0, roundTrip };
}
