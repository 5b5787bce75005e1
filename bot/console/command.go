package console

import (
	"slices"
	"strings"
)

// command takes a line such as "ask Who led it? since:2024 private:true" apart. What stands
// before the first named option is the command's main option.
func command(line string) (name string, options map[string]string) {
	words := strings.Fields(line)
	options = map[string]string{}
	if len(words) == 0 {
		return "", options
	}
	name, words = words[0], words[1:]
	if (name == "corpus" || name == "settings") && len(words) > 0 {
		name, words = name+" "+words[0], words[1:]
	}
	option := mainOptions()[name]
	for _, word := range words {
		key, value, named := strings.Cut(word, ":")
		if named && slices.Contains(optionNames(), key) {
			option, word = key, value
		}
		options[option] = strings.TrimSpace(options[option] + " " + word)
	}
	return name, options
}

// mainOptions is the option that need not be named, by command.
func mainOptions() map[string]string {
	return map[string]string{
		"ask": "question", "group": "name", "corpus remove": "article", "corpus restore": "article",
	}
}

// optionNames is the options that can be named.
func optionNames() []string {
	return []string{
		"question", "group", "since", "until", "publisher", "private", "name",
		"file", "url", "collection", "marking", "date", "article",
	}
}
