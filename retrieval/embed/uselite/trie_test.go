package uselite

import "testing"

func TestTrie(t *testing.T) {
	keys := []key{{"a", 7}, {"ab", 1}, {"abcd", 2}, {"b", 3}, {"\xe2\x96\x81", 4}, {"\xff", 5}}
	root := newTrie(keys)
	find := func(s string) int32 {
		at, id := int32(0), int32(-1)
		for i := range len(s) {
			if at, id = root.next(at, s[i]); at < 0 {
				return -1
			}
		}
		return id
	}
	for _, k := range keys {
		if got := find(k.text); got != k.id {
			t.Errorf("%q has id %d, want %d", k.text, got, k.id)
		}
	}
	for _, absent := range []string{"", "c", "abc", "abcde", "ba", "\xe2", "\xe2\x96", "\x00", "\xfe"} {
		if got := find(absent); got != -1 {
			t.Errorf("%q has id %d, want none", absent, got)
		}
	}
	if empty := newTrie(nil); len(empty.first) != 2 {
		t.Errorf("a trie of no keys has %d nodes, want the root alone", len(empty.first)-1)
	}
}
