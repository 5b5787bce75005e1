package rest_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/bwmarrin/discordgo"
	"pgregory.net/rapid"

	"sitrep/bot/discord/rest"
	"sitrep/bot/discordtest"
)

// x is a text of n characters of two bytes each.
func x(n int) string { return strings.Repeat("ä", n) }

func row(list ...discordgo.MessageComponent) discordgo.MessageComponent {
	return discordgo.ActionsRow{Components: list}
}

func button(id, label string) discordgo.MessageComponent {
	return discordgo.Button{CustomID: id, Label: label, Style: discordgo.SecondaryButton}
}

func menu(change func(*discordgo.SelectMenu)) rest.Message {
	m := discordgo.SelectMenu{MenuType: discordgo.StringSelectMenu, CustomID: "m", Options: []discordgo.SelectMenuOption{{Label: "a", Value: "a"}}}
	change(&m)
	return rest.Message{Components: []discordgo.MessageComponent{row(m)}}
}

func embed(e discordgo.MessageEmbed) rest.Message {
	return rest.Message{Embeds: []*discordgo.MessageEmbed{&e}}
}

func v2(list ...discordgo.MessageComponent) rest.Message {
	return rest.Message{Flags: discordgo.MessageFlagsIsComponentsV2, Components: list}
}

func repeat[T any](n int, item func(int) T) []T {
	var list []T
	for i := range n {
		list = append(list, item(i))
	}
	return list
}

// messages is messages at a limit and just beyond it. Word is what the refusal must name.
func messages() []struct {
	name string
	ok   bool
	m    rest.Message
	word string
} {
	text := func(n int) discordgo.MessageComponent { return discordgo.TextDisplay{Content: x(n)} }
	accessory := button("b", "b")
	zero, two := 0, 2
	return []struct {
		name string
		ok   bool
		m    rest.Message
		word string
	}{
		{"nothing", false, rest.Message{}, "nothing"},
		{"only spaces", false, say(" \n"), "nothing"},
		{"content of 2000", true, say(x(2000)), ""},
		{"content of 2001", false, say(x(2001)), "content"},
		{"broken UTF-8", false, say("a\xff"), "UTF-8"},
		{"title of 256", true, embed(discordgo.MessageEmbed{Title: x(256)}), ""},
		{"title of 257", false, embed(discordgo.MessageEmbed{Title: x(257)}), "embeds[0].title"},
		{"description of 4096", true, embed(discordgo.MessageEmbed{Description: x(4096)}), ""},
		{"description of 4097", false, embed(discordgo.MessageEmbed{Description: x(4097)}), "embeds[0].description"},
		{"embeds of 6000", true, rest.Message{Embeds: []*discordgo.MessageEmbed{{Description: x(4000)}, {Description: x(1900), Title: x(100)}}}, ""},
		{"embeds of 6001", false, rest.Message{Embeds: []*discordgo.MessageEmbed{{Description: x(4000)}, {Description: x(1901), Title: x(100)}}}, "6001"},
		{"11 embeds", false, rest.Message{Embeds: repeat(11, func(int) *discordgo.MessageEmbed { return &discordgo.MessageEmbed{Title: "t"} })}, "embeds"},
		{"nil embed", false, rest.Message{Embeds: []*discordgo.MessageEmbed{nil}}, "embeds[0]"},
		{"empty embed", false, embed(discordgo.MessageEmbed{}), "embeds[0]"},
		{"25 fields", true, embed(discordgo.MessageEmbed{Fields: repeat(25, field)}), ""},
		{"26 fields", false, embed(discordgo.MessageEmbed{Fields: repeat(26, field)}), "fields"},
		{"empty field", false, embed(discordgo.MessageEmbed{Fields: []*discordgo.MessageEmbedField{{Name: "n"}}}), "embeds[0].fields[0].value"},
		{"nil field", false, embed(discordgo.MessageEmbed{Fields: []*discordgo.MessageEmbedField{nil}}), "fields[0]"},
		{"footer of 2049", false, embed(discordgo.MessageEmbed{Footer: &discordgo.MessageEmbedFooter{Text: x(2049)}}), "footer"},
		{"author of 257", false, embed(discordgo.MessageEmbed{Author: &discordgo.MessageEmbedAuthor{Name: x(257)}}), "author"},
		{"embed with a script", false, embed(discordgo.MessageEmbed{Title: "t", URL: "javascript:alert(1)"}), "url"},
		{"five rows of five", true, rest.Message{Components: repeat(5, func(i int) discordgo.MessageComponent {
			return row(repeat(5, func(j int) discordgo.MessageComponent { return button(fmt.Sprint(i, j), "b") })...)
		})}, ""},
		{"six rows", false, rest.Message{Components: repeat(6, func(i int) discordgo.MessageComponent { return row(button(fmt.Sprint(i), "b")) })}, "components"},
		{"six buttons", false, rest.Message{Components: []discordgo.MessageComponent{row(repeat(6, func(i int) discordgo.MessageComponent { return button(fmt.Sprint(i), "b") })...)}}, "components[0]"},
		{"empty row", false, rest.Message{Components: []discordgo.MessageComponent{row()}}, "components[0]"},
		{"button of 80, id of 100", true, rest.Message{Components: []discordgo.MessageComponent{row(button(x(100), x(80)))}}, ""},
		{"label of 81", false, rest.Message{Components: []discordgo.MessageComponent{row(button("b", x(81)))}}, "label"},
		{"custom_id of 101", false, rest.Message{Components: []discordgo.MessageComponent{row(button(x(101), "b"))}}, "custom_id"},
		{"no custom_id", false, rest.Message{Components: []discordgo.MessageComponent{row(button("", "b"))}}, "custom_id"},
		{"custom_id twice", false, rest.Message{Components: []discordgo.MessageComponent{row(button("b", "b")), row(button("b", "c"))}}, "twice"},
		{"button without anything", false, rest.Message{Components: []discordgo.MessageComponent{row(button("b", ""))}}, "emoji"},
		{"button with an emoji", true, rest.Message{Components: []discordgo.MessageComponent{row(&discordgo.Button{CustomID: "b", Style: discordgo.PrimaryButton, Emoji: &discordgo.ComponentEmoji{Name: "👍"}})}}, ""},
		{"link of 512", true, rest.Message{Components: []discordgo.MessageComponent{row(discordgo.Button{Label: "l", Style: discordgo.LinkButton, URL: "https://" + strings.Repeat("a", 504)})}}, ""},
		{"link of 513", false, rest.Message{Components: []discordgo.MessageComponent{row(discordgo.Button{Label: "l", Style: discordgo.LinkButton, URL: "https://" + strings.Repeat("a", 505)})}}, "url"},
		{"link with a custom_id", false, rest.Message{Components: []discordgo.MessageComponent{row(discordgo.Button{Label: "l", CustomID: "l", Style: discordgo.LinkButton, URL: "https://a"})}}, "custom_id"},
		{"button with a url", false, rest.Message{Components: []discordgo.MessageComponent{row(discordgo.Button{Label: "l", CustomID: "l", Style: discordgo.DangerButton, URL: "https://a"})}}, "url"},
		{"no such style", false, rest.Message{Components: []discordgo.MessageComponent{row(discordgo.Button{Label: "l", CustomID: "l", Style: 9})}}, "style"},
		{"text input in a message", false, rest.Message{Components: []discordgo.MessageComponent{row(discordgo.TextInput{CustomID: "t", Label: "t", Style: discordgo.TextInputShort})}}, "type 4"},
		{"menu", true, menu(func(m *discordgo.SelectMenu) { m.Placeholder = x(150); m.MinValues = &zero }), ""},
		{"menu and button", false, rest.Message{Components: []discordgo.MessageComponent{row(discordgo.SelectMenu{MenuType: discordgo.UserSelectMenu, CustomID: "m"}, button("b", "b"))}}, "row of its own"},
		{"placeholder of 151", false, menu(func(m *discordgo.SelectMenu) { m.Placeholder = x(151) }), "placeholder"},
		{"no options", false, menu(func(m *discordgo.SelectMenu) { m.Options = nil }), "options"},
		{"26 options", false, menu(func(m *discordgo.SelectMenu) { m.Options = repeat(26, option) }), "options"},
		{"option twice", false, menu(func(m *discordgo.SelectMenu) {
			m.Options = []discordgo.SelectMenuOption{{Label: "a", Value: "v"}, {Label: "b", Value: "v"}}
		}), "twice"},
		{"option of 101", false, menu(func(m *discordgo.SelectMenu) { m.Options[0].Description = x(101) }), "description"},
		{"two of one", false, menu(func(m *discordgo.SelectMenu) { m.MinValues, m.MaxValues = &two, 2 }), "max_values"},
		{"V2 without the flag", false, rest.Message{Components: []discordgo.MessageComponent{text(1)}}, "IsComponentsV2"},
		{"V2 with content", false, rest.Message{Content: "c", Flags: discordgo.MessageFlagsIsComponentsV2, Components: []discordgo.MessageComponent{text(1)}}, "content"},
		{"V2 with embeds", false, rest.Message{Embeds: []*discordgo.MessageEmbed{{Title: "t"}}, Flags: discordgo.MessageFlagsIsComponentsV2, Components: []discordgo.MessageComponent{text(1)}}, "embeds"},
		{"text of 4000", true, v2(text(2000), discordgo.Container{Components: []discordgo.MessageComponent{text(2000)}}), ""},
		{"text of 4001", false, v2(text(2000), discordgo.Container{Components: []discordgo.MessageComponent{text(2001)}}), "4001"},
		{"empty text", false, v2(discordgo.TextDisplay{}), "content"},
		{"40 components", true, v2(repeat(40, func(int) discordgo.MessageComponent { return text(1) })...), ""},
		{"41 components", false, v2(repeat(41, func(int) discordgo.MessageComponent { return text(1) })...), "41"},
		{"container in a container", false, v2(discordgo.Container{Components: []discordgo.MessageComponent{discordgo.Container{Components: []discordgo.MessageComponent{text(1)}}}}), "container"},
		{"section", true, v2(discordgo.Section{Components: repeat(3, func(int) discordgo.MessageComponent { return text(1) }), Accessory: accessory}), ""},
		{"section of four", false, v2(discordgo.Section{Components: repeat(4, func(int) discordgo.MessageComponent { return text(1) }), Accessory: accessory}), "components[0]"},
		{"section without accessory", false, v2(discordgo.Section{Components: []discordgo.MessageComponent{text(1)}}), "accessory"},
		{"section of buttons", false, v2(discordgo.Section{Components: []discordgo.MessageComponent{button("c", "c")}, Accessory: accessory}), "type 2"},
		{"separator", true, v2(text(1), discordgo.Separator{}), ""},
		{"gallery of 11", false, v2(discordgo.MediaGallery{Items: repeat(11, func(int) discordgo.MediaGalleryItem {
			return discordgo.MediaGalleryItem{Media: discordgo.UnfurledMediaItem{URL: "https://a"}}
		})}), "items"},
		{"11 files", false, rest.Message{Files: repeat(11, func(i int) rest.File { return rest.File{Name: fmt.Sprint(i)} })}, "files"},
		{"file without a name", false, rest.Message{Files: []rest.File{{Data: []byte("a")}}}, "name"},
		{"file of 10 MiB and a byte", false, rest.Message{Files: []rest.File{{Name: "a", Data: make([]byte, rest.MaxAttachmentBytes+1)}}}, "bytes"},
		{"files of 30 MiB", false, rest.Message{Files: repeat(3, func(i int) rest.File {
			return rest.File{Name: fmt.Sprint(i), Data: make([]byte, rest.MaxAttachmentBytes)}
		})}, "request"},
	}
}

func field(int) *discordgo.MessageEmbedField {
	return &discordgo.MessageEmbedField{Name: "n", Value: "v"}
}

func option(i int) discordgo.SelectMenuOption {
	return discordgo.SelectMenuOption{Label: "l", Value: fmt.Sprint(i)}
}

// unlimited is a fake that only looks at what is sent.
func unlimited(t *testing.T) *rig {
	none := discordtest.RateLimit{}
	return real(t, discordtest.Options{GlobalLimit: -1, RateLimits: map[string]discordtest.RateLimit{"POST /channels/{channel_id}/messages": none}})
}

// TestMessageLimits sends messages at each limit and beyond: the fake takes the ones, and the
// others never leave.
func TestMessageLimits(t *testing.T) {
	r := unlimited(t)
	c := r.client(rest.Options{GlobalLimit: 1000})
	for _, tt := range messages() {
		t.Run(tt.name, func(t *testing.T) {
			before := len(r.srv.Requests())
			_, err := c.Send(t.Context(), r.channel, rest.Post{Message: tt.m})
			sent := len(r.srv.Requests()) - before
			switch {
			case tt.ok && (err != nil || sent != 1):
				t.Errorf("got %v", err)
			case !tt.ok && (!is[*rest.LimitError](err) || sent != 0):
				t.Errorf("got %v, %d requests", err, sent)
			case !tt.ok && !strings.Contains(err.Error(), tt.word):
				t.Errorf("%v does not say %s", err, tt.word)
			}
		})
	}
	r.clean()
}

// TestLimitsOfOtherPaths shows that the same checks stand before every way out.
func TestLimitsOfOtherPaths(t *testing.T) {
	c, err := rest.New(discard(), "token", rest.Options{BaseURL: "http://127.0.0.1:1"}) // nobody is there
	if err != nil {
		t.Fatal(err)
	}
	ctx, i, long := t.Context(), rest.Interaction{ID: "1", Application: "2", Token: "3"}, say(x(2001))
	_, edit := c.EditMessage(ctx, "1", "2", rest.Replace(long))
	_, original := c.EditOriginal(ctx, i, rest.Replace(long))
	_, further := c.EditFollowUp(ctx, i, "4", rest.Replace(long))
	_, follow := c.FollowUp(ctx, i, long)
	_, nothing := c.EditOriginal(ctx, i, rest.Edit{})
	_, ephemeral := c.Send(ctx, "1", rest.Post{Message: rest.Message{Content: "c", Flags: discordgo.MessageFlagsEphemeral}})
	_, nonce := c.Send(ctx, "1", rest.Post{Message: say("c"), Nonce: x(26)})
	_, command := c.CreateCommand(ctx, "1", "", &discordgo.ApplicationCommand{Name: "Ask"})
	_, commands := c.ReplaceCommands(ctx, "1", "", []*discordgo.ApplicationCommand{nil})
	input := func(change func(*discordgo.TextInput)) rest.Modal {
		in := discordgo.TextInput{CustomID: "i", Label: "l", Style: discordgo.TextInputShort}
		change(&in)
		return rest.Modal{CustomID: "m", Title: "t", Components: []discordgo.MessageComponent{row(in)}}
	}
	for name, err := range map[string]error{
		"edit": edit, "original": original, "edit of a follow-up": further, "follow-up": follow, "no change": nothing, "ephemeral post": ephemeral, "nonce": nonce,
		"command": command, "commands": commands,
		"reply": c.Reply(ctx, i, long), "update": c.Update(ctx, i, rest.Replace(long)),
		"26 choices":     c.Suggest(ctx, i, repeat(26, func(n int) rest.Choice { return rest.Choice{Name: "n", Value: n} })),
		"choice of 101":  c.Suggest(ctx, i, []rest.Choice{{Name: x(101), Value: "v"}}),
		"no name":        c.Suggest(ctx, i, []rest.Choice{{Value: "v"}}),
		"empty form":     c.ShowModal(ctx, i, rest.Modal{CustomID: "m", Title: "t"}),
		"title of 46":    c.ShowModal(ctx, i, func() rest.Modal { m := input(func(*discordgo.TextInput) {}); m.Title = x(46); return m }()),
		"label of 46":    c.ShowModal(ctx, i, input(func(in *discordgo.TextInput) { in.Label = x(46) })),
		"no style":       c.ShowModal(ctx, i, input(func(in *discordgo.TextInput) { in.Style = 0 })),
		"lengths":        c.ShowModal(ctx, i, input(func(in *discordgo.TextInput) { in.MinLength, in.MaxLength = 10, 5 })),
		"value of 4001":  c.ShowModal(ctx, i, input(func(in *discordgo.TextInput) { in.Value = x(4001) })),
		"hint of 101":    c.ShowModal(ctx, i, input(func(in *discordgo.TextInput) { in.Placeholder = x(101) })),
		"button in form": c.ShowModal(ctx, i, rest.Modal{CustomID: "m", Title: "t", Components: []discordgo.MessageComponent{row(button("b", "b"))}}),
		"label alone":    c.ShowModal(ctx, i, rest.Modal{CustomID: "m", Title: "t", Components: []discordgo.MessageComponent{discordgo.Separator{}}}),
	} {
		if !is[*rest.LimitError](err) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestLimitsAgreeWithTheFake makes up messages near the limits: what passes here, the fake
// takes, and what the fake would refuse never leaves.
func TestLimitsAgreeWithTheFake(t *testing.T) {
	r := unlimited(t)
	c := r.client(rest.Options{GlobalLimit: 100_000})
	sent, all := 0, 0
	rapid.Check(t, func(rt *rapid.T) {
		m := (&drawing{T: rt}).message()
		before := len(r.srv.Violations())
		_, err := c.Send(t.Context(), r.channel, rest.Post{Message: m})
		if err != nil && !is[*rest.LimitError](err) {
			rt.Errorf("%v", err)
		}
		if v := r.srv.Violations(); len(v) > before {
			rt.Errorf("let through: %v", v[before:])
		}
		all++
		if err == nil {
			sent++
		}
	})
	if sent < all/10 || sent > all*9/10 {
		t.Errorf("%d of %d messages were sent; the test shows little", sent, all)
	}
}

// drawing makes up messages of which about half are within the limits.
type drawing struct {
	*rapid.T
	ids int
}

// rare is true now and then.
func (d *drawing) rare() bool { return rapid.IntRange(0, 30).Draw(d.T, "rare") == 17 }

// text is a short text, or one at the edge of the limit.
func (d *drawing) text(limit int) string {
	switch {
	case d.rare():
		return x(limit + rapid.IntRange(0, 1).Draw(d.T, "beyond"))
	case d.rare():
		return ""
	default:
		return "text"
	}
}

// id is a custom ID, now and then one that is taken.
func (d *drawing) id() string {
	if !d.rare() {
		d.ids++
	}
	return fmt.Sprint("id", d.ids)
}

func (d *drawing) message() rest.Message {
	var m rest.Message
	v2 := rapid.Bool().Draw(d.T, "v2")
	if v2 {
		m.Flags = discordgo.MessageFlagsIsComponentsV2
	}
	if !v2 || d.rare() {
		m.Content = d.text(2000)
		m.Embeds = repeat(rapid.IntRange(0, 2).Draw(d.T, "embeds"), d.embed)
	}
	for range rapid.IntRange(1, 5).Draw(d.T, "components") {
		kind := 0
		if v2 || d.rare() {
			kind = rapid.IntRange(0, 3).Draw(d.T, "block")
		}
		switch kind {
		case 0:
			m.Components = append(m.Components, d.row())
		case 1:
			m.Components = append(m.Components, discordgo.Container{Components: []discordgo.MessageComponent{d.row(), d.leaf(2)}})
		default:
			m.Components = append(m.Components, d.leaf(kind))
		}
	}
	return m
}

func (d *drawing) embed(int) *discordgo.MessageEmbed {
	e := &discordgo.MessageEmbed{Title: d.text(256), Description: d.text(4096), URL: "https://example.org"}
	if d.rare() {
		e.URL = "elsewhere"
	}
	e.Fields = repeat(rapid.IntRange(0, 2).Draw(d.T, "fields"), func(int) *discordgo.MessageEmbedField {
		return &discordgo.MessageEmbedField{Name: d.text(256), Value: d.text(1024)}
	})
	return e
}

// row is a row of buttons or one menu, now and then both.
func (d *drawing) row() discordgo.MessageComponent {
	if rapid.Bool().Draw(d.T, "menu") {
		list := []discordgo.MessageComponent{d.leaf(1)}
		if d.rare() {
			list = append(list, d.leaf(0))
		}
		return discordgo.ActionsRow{Components: list}
	}
	n := rapid.IntRange(1, 5).Draw(d.T, "buttons")
	if d.rare() {
		n = 6
	}
	return discordgo.ActionsRow{Components: repeat(n, func(int) discordgo.MessageComponent { return d.leaf(0) })}
}

func (d *drawing) leaf(kind int) discordgo.MessageComponent {
	if d.rare() {
		kind = rapid.IntRange(0, 4).Draw(d.T, "leaf")
	}
	switch kind {
	case 0:
		style := discordgo.ButtonStyle(rapid.IntRange(1, 4).Draw(d.T, "style"))
		if d.rare() {
			style = discordgo.LinkButton
		}
		return discordgo.Button{CustomID: d.id(), Label: d.text(80), Style: style}
	case 1:
		n := 1
		if d.rare() {
			n = rapid.SampledFrom([]int{0, 25, 26}).Draw(d.T, "options")
		}
		return discordgo.SelectMenu{MenuType: discordgo.StringSelectMenu, CustomID: d.id(), Placeholder: d.text(150), Options: repeat(n, option)}
	case 2:
		return discordgo.TextDisplay{Content: d.text(4000)}
	case 3:
		return discordgo.Separator{}
	default:
		return discordgo.TextInput{CustomID: d.id(), Label: "l", Style: discordgo.TextInputShort}
	}
}
