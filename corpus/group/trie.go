package group

import "slices"

// none marks the absence of a node or an entry in a trie.
const none = -1

// trie maps keys to entry numbers, letter by letter. The children of a node are a list in
// ascending order; those of the root are found by table, since every search begins there.
type trie struct {
	nodes []trieNode
	roots [256]int32
}

type trieNode struct {
	child, sibling int32 // first child and next sibling, or none
	entry          int32 // the entry of the key that ends here, or none
	letter         byte
}

// newTrie builds a trie in which keys[i] leads to entry i. Keys are sorted, distinct and
// not empty.
func newTrie(keys []string) *trie {
	t := &trie{}
	for i := range t.roots {
		t.roots[i] = none
	}
	var path []int32 // the nodes of the previous key, one a letter
	previous := ""
	for entry, key := range keys {
		shared := 0
		for shared < min(len(key), len(previous)) && key[shared] == previous[shared] {
			shared++
		}
		for i := shared; i < len(key); i++ {
			node := int32(len(t.nodes))
			t.nodes = append(t.nodes, trieNode{child: none, sibling: none, entry: none, letter: key[i]})
			switch {
			case i < len(path): // the first letter that differs: a younger sibling
				t.nodes[path[i]].sibling = node
				path = path[:i]
			case i > 0:
				t.nodes[path[i-1]].child = node
			}
			if i == 0 {
				t.roots[key[0]] = node
			}
			path = append(path, node)
		}
		t.nodes[path[len(key)-1]].entry = int32(entry)
		path = path[:len(key)]
		previous = key
	}
	t.nodes = slices.Clip(t.nodes)
	return t
}

// root is the node of a first letter, or none.
func (t *trie) root(letter byte) int32 { return t.roots[letter] }

// step is the child of a node by a letter, or none.
func (t *trie) step(node int32, letter byte) int32 {
	for c := t.nodes[node].child; c != none; c = t.nodes[c].sibling {
		if t.nodes[c].letter >= letter {
			if t.nodes[c].letter == letter {
				return c
			}
			return none
		}
	}
	return none
}

// walk follows a word from a node, or from the root if node is none. It returns none where
// no key goes on like this.
func (t *trie) walk(node int32, word []byte) int32 {
	for i, letter := range word {
		if i == 0 && node == none {
			node = t.root(letter)
		} else {
			node = t.step(node, letter)
		}
		if node == none {
			return none
		}
	}
	return node
}
