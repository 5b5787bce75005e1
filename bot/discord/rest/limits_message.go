package rest

import (
	"strings"
	"unicode/utf8"

	"github.com/bwmarrin/discordgo"
)

// checkNew holds a new message against the limits.
func (c *Client) checkNew(m *Message, o *outgoing) error {
	var p problems
	if strings.TrimSpace(m.Content) == "" && len(m.Embeds) == 0 && len(m.Components) == 0 && len(m.Files) == 0 {
		p.add("message", "nothing in it: neither content nor embeds, components or files")
	}
	return c.checkMessage(&p, o, m.Files)
}

// checkPost holds a message to a channel against the limits.
func (c *Client) checkPost(post *Post, o *outgoing) error {
	if post.Flags&discordgo.MessageFlagsEphemeral != 0 {
		return &LimitError{Problems: []string{"flags: only an answer to an interaction can be ephemeral"}}
	}
	return c.checkNew(&post.Message, o)
}

// checkEdit holds an edit against the limits, as far as it can be told without knowing the
// message.
func (c *Client) checkEdit(e *Edit, o *outgoing) error {
	var p problems
	if o.Content == nil && o.Embeds == nil && o.Components == nil && e.Keep == nil && len(e.Files) == 0 && e.Flags == 0 {
		p.add("edit", "changes nothing")
	}
	return c.checkMessage(&p, o, e.Files)
}

// checkMessage checks what new messages and edits have in common.
func (c *Client) checkMessage(p *problems, o *outgoing, files []File) error {
	v2 := o.Flags&discordgo.MessageFlagsIsComponentsV2 != 0
	if o.Content != nil {
		p.within("content", *o.Content, 0, MaxContent)
		if v2 && *o.Content != "" {
			p.add("content", "cannot stand beside Components V2")
		}
	}
	p.within("nonce", o.Nonce, 0, MaxNonce)
	if o.Embeds != nil {
		checkEmbeds(p, *o.Embeds)
		if v2 && len(*o.Embeds) > 0 {
			p.add("embeds", "cannot stand beside Components V2")
		}
	}
	if o.Components != nil {
		checkComponents(p, *o.Components, v2)
	}
	attachments := len(files)
	if o.Attachments != nil {
		attachments = len(*o.Attachments)
	}
	p.count("files", attachments, 0, MaxAttachments)
	for i, f := range files {
		if f.Name == "" {
			p.add(under("files", i, "name"), "must not be empty")
		}
		if len(f.Data) > c.opts.UploadLimit {
			p.add(under("files", i, ""), "%d bytes, at most %d", len(f.Data), c.opts.UploadLimit)
		}
	}
	return p.err()
}

// checkEmbeds checks each embed and their sum. Discord measures after trimming.
func checkEmbeds(p *problems, embeds []*discordgo.MessageEmbed) {
	p.count("embeds", len(embeds), 0, MaxEmbeds)
	total := 0
	for i, e := range embeds {
		if e == nil {
			p.add(under("embeds", i, ""), "is nil")
			continue
		}
		total += checkEmbed(p, i, e)
	}
	if total > MaxEmbedTotal {
		p.add("embeds", "%d characters in all, at most %d", total, MaxEmbedTotal)
	}
}

// checkEmbed checks one embed and returns how many characters it adds to the sum.
func checkEmbed(p *problems, i int, e *discordgo.MessageEmbed) int {
	total := 0
	measure := func(field, text string, low, high int) {
		text = strings.TrimSpace(text)
		p.within(under("embeds", i, field), text, low, high)
		total += utf8.RuneCountInString(text)
	}
	measure("title", e.Title, 0, MaxEmbedTitle)
	measure("description", e.Description, 0, MaxEmbedDescription)
	p.within(under("embeds", i, "url"), e.URL, 0, MaxURL)
	p.webAddress(under("embeds", i, "url"), e.URL, "https", "http")
	if e.Footer != nil {
		measure("footer.text", e.Footer.Text, 0, MaxFooter)
	}
	if e.Author != nil {
		measure("author.name", e.Author.Name, 0, MaxAuthorName)
	}
	p.count(under("embeds", i, "fields"), len(e.Fields), 0, MaxEmbedFields)
	for j, f := range e.Fields {
		if f == nil {
			p.add(under("embeds", i, under("fields", j, "")), "is nil")
			continue
		}
		measure(under("fields", j, "name"), f.Name, 1, MaxFieldName)
		measure(under("fields", j, "value"), f.Value, 1, MaxFieldValue)
	}
	if total == 0 && e.Image == nil && e.Thumbnail == nil {
		p.add(under("embeds", i, ""), "nothing in it")
	}
	return total
}
