package uselite

import "slices"

// key is a string and the id it stands for.
type key struct {
	text string
	id   int32
}

// trie finds keys byte by byte. Node 0 is the root; the children of node n are the nodes
// from first[n] up to first[n+1], ordered by label. It is immutable.
type trie struct {
	first []int32
	label []byte
	id    []int32 // of the key that ends at the node, or -1
}

// newTrie builds a trie of distinct, non-empty keys, sorted by text.
func newTrie(keys []key) trie {
	type work struct {
		keys  []key // all keys under the node
		depth int   // of the node
	}
	t := trie{label: []byte{0}, id: []int32{-1}}
	// Nodes are numbered in the order of breadth, so siblings stand side by side.
	for queue := []work{{keys, 0}}; len(queue) > 0; queue = queue[1:] {
		t.first = append(t.first, int32(len(t.label)))
		w := queue[0]
		if len(w.keys) > 0 && len(w.keys[0].text) == w.depth {
			t.id[len(t.first)-1] = w.keys[0].id
			w.keys = w.keys[1:]
		}
		for len(w.keys) > 0 {
			label := w.keys[0].text[w.depth]
			end := slices.IndexFunc(w.keys, func(k key) bool { return k.text[w.depth] != label })
			if end < 0 {
				end = len(w.keys)
			}
			t.label = append(t.label, label)
			t.id = append(t.id, -1)
			queue = append(queue, work{w.keys[:end], w.depth + 1})
			w.keys = w.keys[end:]
		}
	}
	t.first = append(t.first, int32(len(t.label)))
	return t
}

// next goes from node at to its child labelled b and returns it with its id, or -1 where
// there is none.
func (t *trie) next(at int32, b byte) (child, id int32) {
	from := t.first[at]
	i, ok := slices.BinarySearch(t.label[from:t.first[at+1]], b)
	if !ok {
		return -1, -1
	}
	child = from + int32(i)
	return child, t.id[child]
}
