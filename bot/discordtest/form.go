package discordtest

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// form collects what is wrong with a request's body, by field.
type form struct {
	faults []fieldFault
}

type fieldFault struct {
	path    string // "embeds.0.title"
	code    string // "BASE_TYPE_MAX_LENGTH"
	message string
}

func (f *form) add(path, code, format string, args ...any) {
	f.faults = append(f.faults, fieldFault{path: path, code: code, message: fmt.Sprintf(format, args...)})
}

// within demands low to high characters. Discord counts code points.
func (f *form) within(path, value string, low, high int) {
	n := utf8.RuneCountInString(value)
	switch {
	case low > 0 && n == 0:
		f.add(path, "BASE_TYPE_REQUIRED", "This field is required")
	case n < low || (n > high && low > 0):
		f.add(path, "BASE_TYPE_BAD_LENGTH", "Must be between %d and %d in length.", low, high)
	case n > high:
		f.add(path, "BASE_TYPE_MAX_LENGTH", "Must be %d or fewer in length.", high)
	}
}

// count demands low to high elements.
func (f *form) count(path string, n, low, high int) {
	switch {
	case n >= low && n <= high:
	case low > 0:
		f.add(path, "BASE_TYPE_BAD_LENGTH", "Must be between %d and %d in length.", low, high)
	default:
		f.add(path, "BASE_TYPE_MAX_LENGTH", "Must be %d or fewer in length.", high)
	}
}

// err is the refusal to send, or nil when nothing is wrong.
func (f *form) err() error {
	if len(f.faults) == 0 {
		return nil
	}
	details := make([]string, len(f.faults))
	for i, x := range f.faults {
		details[i] = x.path + ": " + x.message
	}
	e := breach(RuleForm, codeForm, "%s", strings.Join(details, "; "))
	e.form = f
	return e
}

// tree nests the faults as Discord does:
//
//	{"embeds": {"0": {"title": {"_errors": [{"code": "...", "message": "..."}]}}}}
func (f *form) tree() map[string]any {
	root := map[string]any{}
	for _, x := range f.faults {
		node := root
		for part := range strings.SplitSeq(x.path, ".") {
			next, ok := node[part].(map[string]any)
			if !ok {
				next = map[string]any{}
				node[part] = next
			}
			node = next
		}
		list, _ := node["_errors"].([]map[string]string)
		node["_errors"] = append(list, map[string]string{"code": x.code, "message": x.message})
	}
	return root
}

// at joins field names and indexes to a path.
func at(parts ...any) string {
	var b strings.Builder
	for _, part := range parts {
		if part == "" {
			continue
		}
		if b.Len() > 0 {
			b.WriteByte('.')
		}
		fmt.Fprint(&b, part)
	}
	return b.String()
}
