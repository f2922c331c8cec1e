const frames = new Set<HTMLIFrameElement>();

/** Prints a page of this server that runs nothing, in a frame that nobody sees; false: it could not be read. */
export function printPage(path: string): Promise<boolean> {
  for (const old of frames) old.remove();
  frames.clear();
  const frame = document.createElement('iframe');
  frame.className = 'unseen';
  frame.setAttribute('aria-hidden', 'true');
  frame.setAttribute('sandbox', 'allow-same-origin allow-modals');
  frame.tabIndex = -1;
  frame.src = path;
  frames.add(frame);
  return new Promise((resolve) => {
    frame.addEventListener('load', () => {
      const whole = frame.contentDocument?.querySelector('article') !== null && frame.contentDocument !== null;
      if (whole) frame.contentWindow?.print();
      resolve(whole);
    });
    frame.addEventListener('error', () => resolve(false));
    document.body.append(frame);
  });
}
