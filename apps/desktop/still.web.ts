import { type RefObject, useEffect } from 'react';

/**
 * While something is pressed, what stands above it keeps its height: what is let go is what was pressed. The first press lets the browser
 * sound, for example, and the strip that said it may not would be gone in the middle of it. [DT310]
 */
export function useStill(above: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const still = (): void => {
      const strips = above.current;
      if (!strips) return;
      strips.style.height = `${strips.offsetHeight}px`;
      strips.style.overflow = 'hidden';
    };
    const free = (): void => {
      above.current?.style.removeProperty('height');
      above.current?.style.removeProperty('overflow');
    };
    const after = (): void => void setTimeout(free); // the click comes first
    window.addEventListener('pointerdown', still, true);
    for (const end of ends) window.addEventListener(end, after);
    return () => {
      window.removeEventListener('pointerdown', still, true);
      for (const end of ends) window.removeEventListener(end, after);
      free();
    };
  }, [above]);
}
/** How a press ends; a drag takes the pointer away without a word. */
const ends = ['pointerup', 'pointercancel', 'dragend', 'blur'] as const;
