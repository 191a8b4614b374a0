/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "proctor-turn.h"

G_BEGIN_DECLS

/**
 * ProctorSpeakerRole:
 * @PROCTOR_SPEAKER_UNKNOWN: the name does not tell
 * @PROCTOR_SPEAKER_USER: the user
 * @PROCTOR_SPEAKER_AGENT: the agent
 * @PROCTOR_SPEAKER_SYSTEM: nobody who takes part in the conversation
 * @PROCTOR_SPEAKER_TOOL: a tool that answers
 *
 * Who speaks, by what transcripts call them.
 */
typedef enum
{
  PROCTOR_SPEAKER_UNKNOWN,
  PROCTOR_SPEAKER_USER,
  PROCTOR_SPEAKER_AGENT,
  PROCTOR_SPEAKER_SYSTEM,
  PROCTOR_SPEAKER_TOOL,
} ProctorSpeakerRole;

#define PROCTOR_TYPE_WRITTEN_TRANSCRIPT (proctor_written_transcript_get_type ())

G_DECLARE_FINAL_TYPE (ProctorWrittenTranscript, proctor_written_transcript, PROCTOR, WRITTEN_TRANSCRIPT, GObject)

ProctorWrittenTranscript *proctor_written_transcript_new (void);

void proctor_written_transcript_add (ProctorWrittenTranscript *self,
                                     const char *speaker,
                                     ProctorTurn *turn);
void proctor_written_transcript_guess (ProctorWrittenTranscript *self);

GListModel *proctor_written_transcript_get_turns (ProctorWrittenTranscript *self);
guint proctor_written_transcript_get_n_speakers (ProctorWrittenTranscript *self);
const char *proctor_written_transcript_get_speaker (ProctorWrittenTranscript *self,
                                                    guint speaker);
gboolean proctor_written_transcript_get_is_user (ProctorWrittenTranscript *self,
                                                 guint speaker);
void proctor_written_transcript_set_is_user (ProctorWrittenTranscript *self,
                                             guint speaker,
                                             gboolean is_user);
gboolean proctor_written_transcript_get_is_guessed (ProctorWrittenTranscript *self);

ProctorSpeakerRole proctor_speaker_role_find (const char *name);

G_END_DECLS
