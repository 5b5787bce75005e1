package learn

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// Boosted is a linear model with regression trees that correct it where features mean more
// together than each alone. It is not changed once made and may be used by many goroutines.
type Boosted struct {
	*Model
	Trees []Tree
}

// Score is the linear score plus every tree's.
func (b *Boosted) Score(values []float32) float64 {
	sum := b.Model.Score(values)
	for _, t := range b.Trees {
		sum += t.score(values)
	}
	return sum
}

// Tree is a binary tree of questions about single features; the first node is the root.
type Tree []node

// node asks whether a feature is at most a limit: Yes and No are the places of the nodes that
// follow in the tree. A leaf has neither, and a Value.
type node struct {
	Feature int
	Limit   float32
	Yes, No int
	Value   float64
}

func (t Tree) score(values []float32) float64 {
	at := 0
	for t[at].Yes != 0 {
		if values[t[at].Feature] <= t[at].Limit {
			at = t[at].Yes
		} else {
			at = t[at].No
		}
	}
	return t[at].Value
}

// leafName stands in a line where else a feature's name does.
const leafName = "="

// WriteTrees writes a line for each node: its depth in spaces, then the feature and its limit
// with a tab between, or "=" and a leaf's value. Behind a node stand those for which it holds,
// then the others.
func (b *Boosted) WriteTrees(w io.Writer) error {
	var text strings.Builder
	for _, t := range b.Trees {
		t.write(&text, b.Names, 0, 0)
	}
	_, err := io.WriteString(w, text.String())
	return err
}

func (t Tree) write(w io.Writer, names []string, at, depth int) {
	n := t[at]
	indent := strings.Repeat(" ", depth)
	if n.Yes == 0 {
		fmt.Fprintf(w, "%s%s\t%.5g\n", indent, leafName, n.Value)
		return
	}
	fmt.Fprintf(w, "%s%s\t%s\n", indent, names[n.Feature], strconv.FormatFloat(float64(n.Limit), 'g', -1, 32))
	t.write(w, names, n.Yes, depth+1)
	t.write(w, names, n.No, depth+1)
}

// ReadTrees reads what [Boosted.WriteTrees] wrote, onto a linear model of the same features.
func ReadTrees(r io.Reader, linear *Model) (*Boosted, error) {
	b := &Boosted{Model: linear}
	reader := treeReader{lines: bufio.NewScanner(r), features: map[string]int{}}
	for i, name := range linear.Names {
		reader.features[name] = i
	}
	for reader.lines.Scan() {
		var t Tree
		if _, err := reader.node(&t, 0); err != nil {
			return nil, fmt.Errorf("tree %d: %w", len(b.Trees)+1, err)
		}
		b.Trees = append(b.Trees, t)
	}
	return b, reader.lines.Err()
}

type treeReader struct {
	lines    *bufio.Scanner // on the line of the node to read
	features map[string]int
}

// deepest bounds how deep a tree that is read may be.
const deepest = 16

// node reads the node on the current line, and all below it.
func (r *treeReader) node(t *Tree, depth int) (at int, err error) {
	if depth > deepest {
		return 0, fmt.Errorf("deeper than %d", deepest)
	}
	name, text, _ := strings.Cut(strings.TrimLeft(r.lines.Text(), " "), "\t")
	value, err := strconv.ParseFloat(text, 64)
	if err != nil {
		return 0, fmt.Errorf("number of %q: %w", name, err)
	}
	at = len(*t)
	if name == leafName {
		*t = append(*t, node{Value: value})
		return at, nil
	}
	feature, known := r.features[name]
	if !known {
		return 0, fmt.Errorf("unknown feature %q", name)
	}
	*t = append(*t, node{Feature: feature, Limit: float32(value)})
	var below [2]int // where it holds, and where not
	for i := range below {
		if !r.lines.Scan() {
			return 0, fmt.Errorf("breaks off behind %q", name)
		}
		if below[i], err = r.node(t, depth+1); err != nil {
			return 0, err
		}
	}
	(*t)[at].Yes, (*t)[at].No = below[0], below[1]
	return at, nil
}
