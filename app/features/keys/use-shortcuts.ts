import { useEffect, useRef } from 'react';
import { areLettersOn } from './letters.ts';
import { goWithinMs, readKey, type KeyAct, type Way } from './shortcuts.ts';

interface Listeners {
  /** While a window is on its way. */
  isOpening: () => boolean;
  onAct: (act: KeyAct) => void;
  onWay: (way: Way) => void;
  /** Control or Command with K, which is no letter: it works in fields too. */
  onPalette: () => void;
}

/**
 * Hears the keys. Letters are for who types nothing: not in fields, not with Control, Alt or Command, not while a window is open over the
 * page, and not when the element that has the focus has taken the key for itself.
 */
export function useShortcuts(listeners: Listeners): void {
  const now = useRef(listeners);
  useEffect(() => {
    now.current = listeners;
  });
  useEffect(() => {
    const done = new AbortController();
    let goAt = -Infinity;
    const isAfterGo = (event: KeyboardEvent) => event.timeStamp - goAt < goWithinMs;
    // Before the page hears it: the second of two keys is nobody else's.
    window.addEventListener(
      'keydown',
      (event) => {
        if (!isAfterGo(event) || isModifier(event.key)) return;
        goAt = -Infinity;
        if (now.current.isOpening() || !isForLetters(event)) return;
        const asked = readKey(event.key, true);
        if (!asked || !('way' in asked)) return;
        event.preventDefault();
        event.stopImmediatePropagation();
        now.current.onWay(asked.way);
      },
      { capture: true, signal: done.signal },
    );
    // After the page has: what it took is taken.
    window.addEventListener(
      'keydown',
      (event) => {
        if (event.defaultPrevented || event.isComposing) return;
        if (isForPalette(event)) {
          if (isWindowOpen()) return;
          event.preventDefault();
          now.current.onPalette();
          return;
        }
        if (now.current.isOpening() || !isForLetters(event)) return;
        const asked = readKey(event.key, false);
        if (!asked) return;
        if ('begins' in asked) {
          goAt = event.timeStamp;
        } else if ('act' in asked) {
          // The letter would else be typed into the field that gets the focus.
          event.preventDefault();
          now.current.onAct(asked.act);
        }
      },
      { signal: done.signal },
    );
    return () => done.abort();
  }, []);
}

const isModifier = (key: string) => ['Shift', 'Control', 'Alt', 'Meta'].includes(key);

function isForPalette({ key, ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent): boolean {
  return key.toLowerCase() === 'k' && ctrlKey !== metaKey && !altKey && !shiftKey;
}

function isForLetters({ target, ctrlKey, metaKey, altKey, repeat }: KeyboardEvent): boolean {
  if (ctrlKey || metaKey || altKey || isWindowOpen() || !areLettersOn()) return false;
  if (!(target instanceof HTMLElement)) return true;
  return !repeat && !takesLetters(target);
}

/** What letters are typed into, or choose in. A box that is ticked takes none. */
function takesLetters(target: HTMLElement): boolean {
  if (target instanceof HTMLInputElement)
    return !['checkbox', 'radio', 'submit', 'button'].includes(target.type);
  return target.isContentEditable || target.matches('textarea, select');
}

function isWindowOpen(): boolean {
  return document.querySelector('dialog:modal') !== null;
}
