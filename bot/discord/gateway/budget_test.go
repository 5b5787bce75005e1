package gateway_test

import (
	"net/http"
	"slices"
	"testing"
	"time"

	"github.com/bwmarrin/discordgo"

	"sitrep/bot/discord/gateway"
	"sitrep/bot/discordtest"
)

// TestBudgetIsNotBurnt has one IDENTIFY left in the day: when the session is lost, the gateway
// waits for the next day rather than have its token reset.
func TestBudgetIsNotBurnt(t *testing.T) {
	bubble(t, discordtest.Options{IdentifyLimit: 1}, func(r *rig) {
		r.start()
		r.connected()
		time.Sleep(time.Hour)
		r.srv.Strike(discordtest.Invalidate(false))
		time.Sleep(22 * time.Hour)
		s := r.gateway.Status()
		if s.Connected() || r.srv.Stats().Identifies != 1 {
			t.Errorf("status %+v with no budget", s)
		}
		if left := time.Until(s.BlockedUntil); left < 30*time.Minute || left > 2*time.Hour {
			t.Errorf("blocked for another %s", left)
		}
		time.Sleep(90 * time.Minute)
		if s := r.gateway.Status(); !s.Connected() || !s.BlockedUntil.IsZero() || r.srv.Stats().Identifies != 2 {
			t.Errorf("status %+v on the next day", s)
		}
		r.end()
	})
}

// TestShards runs as many shards as Discord recommends, no more of them at once than it
// allows; each guild's events come to its own.
func TestShards(t *testing.T) {
	bubble(t, discordtest.Options{Shards: 5, MaxConcurrency: 2, GuildsPerShard: 8}, func(r *rig) {
		for _, name := range []string{"a", "b", "c", "d", "e", "f", "g", "h", "i", "j"} {
			r.srv.Guild(name)
			time.Sleep(7 * time.Millisecond)
		}
		began := time.Now()
		r.start()
		r.until("five shards", time.Minute, func() bool { return len(r.gateway.Status().Shards) == 5 && r.gateway.Status().Connected() })
		if took := time.Since(began); took < 10*time.Second || took > 12*time.Second {
			t.Errorf("five shards, two at a time, took %s", took)
		}
		if sum := r.sum(); sum.Identifies != 5 {
			t.Errorf("%+v", sum)
		}
		time.Sleep(time.Second)
		seen := map[int]int{}
		for _, e := range r.all() {
			if _, ok := e.Data.(*discordgo.GuildCreate); ok {
				seen[e.Shard]++
			}
		}
		total := 0
		for _, n := range seen {
			total += n
		}
		if total != 11 || len(seen) < 2 {
			t.Errorf("guilds by shard: %v", seen)
		}
		if s := r.gateway.Status(); s.LastACK().IsZero() == s.Shards[0].LastACK.IsZero() && len(s.Shards) != 5 {
			t.Errorf("status %+v", s)
		}
		r.srv.Strike(discordtest.Cut())
		r.until("all to come back", time.Minute, func() bool { return r.sum().Resumes == 5 })
		r.end()
	})
}

// TestOneShardOfMany runs two of four shards.
func TestOneShardOfMany(t *testing.T) {
	r := real(t, discordtest.Options{IdentifyWindow: time.Millisecond, MaxConcurrency: 16})
	transport := &http.Transport{}
	t.Cleanup(transport.CloseIdleConnections)
	r.make(gateway.Options{Intents: intents, Shards: 4, ShardIDs: []int{3, 1}}, transport)
	r.start()
	r.connected()
	var got [][2]int
	for _, s := range r.srv.Sessions() {
		got = append(got, s.Shard)
	}
	slices.SortFunc(got, func(a, b [2]int) int { return a[0] - b[0] })
	if !slices.Equal(got, [][2]int{{1, 4}, {3, 4}}) {
		t.Errorf("shards %v", got)
	}
	r.end()
}

// TestFatalShardEndsAll ends all shards when one of them cannot go on.
func TestFatalShardEndsAll(t *testing.T) {
	r := real(t, discordtest.Options{IdentifyWindow: time.Millisecond, MaxConcurrency: 16, GuildsPerShard: 1})
	r.srv.Guild("one more")
	r.srv.Guild("and another")
	transport := &http.Transport{}
	t.Cleanup(transport.CloseIdleConnections)
	r.make(gateway.Options{Intents: intents, Shards: 2}, transport)
	r.start()
	<-r.done
	if e := fatalError(r.stop()); e == nil || e.Code != discordtest.CloseShardingRequired {
		t.Errorf("Run: %v", r.err)
	}
}

// TestDisallowedIntents ends with a word on what to do.
func TestDisallowedIntents(t *testing.T) {
	r := real(t, discordtest.Options{})
	transport := &http.Transport{}
	t.Cleanup(transport.CloseIdleConnections)
	r.make(gateway.Options{Intents: intents | discordgo.IntentMessageContent}, transport)
	r.start()
	<-r.done
	if e := fatalError(r.stop()); e == nil || e.Code != discordtest.CloseDisallowedIntents {
		t.Errorf("Run: %v", r.err)
	}
}

// TestWrongShards refuses shards that cannot be.
func TestWrongShards(t *testing.T) {
	for _, opts := range []gateway.Options{
		{Shards: -1}, {ShardIDs: []int{0}}, {Shards: 2, ShardIDs: []int{2}}, {Shards: 2, ShardIDs: []int{1, 1}}, {Shards: 2, ShardIDs: []int{-1}},
	} {
		if _, err := gateway.New(nil, nil, "token", opts); err == nil {
			t.Errorf("%+v is no error", opts)
		}
	}
}
