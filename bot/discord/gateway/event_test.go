package gateway

import (
	"testing"

	"github.com/bwmarrin/discordgo"
)

// TestUnknownComponents leaves out what discordgo does not know, rather than the whole event.
func TestUnknownComponents(t *testing.T) {
	data, err := decode("MESSAGE_CREATE", []byte(`{"id":"1","channel_id":"2","author":{"id":"3"},"components":[
		{"type":99,"id":1}, {"type":17,"components":[{"type":98},{"type":10,"content":"text"}]}, "?", {"type":"?"}]}`))
	if err != nil {
		t.Fatal(err)
	}
	m := data.(*discordgo.MessageCreate)
	if len(m.Components) != 1 || len(m.Components[0].(*discordgo.Container).Components) != 1 {
		t.Errorf("components %+v", m.Components)
	}
	data, err = decode("INTERACTION_CREATE", []byte(`{"id":"9007199254740993","application_id":"2","token":"t","type":5,"user":{"id":"3"},
		"data":{"custom_id":"form","components":[{"type":18,"id":1,"component":{"type":4,"custom_id":"why","value":"because"}}]}}`))
	if err != nil {
		t.Fatal(err)
	}
	row, ok := data.(*discordgo.InteractionCreate).ModalSubmitData().Components[0].(*discordgo.ActionsRow)
	if !ok || row.Components[0].(*discordgo.TextInput).Value != "because" {
		t.Errorf("form %+v", data)
	}
}

// FuzzDecode decodes what comes from outside: no panic, and whatever is delivered has its
// essentials.
func FuzzDecode(f *testing.F) {
	f.Add("INTERACTION_CREATE", `{"id":"1","application_id":"2","token":"t","type":2,"data":{"name":"ask"},"member":{"user":{"id":"3"}}}`)
	f.Add("INTERACTION_CREATE", `{"id":"1","application_id":"2","token":"t","type":3,"data":{"custom_id":"x"},"user":{"id":"3"},"message":{"id":"4"}}`)
	f.Add("INTERACTION_CREATE", `{"id":"1","application_id":"2","token":"t","type":5,"data":{"custom_id":"x","components":[{"type":18}]},"user":{"id":"3"}}`)
	f.Add("MESSAGE_CREATE", `{"id":"1","channel_id":"2","author":{"id":"3"},"components":[{"type":99}]}`)
	f.Add("READY", `{"session_id":"x","user":{"id":"1"}}`)
	f.Add("GUILD_ROLE_UPDATE", `{"guild_id":"1","role":null}`)
	f.Fuzz(func(t *testing.T, name, raw string) {
		data, err := decode(name, []byte(raw))
		if err != nil || data == nil {
			return
		}
		// What Event promises: none of these may panic or be empty.
		switch e := data.(type) {
		case *discordgo.InteractionCreate:
			user := e.User
			if e.Member != nil {
				user = e.Member.User
			}
			if e.ID == "" || e.Token == "" || user.ID == "" || e.Data == nil || e.Type == discordgo.InteractionMessageComponent && e.Message == nil {
				t.Errorf("%s was let through", raw)
			}
		case *discordgo.MessageCreate:
			if e.ID == "" || e.ChannelID == "" || e.Author.ID == "" {
				t.Errorf("%s was let through", raw)
			}
		case *discordgo.GuildRoleUpdate:
			if e.GuildID == "" || e.Role.ID == "" {
				t.Errorf("%s was let through", raw)
			}
		case *discordgo.ThreadCreate:
			if e.ID == "" {
				t.Errorf("%s was let through", raw)
			}
		}
	})
}
