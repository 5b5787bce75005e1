package corroborate

import "testing"

func TestSamePerson(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		a, b string
		want bool
	}{
		{"karel oduya", "oduya", true},
		{"oduya", "the envoy karel oduya", true},
		{"karel oduya", "mira stannis", false},
		{"", "oduya", false},
		{"minister of the port of tolmen", "governor of the port of vost", false}, // each says a word twice
	} {
		if got := samePerson(test.a, test.b); got != test.want {
			t.Errorf("samePerson(%q, %q) = %v", test.a, test.b, got)
		}
		if got := samePerson(test.b, test.a); got != test.want {
			t.Errorf("samePerson(%q, %q) = %v", test.b, test.a, got)
		}
	}
}
