import { useState } from 'react';

/** The value of the first drawing, whatever comes later. */
export function useReadOnce<T>(value: T): T {
  const [first] = useState(value);
  return first;
}
