// The server counts characters as Python does, by code points; the browser by UTF-16.
const BEYOND = /[\u{10000}-\u{10ffff}]/gu;

// Two functions for a text: from the server's offsets to the browser's, and back.
export function offsets(text) {
  const wide = Array.from(text.matchAll(BEYOND), match => match.index);
  return {
    here: offset => wide.reduce((shifted, index) => shifted + (index < shifted), offset),
    there: offset => offset - wide.filter(index => index < offset).length,
  };
}
