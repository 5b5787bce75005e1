// Package disagree finds what sources differ on: sentences that speak of the same event or
// slot and give it another value, and sentences of which one denies what another says.
//
// It errs on the side of silence, for a disagreement that is none misleads more than one that
// is missed. Two sentences are compared only if they are from different articles or
// different speakers and speak of one event: the same kind of event, a place or name in
// common, no other place, target or day (event.go). Then these are compared:
//
//   - counts of people killed, injured, arrested, abducted and displaced, and amounts of
//     money and goods, as intervals: "at least 10" agrees with "12", "dozens" does not agree
//     with "nine" (count.go, number.go);
//   - who did it: claimed, blamed, accused (culprit.go);
//   - the day, and the place where both are named as a place of one kind (slot.go);
//   - whether something is so: one sentence denies it, another says it (denial.go).
//
// None of the values is preferred.
package disagree
