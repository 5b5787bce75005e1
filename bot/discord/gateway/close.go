package gateway

import (
	"fmt"

	"github.com/coder/websocket"
)

// Close codes of the gateway that are not merely a reason to come back.
//
// See https://docs.discord.com/developers/topics/opcodes-and-status-codes#gateway-gateway-close-event-codes
const (
	closeAuthenticationFailed websocket.StatusCode = 4004
	closeNotAuthenticated     websocket.StatusCode = 4003
	closeInvalidSequence      websocket.StatusCode = 4007
	closeSessionTimedOut      websocket.StatusCode = 4009
	closeInvalidShard         websocket.StatusCode = 4010
	closeShardingRequired     websocket.StatusCode = 4011
	closeInvalidVersion       websocket.StatusCode = 4012
	closeInvalidIntents       websocket.StatusCode = 4013
	closeDisallowedIntents    websocket.StatusCode = 4014
)

// closeForResume is the code with which a connection is left so that its session can be
// resumed: 1000 and 1001 would end it.
const closeForResume websocket.StatusCode = 4000

// FatalError is the end of a connection after which coming back with the same settings would
// only bring the same end.
type FatalError struct {
	Code  int // of the close, 4004 or 4010 to 4014
	Shard int
}

// Error implements error. It says what to do.
func (e *FatalError) Error() string {
	return fmt.Sprintf("Discord closed the gateway connection of shard %d with code %d: %s", e.Shard, e.Code, e.advice())
}

func (e *FatalError) advice() string {
	switch websocket.StatusCode(e.Code) {
	case closeAuthenticationFailed:
		return "the bot's token is wrong or has been reset; copy a new one from the Bot page of the application in the developer portal"
	case closeInvalidShard:
		return "the shard numbers do not fit the number of shards; number them from 0 to the number of shards less one"
	case closeShardingRequired:
		return "the bot is in too many guilds for so few shards; run more shards, or leave their number to Discord"
	case closeInvalidVersion:
		return "Discord no longer speaks version " + version + " of the gateway; update the bot"
	case closeInvalidIntents:
		return "the intents are not a combination that Discord knows; update the bot"
	case closeDisallowedIntents:
		return "a privileged intent is asked for that the application does not have; enable it on the Bot page of the application in the developer portal, or do without it"
	default:
		return "coming back would not help"
	}
}

// fatal tells whether a close code means not to come back.
func fatal(code websocket.StatusCode) bool {
	switch code {
	case closeAuthenticationFailed, closeInvalidShard, closeShardingRequired, closeInvalidVersion,
		closeInvalidIntents, closeDisallowedIntents:
		return true
	default:
		return false
	}
}

// endsSession tells whether a close code from Discord means that the session is lost.
func endsSession(code websocket.StatusCode) bool {
	switch code {
	case closeNotAuthenticated, closeInvalidSequence, closeSessionTimedOut:
		return true
	default:
		return false
	}
}
