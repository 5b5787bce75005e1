package bot

import "strconv"

// Grade is a rating in the Admiralty system as commonly given in NATO AJP-2.1: a letter for how far a
// source has proved reliable, "A" to "E", or "F" where that cannot be judged; and a number
// for how credible the information is, 1 where independent sources confirm it, to 5, or 6
// where that cannot be judged. The two are judged apart.
type Grade struct {
	Reliability string
	Credibility int
}

// String is the grade as analysts write it, "B2".
func (g Grade) String() string { return g.Reliability + strconv.Itoa(g.Credibility) }

// Grade is the rating of what a citation says.
func (c Citation) Grade() Grade { return Grade{c.Reliability, c.Credibility} }
