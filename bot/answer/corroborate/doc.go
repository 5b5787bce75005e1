// Package corroborate judges which citations go back to one origin, so that a report is
// counted once however often it is printed.
//
// Citations share an origin if any of these holds:
//
//   - they are from one document, or from publishers of one family ([Publishers]);
//   - their articles hold the same text, in whole or in part: an article that takes over
//     another's paragraph is its reprint (text.go);
//   - their articles credit the same news agency, or were published by it (agency.go);
//   - their articles name the same author;
//   - the cited sentences are the same words, or hand on the same statement of the same
//     named source.
//
// The judgement fails closed. What cannot be told apart counts as one: an article whose
// publisher is unknown, or which leans on an agency that it does not name, is never counted
// beside others, whatever else its text looks like. It is given the origin of the citation
// that shares most with it, and joins nothing else: two newspapers do not become one by way
// of it.
package corroborate
