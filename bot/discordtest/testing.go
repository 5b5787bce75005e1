package discordtest

import "testing"

// Start starts a fake Discord for a test. When the test ends, it is closed, and the test fails
// for every violation of the bot.
func Start(t testing.TB, opts Options) *Server {
	t.Helper()
	s, err := New(opts)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		s.Check(t)
		if err := s.Close(); err != nil {
			t.Errorf("close the fake Discord: %v", err)
		}
	})
	return s
}

// Check fails the test for every violation so far.
func (s *Server) Check(t testing.TB) {
	t.Helper()
	for _, v := range s.Violations() {
		t.Errorf("violation of Discord's rules: %s", v)
	}
}
