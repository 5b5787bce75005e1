package group

import (
	"maps"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// A trie answers as a map would.
func TestTrieEqualsMap(t *testing.T) {
	key := rapid.StringMatching(`[abcé]{1,5}`)
	rapid.Check(t, func(t *rapid.T) {
		entries := map[string]int32{}
		for _, k := range rapid.SliceOf(key).Draw(t, "keys") {
			entries[k] = 0
		}
		keys := slices.Sorted(maps.Keys(entries))
		for i, k := range keys {
			entries[k] = int32(i)
		}
		tr := newTrie(keys)
		for _, probe := range append(rapid.SliceOf(key).Draw(t, "probes"), keys...) {
			got := int32(none)
			if node := tr.walk(none, []byte(probe)); node != none {
				got = tr.nodes[node].entry
			}
			want, ok := entries[probe]
			if !ok {
				want = none
			}
			if got != want {
				t.Fatalf("%q leads to %d, want %d; keys %q", probe, got, want, keys)
			}
		}
	})
}

func TestOrdinaryWords(t *testing.T) {
	for _, word := range []string{"is", "has", "set", "play", "snake", "the", "anchor", "teams", "a"} {
		if want := word != "a"; isOrdinary([]byte(word)) != want {
			t.Errorf("isOrdinary(%q) = %v, want %v", word, !want, want)
		}
	}
	for _, word := range []string{"", "sofacy", "isis", "zzzz", "aa", "\xff"} {
		if isOrdinary([]byte(word)) {
			t.Errorf("isOrdinary(%q)", word)
		}
	}
	if !slices.IsSorted(splitLines(ordinaryWords)) {
		t.Error("words.txt is not sorted")
	}
}

func splitLines(s string) []string {
	var lines []string
	for start := 0; start < len(s); {
		end := start
		for s[end] != '\n' {
			end++
		}
		lines = append(lines, s[start:end])
		start = end + 1
	}
	return lines
}
