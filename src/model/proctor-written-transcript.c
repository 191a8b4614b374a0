/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-written-transcript.h"

#include <string.h>

/**
 * ProctorWrittenTranscript:
 *
 * A conversation that somebody has written down or copied: its turns, and the names of those who speak
 * in it. Where the names don't tell who is the user it is guessed, and can be put right.
 */
struct _ProctorWrittenTranscript
{
  GObject parent_instance;

  /* Owned */
  GListStore *turns;
  GArray *speaker_of; /* of each turn, which of the speakers */
  GPtrArray *speakers;
  GHashTable *numbers; /* a name, and which speaker it is */
  GArray *roles;       /* of each speaker, a #ProctorSpeakerRole */

  gboolean is_guessed;
};

G_DEFINE_FINAL_TYPE (ProctorWrittenTranscript, proctor_written_transcript, G_TYPE_OBJECT)

typedef struct
{
  ProctorSpeakerRole role;
  const char *words;
} RoleWords;

static const RoleWords all_roles[] = {
  { PROCTOR_SPEAKER_USER, " user customer caller human client guest visitor patient nutzer nutzerin benutzer benutzerin kunde kundin anrufer anruferin gast mensch " },
  { PROCTOR_SPEAKER_AGENT,
    " agent assistant bot chatbot ai model support operator representative rep advisor assistent assistentin agentin ki mitarbeiter mitarbeiterin berater beraterin " },
  { PROCTOR_SPEAKER_SYSTEM, " system developer note hinweis " },
  { PROCTOR_SPEAKER_TOOL, " tool function werkzeug " },
};

/**
 * proctor_speaker_role_find:
 * @name: what a transcript calls somebody
 *
 * Returns: who that is, if the name tells
 */
ProctorSpeakerRole
proctor_speaker_role_find (const char *name)
{
  g_autofree char *folded = NULL;
  g_autofree char *word = NULL;
  gsize length;

  g_return_val_if_fail (name != NULL, PROCTOR_SPEAKER_UNKNOWN);

  /* "Customer 2" and "Agent (Eric)" are told by their first word. */
  length = strcspn (name, " _-(#0123456789");
  folded = g_utf8_strdown (name, (gssize) length);
  if (folded[0] == '\0')
    return PROCTOR_SPEAKER_UNKNOWN;
  word = g_strconcat (" ", folded, " ", NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (all_roles); i++)
    {
      if (strstr (all_roles[i].words, word) != NULL)
        return all_roles[i].role;
    }

  return PROCTOR_SPEAKER_UNKNOWN;
}

static ProctorSpeakerRole *
get_role (ProctorWrittenTranscript *self,
          guint speaker)
{
  return &g_array_index (self->roles, ProctorSpeakerRole, speaker);
}

static void
show_roles (ProctorWrittenTranscript *self)
{
  for (guint i = 0; i < self->speaker_of->len; i++)
    {
      g_autoptr (ProctorTurn) turn = g_list_model_get_item (G_LIST_MODEL (self->turns), i);
      ProctorSpeakerRole role = *get_role (self, g_array_index (self->speaker_of, guint, i));

      proctor_turn_set_role (turn, role == PROCTOR_SPEAKER_USER ? "user" : "agent");
    }
}

static guint
count_role (ProctorWrittenTranscript *self,
            ProctorSpeakerRole role)
{
  guint n = 0;

  for (guint i = 0; i < self->roles->len; i++)
    n += *get_role (self, i) == role;

  return n;
}

/* Whoever begins a call by offering help is the agent. In a chat it is the user who begins. */
static gboolean
begins_like_agent (ProctorWrittenTranscript *self)
{
  static const char *const phrases[] = { "help you", "i help", "welcome", "thank you for calling", "thanks for calling", "assist you", "i assist", "helfen", "willkommen", "was kann ich für sie", NULL };
  g_autoptr (ProctorTurn) first = g_list_model_get_item (G_LIST_MODEL (self->turns), 0);
  const char *message = first != NULL ? proctor_turn_get_message (first) : NULL;
  g_autofree char *folded = message != NULL ? g_utf8_strdown (message, -1) : NULL;

  for (gsize i = 0; folded != NULL && phrases[i] != NULL; i++)
    {
      if (strstr (folded, phrases[i]) != NULL)
        return TRUE;
    }

  return FALSE;
}

static void
proctor_written_transcript_finalize (GObject *object)
{
  ProctorWrittenTranscript *self = PROCTOR_WRITTEN_TRANSCRIPT (object);

  g_clear_object (&self->turns);
  g_array_unref (self->speaker_of);
  g_ptr_array_unref (self->speakers);
  g_hash_table_unref (self->numbers);
  g_array_unref (self->roles);

  G_OBJECT_CLASS (proctor_written_transcript_parent_class)->finalize (object);
}

static void
proctor_written_transcript_class_init (ProctorWrittenTranscriptClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = proctor_written_transcript_finalize;
}

static void
proctor_written_transcript_init (ProctorWrittenTranscript *self)
{
  self->turns = g_list_store_new (PROCTOR_TYPE_TURN);
  self->speaker_of = g_array_new (FALSE, FALSE, sizeof (guint));
  self->speakers = g_ptr_array_new_with_free_func (g_free);
  self->numbers = g_hash_table_new (g_str_hash, g_str_equal);
  self->roles = g_array_new (FALSE, FALSE, sizeof (ProctorSpeakerRole));
}

/**
 * proctor_written_transcript_new:
 *
 * Returns: (transfer full): a transcript in which nobody says anything
 */
ProctorWrittenTranscript *
proctor_written_transcript_new (void)
{
  return g_object_new (PROCTOR_TYPE_WRITTEN_TRANSCRIPT, NULL);
}

/**
 * proctor_written_transcript_add:
 * @self: a transcript
 * @speaker: what the one who speaks is called
 * @turn: what they say; its role is set once it is known
 *
 * Adds a turn.
 */
void
proctor_written_transcript_add (ProctorWrittenTranscript *self,
                                const char *speaker,
                                ProctorTurn *turn)
{
  gpointer known;
  guint number;

  g_return_if_fail (PROCTOR_IS_WRITTEN_TRANSCRIPT (self));
  g_return_if_fail (speaker != NULL);
  g_return_if_fail (PROCTOR_IS_TURN (turn));

  if (g_hash_table_lookup_extended (self->numbers, speaker, NULL, &known))
    {
      number = GPOINTER_TO_UINT (known);
    }
  else
    {
      ProctorSpeakerRole role = proctor_speaker_role_find (speaker);
      char *name = g_strdup (speaker);

      number = self->speakers->len;
      g_ptr_array_add (self->speakers, name);
      g_hash_table_insert (self->numbers, name, GUINT_TO_POINTER (number));
      g_array_append_val (self->roles, role);
    }

  g_array_append_val (self->speaker_of, number);
  g_list_store_append (self->turns, turn);
}

/**
 * proctor_written_transcript_guess:
 * @self: a transcript that is complete
 *
 * Decides who is the user, where the names don't tell, and gives the turns their roles.
 */
void
proctor_written_transcript_guess (ProctorWrittenTranscript *self)
{
  gboolean has_users, has_agents;

  g_return_if_fail (PROCTOR_IS_WRITTEN_TRANSCRIPT (self));

  has_users = count_role (self, PROCTOR_SPEAKER_USER) > 0;
  has_agents = count_role (self, PROCTOR_SPEAKER_AGENT) > 0;
  for (guint i = 0; i < self->roles->len; i++)
    {
      ProctorSpeakerRole *role = get_role (self, i);

      if (*role == PROCTOR_SPEAKER_UNKNOWN)
        {
          gboolean is_user = has_agents;

          if (has_users == has_agents)
            is_user = (i == 0) != begins_like_agent (self);
          *role = is_user ? PROCTOR_SPEAKER_USER : PROCTOR_SPEAKER_AGENT;
          self->is_guessed = TRUE;
        }
    }
  show_roles (self);
}

/**
 * proctor_written_transcript_get_turns:
 * @self: a transcript
 *
 * Returns: (transfer none): what is said, of #ProctorTurn
 */
GListModel *
proctor_written_transcript_get_turns (ProctorWrittenTranscript *self)
{
  g_return_val_if_fail (PROCTOR_IS_WRITTEN_TRANSCRIPT (self), NULL);

  return G_LIST_MODEL (self->turns);
}

/**
 * proctor_written_transcript_get_n_speakers:
 * @self: a transcript
 *
 * Returns: how many names there are
 */
guint
proctor_written_transcript_get_n_speakers (ProctorWrittenTranscript *self)
{
  g_return_val_if_fail (PROCTOR_IS_WRITTEN_TRANSCRIPT (self), 0);

  return self->speakers->len;
}

/**
 * proctor_written_transcript_get_speaker:
 * @self: a transcript
 * @speaker: which of them, in the order in which they speak
 *
 * Returns: (transfer none): what they are called
 */
const char *
proctor_written_transcript_get_speaker (ProctorWrittenTranscript *self,
                                        guint speaker)
{
  g_return_val_if_fail (PROCTOR_IS_WRITTEN_TRANSCRIPT (self), NULL);
  g_return_val_if_fail (speaker < self->speakers->len, NULL);

  return g_ptr_array_index (self->speakers, speaker);
}

/**
 * proctor_written_transcript_get_is_user:
 * @self: a transcript
 * @speaker: which of them
 *
 * Returns: whether they are taken for the user
 */
gboolean
proctor_written_transcript_get_is_user (ProctorWrittenTranscript *self,
                                        guint speaker)
{
  g_return_val_if_fail (PROCTOR_IS_WRITTEN_TRANSCRIPT (self), FALSE);
  g_return_val_if_fail (speaker < self->speakers->len, FALSE);

  return *get_role (self, speaker) == PROCTOR_SPEAKER_USER;
}

/**
 * proctor_written_transcript_set_is_user:
 * @self: a transcript
 * @speaker: which of them
 * @is_user: whether they are the user
 *
 * Puts right who is the user.
 */
void
proctor_written_transcript_set_is_user (ProctorWrittenTranscript *self,
                                        guint speaker,
                                        gboolean is_user)
{
  g_return_if_fail (PROCTOR_IS_WRITTEN_TRANSCRIPT (self));
  g_return_if_fail (speaker < self->speakers->len);

  *get_role (self, speaker) = is_user ? PROCTOR_SPEAKER_USER : PROCTOR_SPEAKER_AGENT;
  show_roles (self);
}

/**
 * proctor_written_transcript_get_is_guessed:
 * @self: a transcript
 *
 * Returns: whether the names did not tell who is the user, so that somebody should be asked
 */
gboolean
proctor_written_transcript_get_is_guessed (ProctorWrittenTranscript *self)
{
  g_return_val_if_fail (PROCTOR_IS_WRITTEN_TRANSCRIPT (self), FALSE);

  return self->is_guessed;
}
