package discordtest

import (
	"slices"
	"time"
)

// Channel types.
const (
	textChannel   = 0
	directChannel = 1
	voiceChannel  = 2
	groupChannel  = 3
	newsChannel   = 5
	newsThread    = 10
	publicThread  = 11
	privateThread = 12
)

// state is all that the fake remembers. The server's mutex guards it.
type state struct {
	lastID     uint64
	guildCount int64

	application  ID
	bot          ID
	people       map[ID]*person
	guilds       map[ID]*guild
	guildOrder   []ID
	channels     map[ID]*channel
	messages     map[ID]*message
	commands     map[ID]commandList // by guild; "" holds the global ones
	creations    map[ID][]time.Time // when commands were created, by guild; for the daily budget
	interactions map[ID]*interaction
	tokens       map[string]*interaction
	pending      []*interaction // those that may still be in their first three seconds, oldest first
	files        map[ID]*file
}

// person is a user and what concerns only the fake.
type person struct {
	Account
	locale    string
	installed bool // has installed the application for themself
	noDMs     bool // takes no direct messages from the bot
}

// member is a person in a guild.
type member struct {
	user   ID
	nick   string
	roles  []ID
	joined time.Time
}

// guild is a server, in users' words.
type guild struct {
	ID      ID
	Name    string
	OwnerID ID
	Locale  string
	roles   map[ID]*role
	order   []ID // of roles
	members map[ID]*member
	grants  map[ID][]ID // command -> roles and users for whom an admin has opened it
}

// hasBot tells whether the bot is a member.
func (g *guild) hasBot(bot ID) bool { return g.members[bot] != nil }

// role is a named set of permissions.
type role struct {
	ID          ID
	Name        string
	Permissions Permissions
	Mentionable bool
	position    int
}

// overwrite changes permissions in one channel, for a role or a member.
type overwrite struct {
	ID    ID          `json:"id"`
	Type  int         `json:"type"` // 0 role, 1 member
	Allow Permissions `json:"allow"`
	Deny  Permissions `json:"deny"`
}

// channel is a channel, a thread or a conversation.
type channel struct {
	ID         ID
	Type       int
	GuildID    ID
	ParentID   ID
	OwnerID    ID
	Name       string
	Topic      string
	Recipients []ID // of direct and group conversations
	overwrites map[ID]overwrite
	messages   []*message // oldest first

	// of threads
	threadMembers map[ID]bool
	archive       int // minutes
	archived      bool
	locked        bool
	created       time.Time
}

// isThread tells whether the channel is a thread.
func (ch *channel) isThread() bool {
	return ch.Type == newsThread || ch.Type == publicThread || ch.Type == privateThread
}

// holdsText tells whether messages can be written in the channel.
func (ch *channel) holdsText() bool {
	return ch.Type == textChannel || ch.Type == newsChannel || ch.Type == voiceChannel ||
		ch.Type == directChannel || ch.Type == groupChannel || ch.isThread()
}

// file is an upload.
type file struct {
	name        string
	contentType string
	data        []byte
}

func newState() *state {
	return &state{
		people:       map[ID]*person{},
		guilds:       map[ID]*guild{},
		channels:     map[ID]*channel{},
		messages:     map[ID]*message{},
		commands:     map[ID]commandList{},
		creations:    map[ID][]time.Time{},
		interactions: map[ID]*interaction{},
		tokens:       map[string]*interaction{},
		files:        map[ID]*file{},
	}
}

// direct is the conversation of the bot with a user, made when there is none.
func (s *state) direct(now time.Time, user ID) *channel {
	for _, ch := range s.channels {
		if ch.Type == directChannel && len(ch.Recipients) == 2 &&
			slices.Contains(ch.Recipients, user) && slices.Contains(ch.Recipients, s.bot) {
			return ch
		}
	}
	ch := &channel{ID: s.mint(now), Type: directChannel, Recipients: []ID{user, s.bot}}
	s.channels[ch.ID] = ch
	return ch
}

// remember adds a message to its channel, with its first revision.
func (s *state) remember(m *message, pings Pings) {
	ch := s.channels[m.ChannelID]
	m.guild = ch.GuildID
	ch.messages = append(ch.messages, m)
	s.messages[m.ID] = m
	m.revisions = append(m.revisions, Revision{At: m.Timestamp, Message: m.Message, Pings: pings})
}

// revise notes that a message has changed.
func (m *message) revise(now time.Time, pings Pings) {
	m.revisions = append(m.revisions, Revision{At: now, Message: m.Message, Pings: pings})
}

// forget removes a message.
func (s *state) forget(m *message) {
	ch := s.channels[m.ChannelID]
	ch.messages = slices.DeleteFunc(ch.messages, func(x *message) bool { return x == m })
	delete(s.messages, m.ID)
}

// messageIn finds a message that is in the given channel, ephemeral ones excepted.
func (s *state) messageIn(ch *channel, id ID) *message {
	m := s.messages[id]
	if m == nil || m.ChannelID != ch.ID || m.visibleTo != "" {
		return nil
	}
	return m
}

// mutualGuild tells whether the bot and the user share a guild.
func (s *state) mutualGuild(user ID) bool {
	for _, g := range s.guilds {
		if g.hasBot(s.bot) && g.members[user] != nil {
			return true
		}
	}
	return false
}
