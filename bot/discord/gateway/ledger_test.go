package gateway

import (
	"testing"

	"pgregory.net/rapid"
)

// TestLedger takes the events of a session in any order, with repetitions: each is taken
// once, and everything up to complete has come.
func TestLedger(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var l ledger
		first := rapid.Int64Range(1, 100).Draw(t, "first")
		l.begin(first)
		taken := map[int64]bool{first: true}
		newest := first
		for _, step := range rapid.SliceOf(rapid.Int64Range(-20, 40)).Draw(t, "steps") {
			seq := max(l.complete()+step, 1)
			if got, want := l.take(seq), !taken[seq] && seq > first; got != want {
				t.Fatalf("take(%d) is %t, want %t", seq, got, want)
			}
			if seq > first {
				taken[seq] = true
				newest = max(newest, seq)
			}
			for n := first; n <= l.complete(); n++ {
				if !taken[n] {
					t.Fatalf("complete up to %d without %d", l.complete(), n)
				}
			}
			if taken[l.complete()+1] {
				t.Fatalf("complete only up to %d, though the next has come", l.complete())
			}
			if l.newest() != newest {
				t.Fatalf("newest is %d, want %d", l.newest(), newest)
			}
		}
	})
}

// TestLedgerGivesUpGaps does not remember a gap for ever.
func TestLedgerGivesUpGaps(t *testing.T) {
	var l ledger
	l.begin(1)
	for seq := int64(3); seq < 3*maxGap; seq++ {
		if !l.take(seq) {
			t.Fatalf("take(%d) is false", seq)
		}
	}
	if len(l.above) > maxGap+1 || l.complete() < maxGap {
		t.Errorf("%d events are remembered, complete up to %d", len(l.above), l.complete())
	}
}
