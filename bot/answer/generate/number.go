package generate

import (
	"strconv"
	"strings"
	"unicode"
)

// figureForm is the form of a number in digits: "1,200" and "1200" have one, "3rd" is not
// "3".
func figureForm(raw string) string {
	plain := strings.ToLower(strings.ReplaceAll(raw, ",", ""))
	value, err := strconv.ParseFloat(plain, 64)
	if err != nil || strings.ContainsFunc(plain, unicode.IsLetter) {
		return plain
	}
	return valueForm(value)
}

func valueForm(value float64) string { return "#" + strconv.FormatFloat(value, 'f', -1, 64) }

// small is the value of a number word below a hundred.
func small(form string) (float64, bool) {
	switch form {
	case "one":
		return 1, true
	case "two":
		return 2, true
	case "three":
		return 3, true
	case "four":
		return 4, true
	case "five":
		return 5, true
	case "six":
		return 6, true
	case "seven":
		return 7, true
	case "eight":
		return 8, true
	case "nine":
		return 9, true
	case "ten":
		return 10, true
	case "eleven":
		return 11, true
	case "twelve":
		return 12, true
	case "thirteen":
		return 13, true
	case "fourteen":
		return 14, true
	case "fifteen":
		return 15, true
	case "sixteen":
		return 16, true
	case "seventeen":
		return 17, true
	case "eighteen":
		return 18, true
	case "nineteen":
		return 19, true
	case "twenty":
		return 20, true
	case "thirty":
		return 30, true
	case "forty":
		return 40, true
	case "fifty":
		return 50, true
	case "sixty":
		return 60, true
	case "seventy":
		return 70, true
	case "eighty":
		return 80, true
	case "ninety":
		return 90, true
	}
	return 0, false
}

// scale is what a word multiplies the number before it by.
func scale(form string) (float64, bool) {
	switch form {
	case "hundred":
		return 1e2, true
	case "thousand":
		return 1e3, true
	case "million":
		return 1e6, true
	case "billion":
		return 1e9, true
	}
	return 0, false
}

// joinNumbers makes one token of each number in words, of a number and the scale behind it,
// and of "per cent".
func joinNumbers(list []token) []token {
	joined := list[:0:0]
	for i := 0; i < len(list); {
		if i+1 < len(list) && list[i].form == "per" && list[i+1].form == "cent" {
			t := list[i]
			t.form, t.kind, t.end = "percent", number, list[i+1].end
			joined = append(joined, t)
			i += 2
			continue
		}
		t, used := numberAt(list[i:])
		if t.form == "percent" {
			t.kind = number
		}
		joined = append(joined, t)
		i += used
	}
	return joined
}

// numberAt reads the number that begins a list of tokens, or returns its first token as it
// is, and how many tokens it used.
func numberAt(list []token) (token, int) {
	t := list[0]
	total, part, used := 0.0, 0.0, 0
	for used < len(list) && (used == 0 || !list[used].broken) {
		form := list[used].form
		if value, ok := small(form); ok {
			if used > 0 && !follows(part, value) {
				break
			}
			part += value
		} else if times, ok := scale(form); ok && (used > 0 || list[0].article) {
			part = max(part, 1) * times
			if times > 100 {
				total, part = total+part, 0
			}
		} else if value, err := strconv.ParseFloat(strings.TrimPrefix(form, "#"), 64); err == nil && form[0] == '#' && used == 0 {
			part = value
		} else if form == "and" && used > 0 && used+1 < len(list) && hundreds(total, part) && isSmall(list[used+1].form) {
			used++
			continue
		} else {
			break
		}
		used++
	}
	if used == 0 {
		return t, 1
	}
	t.form, t.kind, t.end, t.that = valueForm(total+part), number, list[used-1].end, list[used-1].that
	return t, used
}

// follows reports whether a small number continues the one before: five behind twenty, any
// behind hundreds and thousands.
func follows(part, value float64) bool {
	if part == 0 || int(part)%100 == 0 {
		return true
	}
	return int(part)%10 == 0 && int(part)%100 >= 20 && value < 10
}

func hundreds(total, part float64) bool {
	return part == 0 && total > 0 || part >= 100 && int(part)%100 == 0
}

func isSmall(form string) bool {
	_, ok := small(form)
	return ok
}
