package discordtest

import (
	"net/http"
	"slices"
)

// Endpoints about channels and threads.

func (c *call) getChannel() (reply, error) {
	ch, _, err := c.visible()
	if err != nil {
		return reply{}, err
	}
	return ok(c.state.channelObject(ch))
}

// typing shows "... is typing" for ten seconds.
func (c *call) typing() (reply, error) {
	ch, p, err := c.visible()
	if err != nil {
		return reply{}, err
	}
	if err := c.writable(ch, p); err != nil {
		return reply{}, err
	}
	event := map[string]any{"channel_id": ch.ID, "user_id": c.state.bot, "timestamp": c.now().Unix()}
	if ch.GuildID != "" {
		event["guild_id"] = ch.GuildID
	}
	c.dispatch("TYPING_START", ch.GuildID, always(event))
	return noContent()
}

// threadInput is the body of a request that makes or edits a thread.
type threadInput struct {
	Name     field[string] `json:"name"`
	Archive  field[int]    `json:"auto_archive_duration"`
	Type     *int          `json:"type"`
	Archived *bool         `json:"archived"`
	Locked   *bool         `json:"locked"`
}

// check finds what breaks a limit. A new thread needs a name.
func (in *threadInput) check(fresh bool) error {
	var f form
	if fresh || in.Name.set {
		f.within("name", in.Name.value, 1, MaxThreadName)
	}
	if durations := []int{60, 1440, 4320, 10080}; in.Archive.set && !in.Archive.null && !slices.Contains(durations, in.Archive.value) {
		f.add("auto_archive_duration", "BASE_TYPE_CHOICES", "Value must be one of (60, 1440, 4320, 10080).")
	}
	return f.err()
}

// startThreadFrom makes a thread of a message. The thread has the message's ID.
func (c *call) startThreadFrom() (reply, error) {
	ch, p, m, err := c.message()
	if err != nil {
		return reply{}, err
	}
	if c.state.channels[m.ID] != nil {
		return reply{}, breach(RuleForm, codeThreadExists, "message %s", m.ID)
	}
	return c.newThread(ch, p, m.ID)
}

// startThread makes a thread of its own.
func (c *call) startThread() (reply, error) {
	ch, p, err := c.visible()
	if err != nil {
		return reply{}, err
	}
	return c.newThread(ch, p, "")
}

func (c *call) newThread(parent *channel, p Permissions, id ID) (reply, error) {
	if parent.Type != textChannel && parent.Type != newsChannel {
		return reply{}, breach(RuleForm, codeChannelType, "threads cannot start in channel type %d", parent.Type)
	}
	var in threadInput
	if err := c.input(&in, func() error { return in.check(true) }); err != nil {
		return reply{}, err
	}
	kind, need := publicThread, CreatePublicThreads
	switch {
	case parent.Type == newsChannel:
		kind = newsThread
	case id == "" && (in.Type == nil || *in.Type == privateThread):
		kind, need = privateThread, CreatePrivateThreads // Discord's default without a message
	}
	if !p.Has(need) {
		return reply{}, missing(need)
	}
	const day = 1440 // minutes
	th := &channel{
		ID: id, Type: kind, GuildID: parent.GuildID, ParentID: parent.ID, OwnerID: c.state.bot, Name: in.Name.value,
		archive: day, created: c.now(), threadMembers: map[ID]bool{c.state.bot: true},
	}
	if in.Archive.value != 0 {
		th.archive = in.Archive.value
	}
	if th.ID == "" {
		th.ID = c.state.mint(c.now())
	}
	c.addThread(th)
	return reply{http.StatusCreated, c.state.channelObject(th)}, nil
}

// addThread makes a thread known.
func (s *Server) addThread(th *channel) {
	s.state.channels[th.ID] = th
	s.dispatch("THREAD_CREATE", th.GuildID, always(s.state.channelObject(th)))
	s.notify()
}

// editThread renames, archives or locks a thread. Other channels are not the bot's to edit
// here.
func (c *call) editThread() (reply, error) {
	ch, p, err := c.visible()
	if err != nil {
		return reply{}, err
	}
	var in threadInput
	if err := c.input(&in, func() error { return in.check(false) }); err != nil {
		return reply{}, err
	}
	switch {
	case !ch.isThread() && !p.Has(ManageChannels):
		return reply{}, missing(ManageChannels)
	case ch.isThread() && ch.OwnerID != c.state.bot && !p.Has(ManageThreads), in.Locked != nil && !p.Has(ManageThreads):
		return reply{}, missing(ManageThreads)
	case ch.archived && (in.Archived == nil || *in.Archived):
		return reply{}, refusal(codeArchived)
	}
	set(&ch.Name, in.Name)
	set(&ch.archive, in.Archive)
	if in.Archived != nil {
		ch.archived = *in.Archived
	}
	if in.Locked != nil {
		ch.locked = *in.Locked
	}
	event := either(ch.isThread(), "THREAD_UPDATE", "CHANNEL_UPDATE")
	c.dispatch(event, ch.GuildID, always(c.state.channelObject(ch)))
	return ok(c.state.channelObject(ch))
}

// thread finds the thread of the path.
func (c *call) thread() (*channel, error) {
	ch, _, err := c.visible()
	switch {
	case err != nil:
		return nil, err
	case !ch.isThread():
		return nil, breach(RuleForm, codeChannelType, "%q is no thread", ch.Name)
	case ch.archived:
		return nil, refusal(codeArchived)
	default:
		return ch, nil
	}
}

func (c *call) joinThread() (reply, error) {
	th, err := c.thread()
	if err != nil {
		return reply{}, err
	}
	th.threadMembers[c.state.bot] = true
	return noContent()
}

func (c *call) leaveThread() (reply, error) {
	th, err := c.thread()
	if err != nil {
		return reply{}, err
	}
	delete(th.threadMembers, c.state.bot)
	return noContent()
}
