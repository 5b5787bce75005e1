package casing

// misprint reports whether a word is a common one with a letter left out, put in, exchanged or
// swapped with the next.
func misprint(word string, common func(string) bool) bool {
	const shortest = 5 // a shorter one is near too much
	if len(word) < shortest {
		return false
	}
	const letters = "abcdefghijklmnopqrstuvwxyz"
	for at := range len(word) + 1 {
		before, after := word[:at], word[at:]
		for _, l := range letters {
			if common(before + string(l) + after) {
				return true
			}
		}
		if after == "" {
			break
		}
		if common(before + after[1:]) {
			return true
		}
		for _, l := range letters {
			if common(before + string(l) + after[1:]) {
				return true
			}
		}
		if len(after) > 1 && common(before+after[1:2]+after[:1]+after[2:]) {
			return true
		}
	}
	return false
}
