// Package answer turns a question into an answer made of quotes.
//
// The way of a question through it: the question is read (question), completed from earlier
// ones if it follows them up (further.go, followup), passages are
// retrieved, every sentence of the best articles is scored (evidence), what is found is
// weighed (enough.go: is it enough, and if not, what kind of refusal?), quotes are chosen
// and cut anew from the record (proof.go), and the few words of ours around them, which say
// who speaks and where it stands, are composed and checked against them (compose.go,
// support.go). So no model takes part: every word between the frames is the article's own.
//
// With a [Writer] a model words the answer from the best sentences (write.go), and what it
// writes has passed its own check (generate) and passes ours again. Where that comes to
// nothing the quotes stand, and the answer has a note that says so. Who asks the same again
// gets the same answer without another request (remembered.go).
//
// [Verify] checks a saved answer against the record later: it makes the words around the
// quotes anew and reads again who speaks in them (verify.go, reread.go).
package answer
