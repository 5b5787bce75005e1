package disagree

import "strings"

// count is how many people or things a statement says something happened to.
type count struct {
	kind Kind
	of   string // the class or stem of whom or what is counted
	interval
	text string // the number as written
}

// triggers are the words that say what happened to those who are counted.
var triggers = map[string]Kind{
	"killed": Killed, "killing": Killed, "kills": Killed, "dead": Killed, "died": Killed, "deaths": Killed, "death": Killed,
	"fatalities": Killed, "slain": Killed, "lives": Killed, "perished": Killed, "toll": Killed, "kill": Killed,
	"injured": Injured, "injuring": Injured, "wounded": Injured, "wounding": Injured, "hurt": Injured, "injuries": Injured, "wounds": Injured,
	"arrested": Arrested, "arresting": Arrested, "detained": Arrested, "detaining": Arrested, "arrests": Arrested, "custody": Arrested,
	"abducted": Abducted, "kidnapped": Abducted, "abducting": Abducted, "kidnapping": Abducted, "hostage": Abducted, "hostages": Abducted,
	"displaced": Displaced, "displacing": Displaced, "fled": Displaced, "evacuated": Displaced, "homeless": Displaced,
}

// people are the nouns that count everybody.
var people = setOf("people persons person individuals lives deaths fatalities dead victims casualties others injuries arrests hostages hostage families")

// units are nouns of numbers that count no one.
var units = setOf(`year years hour hours day days week weeks month months minute minutes km kilometre kilometres kilometer kilometers mile miles
	metre metres percent am pm o'clock times time degrees feet yards old-year th dollars euros`)

// things are what is counted in events beside people, by stem.
var things = setOf(`drone missil rocket shell lorri truck vehicl hous home build bomb explos raider gunman gunmen attack fighter ship boat tank`)

// ends are words behind which the noun of a number has ended.
var ends = setOf("near inside outside around across over after when during since before within off along among including while by")

// tentative words before a trigger take its force: nobody was killed yet.
var tentative = setOf("could may might would threatened plan planned plotting plot to wanted nearly")

// How many words may stand between a number and what happened.
const (
	reachBack  = 2  // "killed, by one account, 12" is too far
	reachAhead = 7  // "12 people from the village were killed"
	reachToll  = 12 // "the death toll from the blast in Tarn rose to 12"
)

// readCounts finds what is counted in a statement.
func (r *reading) readCounts() []count {
	var list []count
	numbers := r.numbers()
	for _, n := range numbers {
		if r.isDate(n) || n.from > 0 && partial[r.words[n.from-1].lower] {
			continue
		}
		text := r.Text[r.words[n.from].start:r.words[n.to-1].end]
		if amount, is := r.amountAt(n); is {
			amount.text = r.Text[r.moneyStart(n):r.words[n.to-1].end]
			list = append(list, amount)
			continue
		}
		of, countable := r.counted(n)
		if !countable || n.broken() {
			continue
		}
		if kind, found := r.happened(n, numbers); found {
			list = append(list, count{kind, of, n.interval, text})
		} else if things[of] {
			list = append(list, count{Amount, of, n.interval, text})
		}
	}
	return list
}

// partial words open a part of those counted before.
var partial = setOf("including among")

// isDate reports whether a number is part of a date.
func (r *reading) isDate(n number) bool {
	for _, d := range r.days {
		if r.words[n.from].start < d.End && d.Start < r.words[n.to-1].end {
			return true
		}
	}
	if n.to < len(r.words) && calendar[r.words[n.to].lower] || n.from > 0 && calendar[r.words[n.from-1].lower] {
		return true
	}
	return n.low == n.high && n.low >= 1900 && n.low < 2100 && n.from > 0 && (placing[r.words[n.from-1].lower] || r.words[n.from-1].lower == "since")
}

// counted is whom a number counts: the class of the noun behind it, false if that is a unit
// or the number a part of another.
func (r *reading) counted(n number) (string, bool) {
	head := ""
	for k := n.to; k < len(r.words) && k < n.to+4; k++ {
		w := r.words[k]
		if k == n.to && w.lower == "of" {
			if k+1 < len(r.words) && (r.words[k+1].lower == "them" || r.words[k+1].lower == "whom" || r.words[k+1].lower == "the") {
				return "", false
			}
			continue
		}
		if w.lower == "more" || w.lower == "other" || w.lower == "others" {
			return "", false // beside those counted elsewhere
		}
		if k > n.to && w.broken || units[w.lower] && head == "" {
			return "people", !units[w.lower]
		}
		if _, is := triggers[w.lower]; is && !people[w.lower] || w.stop || ends[w.lower] {
			break
		}
		if w.capital {
			continue // "12 Velmorian soldiers"
		}
		if people[w.lower] {
			return "people", true
		}
		head = w.stem
	}
	if head == "" {
		return "people", true
	}
	return head, true
}

// happened finds what happened to those whom a number counts: the trigger nearest to it, with
// no other number and no "and" between.
func (r *reading) happened(n number, numbers []number) (Kind, bool) {
	best, kind := reachToll+1, Kind("")
	for k := n.to; k < len(r.words) && k-n.to <= reachAhead; k++ {
		w := r.words[k]
		if w.broken {
			next := r.behindInsertion(k)
			if next == k {
				break
			}
			k = next
			w = r.words[k]
		}
		if w.lower == "and" || w.lower == "while" || w.lower == "but" || startsNumber(k, numbers) {
			break
		}
		if found, is := triggers[w.lower]; is && w.lower != "toll" && w.lower != "killing" && w.lower != "injuring" && w.lower != "wounding" && r.actual(k) {
			best, kind = k-n.to, found
			break
		}
	}
	for k := n.from - 1; k >= 0 && n.from-1-k <= reachToll; k-- {
		w := r.words[k]
		if w.lower == "and" || w.lower == "while" || endsNumber(k, numbers) {
			break
		}
		found, is := triggers[w.lower]
		if !is && w.lower == "left" {
			break
		}
		gap := n.from - 1 - k
		reach := reachBack
		if w.lower == "toll" {
			reach = reachToll
		}
		if is && gap <= reach && gap < best && r.actual(k) {
			best, kind = gap, found
			break
		}
		if w.broken {
			break
		}
	}
	return kind, kind != ""
}

// behindInsertion steps over ", including two children," that begins at word k, or stays.
func (r *reading) behindInsertion(k int) int {
	if !partial[r.words[k].lower] {
		return k
	}
	for next := k + 1; next < len(r.words); next++ {
		if r.words[next].broken {
			return next
		}
	}
	return k
}

func startsNumber(word int, numbers []number) bool {
	for _, n := range numbers {
		if n.from == word {
			return true
		}
	}
	return false
}

func endsNumber(word int, numbers []number) bool {
	for _, n := range numbers {
		if n.to-1 == word {
			return true
		}
	}
	return false
}

// actual reports whether the trigger at word k is told as having happened.
func (r *reading) actual(k int) bool {
	for back := k - 1; back >= max(0, k-2); back-- {
		if tentative[r.words[back].lower] {
			return false
		}
	}
	return true
}

// slots say what an amount of money is for.
var slots = map[string]string{
	"ransom": "ransom", "reward": "reward", "bounty": "reward", "stolen": "theft", "stole": "theft", "theft": "theft", "fine": "fine", "fined": "fine",
	"losses": "loss", "damage": "loss", "damages": "loss", "heist": "theft", "extorted": "ransom",
}

// amountAt reads a sum of money or a weight.
func (r *reading) amountAt(n number) (count, bool) {
	behind := ""
	if n.to < len(r.words) {
		behind = r.words[n.to].lower
	}
	switch behind {
	case "kg", "kilos", "kilograms", "kilogrammes", "tonnes", "tons":
		if n.to+2 < len(r.words) && r.words[n.to+1].lower == "of" {
			factor := 1.
			if behind[0] == 't' {
				factor = 1000
			}
			return count{kind: Amount, of: "kg " + r.words[n.to+2].stem, interval: interval{n.low * factor, n.high * factor}}, true
		}
		return count{}, false
	}
	currency := ""
	for sign, name := range map[string]string{"$": "dollar", "€": "euro", "£": "pound"} {
		if strings.HasSuffix(r.Text[:r.words[n.to-1].start], sign) || r.moneyStart(n) < r.words[n.from].start && strings.HasPrefix(r.Text[r.moneyStart(n):], sign) || r.signInside(n, sign) {
			currency = name
		}
		if behind == name || behind == name+"s" {
			currency = name
		}
	}
	if currency == "" {
		return count{}, false
	}
	for _, w := range r.words {
		if slot, is := slots[w.lower]; is {
			return count{kind: Amount, of: currency + " " + slot, interval: n.interval}, true
		}
	}
	return count{}, false
}

// signInside reports whether a sign of money stands between the words of a number, "at least
// $5 million".
func (r *reading) signInside(n number, sign string) bool {
	return strings.Contains(r.Text[r.words[n.from].start:r.words[n.to-1].end], sign)
}

// moneyStart is where a number begins with the sign of money before it.
func (r *reading) moneyStart(n number) int {
	start := r.words[n.from].start
	for _, sign := range []string{"$", "€", "£"} {
		if strings.HasSuffix(r.Text[:start], sign) {
			return start - len(sign)
		}
	}
	return start
}

// counts compares what is counted.
func counts(a, b *reading) []Point {
	var points []Point
	for _, x := range a.counts {
		for _, y := range b.counts {
			if x.kind != y.kind || x.of != y.of || !comparable(x.kind, a, b) {
				continue
			}
			p := Point{Kind: x.kind, Relation: Disagree, A: Value{Text: x.text}, B: Value{Text: y.text}}
			if x.meets(y.interval) {
				p.Relation, p.Exact = Agree, x.interval == y.interval
			} else {
				p.Rising = rising(a, b, x, y)
			}
			points = append(points, p)
		}
	}
	return onePerKind(points)
}

// comparable reports whether counts of two statements are of one event.
func comparable(kind Kind, a, b *reading) bool {
	if kind == Amount {
		return sameScene(a, b) && sameDay(a, b) && (sameKind(a, b) || a.events == 0 || b.events == 0)
	}
	return sameEvent(a, b)
}

// rising reports whether the later report has the higher count.
func rising(a, b *reading, x, y count) bool {
	if a.Published.IsZero() || b.Published.IsZero() || apart(a.Published, b.Published) == 0 || x.kind == Amount {
		return false
	}
	if a.Published.After(b.Published) {
		return x.low > y.high
	}
	return y.low > x.high
}

// onePerKind keeps one point of each kind: a statement that gives several numbers of one kind
// gives parts and wholes, and agrees if any of them does.
func onePerKind(points []Point) []Point {
	at := map[Kind]int{}
	var kept []Point
	for _, p := range points {
		if i, known := at[p.Kind]; known {
			if p.Relation == Agree {
				kept[i] = p
			}
			continue
		}
		at[p.Kind] = len(kept)
		kept = append(kept, p)
	}
	return kept
}
