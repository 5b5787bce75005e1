package discord_test

import (
	"testing"

	"sitrep/bot/discordtest"
)

const sampleQuestion = "Who warned about Islamic State Khorasan's reach into Europe?"

func TestAskIsAnsweredWithQuotes(t *testing.T) {
	h := newHouse(t, discordtest.Options{})
	h.start()
	guild := h.srv.Guild("Newsroom")
	general, alice := guild.Channel("general"), h.srv.User("alice")
	guild.Join(alice)
	reply := must(alice.Slash(general, "/ask", discordtest.Opt("question", sampleQuestion)).Reply(t.Context()))
	t.Log(alice.Transcript(general))
	if reply.Ephemeral {
		t.Error("the answer is private")
	}
}
