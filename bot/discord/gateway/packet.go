package gateway

import (
	"encoding/json"

	"github.com/bwmarrin/discordgo"

	"sitrep/bot/discord/rest"
)

// version is the version of the gateway that is spoken.
const version = "10"

// Gateway opcodes.
//
// See https://docs.discord.com/developers/topics/opcodes-and-status-codes#gateway-gateway-opcodes
const (
	opDispatch       = 0
	opHeartbeat      = 1
	opIdentify       = 2
	opPresence       = 3
	opResume         = 6
	opReconnect      = 7
	opInvalidSession = 9
	opHello          = 10
	opHeartbeatACK   = 11
)

// maxPayload is the bytes that Discord takes in one payload.
const maxPayload = 4096

// packet is a payload that comes in.
type packet struct {
	Op   int             `json:"op"`
	Data json.RawMessage `json:"d"`
	Seq  int64           `json:"s"`
	Type string          `json:"t"`
}

// outgoing is a payload that leaves.
type outgoing struct {
	Op   int `json:"op"`
	Data any `json:"d"`
}

// hello is the data of op 10.
type hello struct {
	Interval int `json:"heartbeat_interval"` // milliseconds
}

// identify is the data of op 2. It holds the bare token.
type identify struct {
	Token      string                      `json:"token"`
	Intents    discordgo.Intent            `json:"intents"`
	Properties map[string]string           `json:"properties"`
	Shard      [2]int                      `json:"shard"`
	Presence   *discordgo.UpdateStatusData `json:"presence,omitempty"`
}

// resume is the data of op 6. It holds the bare token.
type resume struct {
	Token   string `json:"token"`
	Session string `json:"session_id"`
	Seq     int64  `json:"seq"`
}

// ready is what the connection itself needs of READY.
type ready struct {
	Session   string `json:"session_id"`
	ResumeURL string `json:"resume_gateway_url"`
}

// reveal is the token itself, for the wire.
func reveal(t rest.Token) string { return string(t) }
