import { useSyncExternalStore } from 'react';

// Whoever speaks to their computer, or hits keys by accident, can switch the letters off (WCAG 2.1.4). Kept in this browser alone.
const name = 'ledig-letters';
const listeners = new Set<() => void>();

/** A browser that keeps nothing for anybody has them on. */
export function areLettersOn(): boolean {
  try {
    return localStorage.getItem(name) !== 'off';
  } catch {
    return true;
  }
}

export function setLetters(on: boolean): void {
  try {
    if (on) localStorage.removeItem(name);
    else localStorage.setItem(name, 'off');
  } catch {
    // Then it can't be remembered.
  }
  for (const listener of listeners) listener();
}

export function useLetters(): boolean {
  return useSyncExternalStore(listen, areLettersOn, () => true);
}

function listen(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener('storage', listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('storage', listener);
  };
}
