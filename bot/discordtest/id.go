package discordtest

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strconv"
	"time"
)

// ID is a Discord snowflake: an unsigned 64-bit number in decimal digits, made of a time in
// milliseconds since 2015 (the upper 42 bits) and a counter. The empty ID means "none".
type ID string

// epoch is the first second of 2015, from which snowflakes count, in Unix milliseconds.
const epoch = 1420070400000

// UnmarshalJSON takes a snowflake as a string or, as Discord does too, as a number.
func (id *ID) UnmarshalJSON(b []byte) error {
	if string(b) == "null" {
		*id = ""
		return nil
	}
	var n json.Number
	if err := json.Unmarshal(b, &n); err != nil {
		return err
	}
	*id = ID(n.String())
	return nil
}

// Time is when the object with this ID was made, in milliseconds, UTC.
func (id ID) Time() time.Time {
	return time.UnixMilli(int64(id.number()>>22) + epoch).UTC()
}

// number is the numeric value; 0 for an ID that is not a snowflake.
func (id ID) number() uint64 {
	n, err := strconv.ParseUint(string(id), 10, 64)
	if err != nil {
		return 0
	}
	return n
}

// valid tells whether the ID looks like a snowflake.
func (id ID) valid() bool { return id.number() != 0 }

// mint makes the next ID at the given time. IDs always grow, even when time stands still or
// runs before Discord's epoch.
func (s *state) mint(now time.Time) ID {
	ms := max(now.UnixMilli()-epoch, 1)
	s.lastID = max(uint64(ms)<<22, s.lastID+1)
	return ID(strconv.FormatUint(s.lastID, 10))
}

// mintGuild makes the ID of a guild. Guilds are a millisecond apart, so that consecutive
// guilds fall on consecutive shards (shard = ID >> 22 modulo the number of shards).
func (s *state) mintGuild() ID {
	s.guildCount++
	const firstOfJune2020 = 1590969600000
	return ID(strconv.FormatUint(uint64(firstOfJune2020-epoch+s.guildCount)<<22, 10))
}

// shardOf is the shard that hears of a guild's events; events outside guilds go to shard 0.
func shardOf(guild ID, shards int) int {
	return int((guild.number() >> 22) % uint64(max(shards, 1)))
}

// mention is how a message names a user.
func (id ID) mention() string { return fmt.Sprintf("<@%s>", string(id)) }

// interactionToken is a token in the form of Discord's: opaque, long, safe in a path.
func interactionToken(random *rand.Rand, id ID) string {
	const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
	secret := make([]byte, 120)
	for i := range secret {
		secret[i] = alphabet[random.IntN(len(alphabet))]
	}
	return base64.RawURLEncoding.EncodeToString([]byte("interaction:" + string(id) + ":" + string(secret)))
}
