/** Drawings of lines, each by itself: a part that is fetched later brings only those it draws. [WI17] */
export const attach = 'm20 11-8.5 8.5a5 5 0 0 1-7-7L13 4a3.5 3.5 0 0 1 5 5l-8.5 8.5a2 2 0 0 1-3-3L14 7';
export const fold = 'm6 9 6 6 6-6';
export const leave = 'M10 4H4v16h6m-1-8h11m-4-4 4 4-4 4';
export const phone = 'M6 3h3l2 5-2.500 1.500a11 11 0 0 0 6 6L16 13l5 2v3a3 3 0 0 1-3 3A15 15 0 0 1 3 6a3 3 0 0 1 3-3';
export const place = 'M12 21s7-6 7-11a7 7 0 0 0-14 0c0 5 7 11 7 11m0-8.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5';
export const send = 'M5 12h14M13 6l6 6-6 6';
export const sent = 'm5 12 5 5L20 7';
export const wrong = 'M12 8v5m0 3v.01M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18';
