package disagree

import (
	"math"
	"strconv"
	"strings"
)

// interval is what a number in a text leaves possible, both ends included.
type interval struct{ low, high float64 }

func (i interval) meets(other interval) bool { return i.low <= other.high && other.low <= i.high }

// smallNumbers in words. "A" and "an" count where people are counted: "killed a guard".
var smallNumbers = map[string]float64{
	"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
	"eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17,
	"eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
	"eighty": 80, "ninety": 90,
}

var scales = map[string]float64{"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "m": 1e6, "bn": 1e9}

// vague numbers, generously: what might still be meant is no disagreement.
var vague = map[string]interval{
	"dozen": {11, 13}, "dozens": {20, 199}, "scores": {30, 299}, "several": {3, 15}, "few": {2, 9}, "couple": {2, 3},
	"hundreds": {150, 2999}, "thousands": {1500, 99999}, "nobody": {0, 0},
	"many": {4, math.Inf(1)}, "some": {2, math.Inf(1)},
}

// number is a number in a statement: words[from:to] with what qualifies it.
type number struct {
	from, to int
	interval
}

// broken reports whether a number is no whole one, as ratios and rates are, and so counts
// nobody.
func (n number) broken() bool {
	return n.low != math.Trunc(n.low) || !math.IsInf(n.high, 1) && n.high != math.Trunc(n.high)
}

// numbers finds the numbers of a statement, in order.
func (r *reading) numbers() []number {
	var list []number
	for i := 0; i < len(r.words); {
		n, ok := r.numberAt(i)
		if !ok {
			i++
			continue
		}
		i = n.to
		list = append(list, r.qualify(n))
	}
	return joinRanges(r, list)
}

// numberAt reads the number that begins at word i.
func (r *reading) numberAt(i int) (number, bool) {
	w := r.words[i]
	if v, is := vague[w.lower]; is && !(w.lower == "some" && r.beginsNumber(i+1)) {
		return number{i, i + 1, v}, true
	}
	total, part, k := 0., 0., i
	for ; k < len(r.words) && (k == i || !r.words[k].broken); k++ {
		w := r.words[k]
		value, isSmall := smallNumbers[w.lower]
		times, isScale := scales[w.lower]
		figure, isFigure := figure(w.text)
		switch {
		case isSmall && (part == 0 || math.Mod(part, 10) == 0 && value < 10 || math.Mod(part, 100) == 0):
			part += value
		case isFigure && k == i:
			part = figure
		case isScale && k > i:
			part *= times
			if times >= 1e3 {
				total, part = total+part, 0
			}
		case w.lower == "and" && k > i && math.Mod(part, 100) == 0 && k+1 < len(r.words) && smallNumbers[r.words[k+1].lower] > 0 && part > 0:
		default:
			value := total + part
			return number{i, k, interval{value, value}}, k > i
		}
	}
	value := total + part
	return number{i, k, interval{value, value}}, k > i
}

// beginsNumber reports whether a number in words or digits begins at word i.
func (r *reading) beginsNumber(i int) bool {
	if i >= len(r.words) {
		return false
	}
	_, isFigure := figure(r.words[i].text)
	return isFigure || smallNumbers[r.words[i].lower] > 0
}

// figure reads digits: "1,200", "4.5". What has letters in it is a name or an ordinal.
func figure(text string) (float64, bool) {
	value, err := strconv.ParseFloat(strings.ReplaceAll(text, ",", ""), 64)
	return value, err == nil && text[0] >= '0' && text[0] <= '9'
}

// qualifiers widen the number behind them; the longest that fits counts.
var qualifiers = []struct {
	words string
	widen func(interval) interval
}{
	{"at least", atLeast},
	{"more than", moreThan},
	{"no fewer than", atLeast},
	{"not less than", atLeast},
	{"no less than", atLeast},
	{"upwards of", atLeast},
	{"over", moreThan},
	{"up to", atMost},
	{"as many as", atMost},
	{"at most", atMost},
	{"fewer than", atMost},
	{"less than", atMost},
	{"no more than", atMost},
	{"nearly", about},
	{"almost", about},
	{"about", about},
	{"around", about},
	{"approximately", about},
	{"roughly", about},
	{"some", about},
	{"close to", about},
	{"an estimated", about},
	{"estimated", about},
	{"no", none},
	{"a", same},
	{"the", same},
	{"exactly", same},
}

func same(i interval) interval     { return i }
func none(interval) interval       { return interval{0, 0} }
func atLeast(i interval) interval  { return interval{i.low, math.Inf(1)} }
func moreThan(i interval) interval { return interval{i.low, math.Inf(1)} }
func atMost(i interval) interval   { return interval{0, i.high} }

// about leaves a fifth either way.
func about(i interval) interval { return interval{math.Floor(i.low * .8), math.Ceil(i.high * 1.2)} }

// qualify widens a number by the words around it and takes them into it.
func (r *reading) qualify(n number) number {
	for _, q := range qualifiers {
		words := strings.Fields(q.words)
		from := n.from - len(words)
		if from < 0 {
			continue
		}
		fits := true
		for k, w := range words {
			fits = fits && r.words[from+k].lower == w
		}
		if fits {
			n.from, n.interval = from, q.widen(n.interval)
			break
		}
	}
	if n.to+1 < len(r.words) && r.words[n.to].lower == "or" && r.words[n.to+1].lower == "more" {
		n.to, n.interval = n.to+2, atLeast(n.interval)
	}
	return n
}

// joinRanges makes one number of "10 to 12" and "between 10 and 12".
func joinRanges(r *reading, list []number) []number {
	var joined []number
	for i := 0; i < len(list); i++ {
		n := list[i]
		if i+1 < len(list) && list[i+1].from == n.to+1 && n.low < list[i+1].high {
			link := r.words[n.to].lower
			between := n.from > 0 && r.words[n.from-1].lower == "between"
			if link == "to" || link == "or" || link == "and" && between {
				n.high, n.to = list[i+1].high, list[i+1].to
				if between {
					n.from--
				}
				i++
			}
		}
		joined = append(joined, n)
	}
	return joined
}
